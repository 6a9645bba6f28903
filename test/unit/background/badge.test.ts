import { afterEach, expect, it, vi } from 'vitest';
import { note, write } from '../../../components/gallery/samples.ts';
import { showBadge } from '../../../entrypoints/background/badge.ts';
import type { WriteState } from '../../../lib/session/shapes.ts';

const { setBadgeText } = vi.hoisted(() => ({ setBadgeText: vi.fn(async (_: { text: string }) => {}) }));
vi.mock('wxt/browser', () => ({
  browser: { action: { setBadgeText, setBadgeBackgroundColor: async () => {} } },
}));
afterEach(() => vi.clearAllMocks());

const badgeOf = async (...states: WriteState[]) => {
  await showBadge({ writes: states.map((state) => write(note, state)) }, [], 0);
  return setBadgeText.mock.lastCall?.[0].text;
};

it('counts what needs a decision, and not what goes on by itself', async () => {
  expect(await badgeOf('failed', 'waiting', 'unknown', 'sending', 'done')).toBe('2');
});

it('is gone when all is well', async () => {
  await badgeOf('failed');
  expect(await badgeOf('done')).toBe('');
});

it('stays short', async () => {
  expect(await badgeOf(...Array.from({ length: 100 }, () => 'failed' as const))).toBe('99+');
});

it('counts the reminders that are due', async () => {
  await showBadge(null, [{ dueAt: 1000 }, { dueAt: 2000 }, { dueAt: 2001 }], 2000);
  expect(setBadgeText.mock.lastCall?.[0].text).toBe('2');
});
