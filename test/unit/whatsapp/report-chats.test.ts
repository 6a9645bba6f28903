import { beforeEach, describe, expect, it } from 'vitest';
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import { createChatReporter } from '../../../lib/whatsapp/watch/report-chats.ts';

const detection = (epoch: number): Detection => ({
  state: 'no-chat',
  account: null,
  chatId: null,
  chatKey: null,
  lid: null,
  username: null,
  phone: null,
  phoneSource: null,
  numberHidden: false,
  displayName: null,
  kind: null,
  groupSize: null,
  isBusiness: false,
  confidence: null,
  reasons: [],
  epoch,
});

let sent: { epoch: number; first: boolean }[];
/** How many sends fail from now on. */
let failures: number;
let retryable: boolean;
let waiting: { ms: number; run: () => void }[];
let controller: AbortController;

beforeEach(() => {
  sent = [];
  failures = 0;
  retryable = true;
  waiting = [];
  controller = new AbortController();
});

const reporter = () =>
  createChatReporter({
    async send({ epoch }, first) {
      sent.push({ epoch, first });
      if (failures > 0) {
        failures -= 1;
        throw new Error('nobody there');
      }
    },
    mayRetry: () => retryable,
    timers: {
      after(ms, run) {
        waiting.push({ ms, run });
        return () => undefined;
      },
    },
    signal: controller.signal,
  });

const settle = () => new Promise((resolve) => setImmediate(resolve));
const pass = async () => {
  for (const { run } of waiting.splice(0)) run();
  await settle();
};

describe('a detection', () => {
  it('is sent at once, the first that is taken as the first', async () => {
    const report = reporter();
    report(detection(1));
    await settle();
    report(detection(2));
    await settle();
    expect(sent).toEqual([
      { epoch: 1, first: true },
      { epoch: 2, first: false },
    ]);
  });

  it('that nobody took is sent again until it is taken, as the first still', async () => {
    failures = 2;
    reporter()(detection(1));
    await settle();
    await pass();
    await pass();
    expect(sent).toEqual(Array(3).fill({ epoch: 1, first: true }));
    await pass();
    expect(sent).toHaveLength(3);
  });

  it('that is no longer the newest is not sent again', async () => {
    failures = 1;
    const report = reporter();
    report(detection(1));
    await settle();
    report(detection(2));
    await settle();
    await pass();
    expect(sent.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it('that was refused is not sent again', async () => {
    failures = 1;
    retryable = false;
    reporter()(detection(1));
    await settle();
    expect(waiting).toEqual([]);
  });

  it('is sent again every ten seconds in the end, until its script ends', async () => {
    failures = 100;
    reporter()(detection(1));
    await settle();
    for (let at = 0; at < 20; at += 1) await pass();
    expect(sent).toHaveLength(21);
    expect(waiting.map(({ ms }) => ms)).toEqual([10_000]);
    controller.abort();
    await pass();
    expect(sent).toHaveLength(21);
  });
});
