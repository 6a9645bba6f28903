/** What is pressed on the panel reaches the worker, though it was ended with the question: the panel asks again. */
import type { MessageType } from '../../lib/messages/contract.ts';
import type { Context, Machine } from './machine.ts';

/** ms within which the panel asks again. */
const within = 10_000;

/** ms after it was said first; what is lost over and over is given up. */
const soon = 2_000;

/** What is said once by a press, and by nothing else. */
const pressed: ReadonlySet<string> = new Set<MessageType>([
  'account.answer',
  'change.close',
  'change.retry',
  'change.undo',
  'connection.select',
  'customer.forget',
  'customer.refresh',
  'link.reject',
  'link.set',
]);

/** ms on the machine, and how far its clock was off. */
interface Moment {
  at: number;
  clockOff: number;
}

interface Press {
  from: Context;
  type: string;
  /** ms on the machine. */
  at: number;
  asked: Moment;
}

export type Presses = ReturnType<typeof createPresses>;

export function createPresses(machine: Machine) {
  const unheard = new Map<string, Press>();
  /** When it was said first. */
  const first = new Map<string, Moment>();
  const nameOf = (from: Context, message: string) => `${from.name} ${message}`;
  const clockOff = () => machine.clock() - machine.now();

  return {
    asked(from: Context, message: string): void {
      const name = nameOf(from, message);
      if (!unheard.delete(name)) first.set(name, { at: machine.now(), clockOff: clockOff() });
    },

    unheard(from: Context, message: string): void {
      const { type }: { type: string } = JSON.parse(message);
      const name = nameOf(from, message);
      const asked = first.get(name);
      if (!asked || machine.now() - asked.at >= soon) return;
      if (from.name.startsWith('panel') && pressed.has(type))
        unheard.set(name, { from, type, at: machine.now(), asked });
    },

    /** What is wrong with what was pressed, if something is. */
    judge(): string | null {
      for (const [name, { from, type, at, asked }] of unheard) {
        // A panel that closes asks nobody, and one whose clock changes does not know how long it is ago.
        if (!from.alive || Math.abs(clockOff() - asked.clockOff) > 1) unheard.delete(name);
        else if (machine.now() - at > within)
          return `pressed, and not said again when nobody answered: ${type}`;
      }
      return null;
    },
  };
}
