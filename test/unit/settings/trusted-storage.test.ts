import { expect, it, vi } from 'vitest';
import { trustOnlyExtensionPages } from '../../../lib/settings/trusted-storage.ts';

it('asks every area that has levels for extension pages only', async () => {
  const setAccessLevel = vi.fn(async () => {});
  expect(
    await trustOnlyExtensionPages({ local: { setAccessLevel }, session: {}, managed: undefined }),
  ).toEqual([]);
  expect(setAccessLevel).toHaveBeenCalledWith({ accessLevel: 'TRUSTED_CONTEXTS' });
});

it('names the areas that refuse, and still asks the others', async () => {
  const setAccessLevel = vi.fn(async () => {});
  const refusing = { setAccessLevel: () => Promise.reject(new Error('no')) };
  expect(await trustOnlyExtensionPages({ managed: refusing, local: { setAccessLevel } })).toEqual([
    'managed',
  ]);
  expect(setAccessLevel).toHaveBeenCalledOnce();
});
