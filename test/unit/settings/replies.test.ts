import { describe, expect, it } from 'vitest';
import { exportSettings, readSettingsFile } from '../../../lib/settings/file.ts';
import { resolveSettings } from '../../../lib/settings/resolve.ts';
import type { SettingsDraft } from '../../../lib/settings/schema.ts';
import { withStoredUnderPolicy } from '../../../lib/settings/stored-under-policy.ts';
import { device, settingsWith } from './samples.ts';

const hi = { id: 'hi', title: 'Greeting', shortcut: 'hi', text: 'Hi {firstName|there}!', language: 'en' };
const bye = { id: 'bye', title: 'Farewell', text: 'Bye,\n{agent}', group: 'Ends' };
const withReplies = (...replies: NonNullable<SettingsDraft['replies']>): SettingsDraft => ({
  ...settingsWith(device),
  replies,
});

describe('quick replies in the settings', () => {
  it('go out with the settings file and come back as they were', () => {
    const file = exportSettings(withReplies(hi, bye));
    expect(readSettingsFile(file, settingsWith(device))).toMatchObject({
      plan: { settings: { replies: [hi, bye] }, replies: { added: 2, replaced: 0 } },
    });
  });

  it('of a file take the place of those with the same id, and leave the others', () => {
    const present = withReplies(hi, bye);
    const file = JSON.stringify(withReplies({ ...hi, text: 'Hello' }, { ...bye, id: 'new' }));
    expect(readSettingsFile(file, present)).toMatchObject({
      plan: {
        settings: { replies: [{ ...hi, text: 'Hello' }, bye, { ...bye, id: 'new' }] },
        replies: { added: 1, replaced: 1 },
      },
    });
  });

  it('keep the spaces and line breaks of their text', () => {
    const spaced = { ...hi, text: '  Hi\r\n\n{name} ' };
    expect(resolveSettings(undefined, withReplies(spaced)).settings.replies).toEqual([spaced]);
  });

  it.each([
    [{ ...hi, text: ' \n' }, 'replies[0].text', 'missing'],
    [{ ...hi, title: '' }, 'replies[0].title', 'missing'],
    [{ ...hi, id: 'a b' }, 'replies[0].id', 'not-an-id'],
    [{ ...hi, language: 'pt_BR' }, 'replies[0].language', 'not-a-language'],
  ])('are refused one by one, by path: %o', (wrong, path, code) => {
    const { settings, problems } = resolveSettings({ replies: [wrong, bye] }, undefined);
    expect(problems).toEqual([{ path, code, from: 'policy' }]);
    expect(settings.replies).toEqual([bye]);
  });

  it('have each an id of its own in a file', () => {
    expect(readSettingsFile(JSON.stringify(withReplies(hi, hi)), settingsWith(device))).toEqual({
      problems: [{ path: 'replies[1].id', code: 'duplicate', from: 'file' }],
    });
  });

  it('of policy stand first, are locked, and hide an own one of the same id', () => {
    const shared = { ...hi, text: 'Good day' };
    const { settings, managed } = resolveSettings({ replies: [shared] }, withReplies(bye, hi));
    expect(settings.replies).toEqual([shared, bye]);
    expect(managed.paths).toContain('replies.hi');
  });

  it('of policy are not written over those the user keeps', () => {
    const shared = { ...hi, text: 'Good day' };
    const before = withReplies(bye, hi);
    const seen = resolveSettings({ replies: [shared] }, before);
    const after = withStoredUnderPolicy({ ...seen.settings, replies: [shared] }, before, seen);
    expect(after.replies).toEqual([hi]);
  });
});
