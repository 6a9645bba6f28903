/** The options page without its drawing: it reads the settings, changes them, and saves all of them. */
import { send } from '../../lib/messages/send.ts';
import type { SettingsDraft } from '../../lib/settings/schema.ts';
import type { Browser } from './browser.ts';
import type { Context, Machine } from './machine.ts';

/** Changes the settings as a page that is opened for it, and closed whatever became of it. */
export async function changeSettings(
  machine: Machine,
  browser: Browser,
  change: (settings: SettingsDraft) => SettingsDraft,
): Promise<void> {
  const context: Context = { name: 'options', alive: true };
  await machine.actIn(context, 'settings', () => {
    send('settings.read', null)
      .then(({ settings }) => send('settings.save', { settings: change(settings) }))
      .catch(() => {});
  });
  await machine.pass(500);
  browser.close(context);
}
