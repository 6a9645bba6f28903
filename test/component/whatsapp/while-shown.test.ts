import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import { createChatReporter } from '../../../lib/whatsapp/watch/report-chats.ts';
import { browserTimers } from '../../../lib/whatsapp/watch/timers.ts';
import { watchChats } from '../../../lib/whatsapp/watch/watch-chats.ts';
import { whileShown } from '../../../lib/whatsapp/watch/while-shown.ts';
import { page } from '../../fixtures/whatsapp/page.ts';
import { seed } from '../../fixtures/whatsapp/seed.ts';
import { anaPhone, anaTalk, bobPhone, bobTalk, everybody } from '../../fixtures/whatsapp/stored.ts';
import { isDrawnByStyle } from './drawn.ts';

let life = new AbortController();
afterEach(() => {
  life.abort();
  life = new AbortController();
});

const away = (persisted = true) => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted }));
const back = (persisted = true) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));

describe('a page', () => {
  const runs: AbortSignal[] = [];
  const start = () => {
    runs.length = 0;
    whileShown(window, life.signal, (signal) => runs.push(signal));
  };

  it('is watched at once, and not anew when it is first shown', () => {
    start();
    back(false);
    expect(runs.map(({ aborted }) => aborted)).toEqual([false]);
  });

  it('is let go when it is put aside, and watched anew when it comes back', () => {
    start();
    away();
    expect(runs.map(({ aborted }) => aborted)).toEqual([true]);
    back();
    expect(runs.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('is watched once, also when nobody said that it was put aside', () => {
    start();
    back();
    back();
    expect(runs.map(({ aborted }) => aborted)).toEqual([true, true, false]);
  });

  it('is watched no more once the script has ended', () => {
    start();
    life.abort();
    away();
    back();
    expect(runs.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

describe('a chat that was open when its page was put aside', () => {
  const show = (title: string, keys: readonly string[]) => {
    document.body.innerHTML = page({ conversations: [{ title, rows: keys.map((key) => ({ key })) }] });
  };
  const told: { detection: Detection; first: boolean }[] = [];
  const last = () => told.at(-1)?.detection;

  async function begin(): Promise<void> {
    told.length = 0;
    await seed(indexedDB, everybody());
    show('Ana Cliente', anaTalk);
    const timers = browserTimers(window);
    whileShown(window, life.signal, (signal) => {
      const report = createChatReporter({
        send: async (detection, first) => told.push({ detection, first }),
        mayRetry: () => false,
        timers,
        signal,
      });
      watchChats({
        document,
        indexedDB,
        timers,
        signal,
        isVisible: isDrawnByStyle,
        onLeft: () => undefined,
        onDetection: report,
      });
    });
    await vi.waitFor(() => expect(last()).toMatchObject({ phone: anaPhone }));
  }

  it('is said again, as the first thing, under a newer epoch', async () => {
    await begin();
    const { epoch } = last() ?? { epoch: 0 };
    const before = told.length;
    away();
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(epoch));
    back();
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(before));
    expect(told[before]).toMatchObject({ first: true, detection: { phone: anaPhone } });
    expect(last()?.epoch).toBeGreaterThan(epoch);
  });

  it('is not said when another one is open by then', async () => {
    await begin();
    const before = told.length;
    away();
    show('+44 7700 900002', bobTalk);
    back();
    await vi.waitFor(() => expect(last()).toMatchObject({ phone: bobPhone }));
    expect(told.slice(before).some(({ detection }) => detection.phone === anaPhone)).toBe(false);
  });

  it('keeps no connection to WhatsApp’s database meanwhile', async () => {
    await begin();
    away();
    const request = indexedDB.open('model-storage', 2);
    const outcome = await new Promise((resolve) => {
      request.onblocked = () => resolve('held');
      request.onsuccess = () => resolve('free');
    });
    request.result.close();
    expect(outcome).toBe('free');
  });
});
