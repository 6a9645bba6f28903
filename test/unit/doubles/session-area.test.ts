import { describe, expect, it } from 'vitest';
import { sessionAreaDouble, valueBytes } from '../../doubles/session-area.ts';

describe("the session's double", () => {
  /** Asked of Chromium 156: `set({ k: value })`, then `getBytesInUse('k')`. */
  it.each<[string, unknown, number]>([
    ['a short text', 'x'.repeat(22), 0],
    ['one that is a little longer', 'x'.repeat(23), 26],
    ['a long text', 'x'.repeat(100), 104],
    ['Chinese', '客'.repeat(100), 304],
    ['accents', 'é'.repeat(100), 208],
    ['emoji', '😀'.repeat(10), 48],
    ['half an emoji', '\ud83d'.repeat(10), 32],
    ['a number', 1.5, 0],
    ['nothing', null, 0],
    ['a list', [0, 1, 2], 96],
    ['lists in lists', [[[[]]]], 96],
    ['a dictionary', { a: 0, b: 1 }, 128],
    ['one with long keys', { ['k'.repeat(41)]: 0 }, 112],
    ['dictionaries in dictionaries', { a: { b: { c: {} } } }, 192],
    ['text in a list', ['客'.repeat(100)], 336],
  ])('counts %s as Chromium does', (_, value, bytes) => {
    expect(valueBytes(value)).toBe(bytes);
  });

  it('counts the text of a key', async () => {
    const area = sessionAreaDouble();
    await area.set({ ['k'.repeat(30)]: 1 });
    expect(await area.getBytesInUse(null)).toBe(32);
  });

  it('refuses all of what is too much together, and keeps what lies there', async () => {
    const area = sessionAreaDouble({ quotaBytes: 1000 });
    await area.set({ a: 'x'.repeat(500) });
    await expect(area.set({ a: 'new', b: 'x'.repeat(1000) })).rejects.toThrow('quota bytes exceeded');
    expect(area.all()).toEqual({ a: 'x'.repeat(500) });
    await area.set({ a: 'x'.repeat(900) });
    expect(area.inUse()).toBe(904);
  });

  it('refuses once what it is told to', async () => {
    const area = sessionAreaDouble();
    area.refuseNext((items) => 'b' in items);
    await area.set({ a: 1 });
    await expect(area.set({ b: 1 })).rejects.toThrow('quota bytes exceeded');
    await area.set({ b: 2 });
    expect(area.all()).toEqual({ a: 1, b: 2 });
  });

  it('tells of what changed and of nothing else', async () => {
    const area = sessionAreaDouble();
    const told: unknown[] = [];
    area.onChanged.addListener((changes) => told.push(changes));
    await area.set({ a: 1, b: { c: undefined } });
    await area.set({ a: 1, b: 2 });
    await area.remove(['a', 'z']);
    expect(told).toEqual([
      { a: { newValue: 1 }, b: { newValue: {} } },
      { b: { oldValue: {}, newValue: 2 } },
      { a: { oldValue: 1 } },
    ]);
  });

  it('takes calls in their order, however long each is under way', async () => {
    const waiting: (() => void)[] = [];
    const area = sessionAreaDouble({
      travel: (way) => (way === 'there' ? new Promise<void>((go) => waiting.push(go)) : Promise.resolve()),
    });
    const first = area.set({ a: 1 });
    const second = area.set({ a: 2 });
    waiting[1]?.();
    await Promise.resolve();
    expect(area.all()).toEqual({});
    waiting[0]?.();
    await Promise.all([first, second]);
    expect(area.all()).toEqual({ a: 2 });
  });
});
