import type { Detection } from '../detection.ts';
import type { DetectionBody } from '../identify/compose-detection.ts';
import type { Timers } from './timers.ts';

interface EpochsDeps {
  timers: Pick<Timers, 'now'>;
  onLeft(epoch: number): void;
  /** Only when it differs from the one before. */
  onDetection(detection: Detection): void;
}

export type Epochs = ReturnType<typeof createEpochs>;

/** Numbers what is shown one after another, and says what it is under that number. One stands for one chat, or for none. */
export function createEpochs({ timers, onLeft, onDetection }: EpochsDeps) {
  let epoch = timers.now();
  let said: { epoch: number; text: string } | null = null;

  return {
    now: () => epoch,
    /** Whether anything was said under this one. */
    isUsed: () => said?.epoch === epoch,
    leave(): void {
      epoch = Math.max(epoch + 1, timers.now());
      onLeft(epoch);
    },
    say(body: DetectionBody): void {
      const detection = { ...body, epoch };
      const text = JSON.stringify(detection);
      if (text === said?.text) return;
      said = { epoch, text };
      onDetection(detection);
    },
  };
}
