import { browser } from 'wxt/browser';
import { workerWords } from '../../lib/i18n/worker-words.ts';
import type { SealedCollection } from '../../lib/sealed/index.ts';
import type { ReminderView } from '../../lib/session/shapes.ts';
import type { Preferences } from '../../lib/settings/schema.ts';
import { maskedName } from '../../lib/text/masked-name.ts';
import { shownName } from '../../lib/text/unseen.ts';

/** Reminders that are remembered as told: of one so long ago another notification would be no surprise. */
const mostTold = 1_000;
/** Told each by itself; more at once are told in one. */
const mostAtOnce = 3;
const rowId = 'told';

/**
 * The browser's own notifications of reminders that fall due, where they are switched on and the browser allows them.
 * What is to be done is never in them, and the name only where that is switched on too. Each reminder is told once: that
 * it is told is on the disk before it is.
 */
export function createReminderNotices(deps: {
  /** By account, reminder and time, the newest last. */
  told: SealedCollection<string[]>;
  preferences(): Promise<Preferences>;
  /** A notification was pressed. */
  onPress(): void;
  now(): number;
}) {
  const { told, preferences, onPress, now } = deps;
  let hears = false;

  /** Without the permission the browser has no such interface: it comes with the permission. */
  function listen(): void {
    if (hears || !browser.notifications) return;
    hears = true;
    browser.notifications.onClicked.addListener((id) => {
      onPress();
      void browser.notifications.clear(id);
    });
  }
  listen();

  return {
    listen,

    async tell(reminders: readonly ReminderView[]): Promise<void> {
      const { notifyReminders, notifyNames, maskPhones, language } = await preferences();
      if (!notifyReminders || !browser.notifications) return;
      const before = (await told.get(rowId)) ?? [];
      const known = new Set(before);
      const fresh = reminders.filter((one) => one.dueAt <= now() && !known.has(nameOf(one)));
      if (fresh.length === 0) return;
      await told.put(rowId, [...before, ...fresh.map(nameOf)].slice(-mostTold));
      const word = workerWords(language);
      if (fresh.length > mostAtOnce) {
        return notify('several', word('notice.severalDue', fresh.length), word('notice.openSeveral'));
      }
      for (const one of fresh) {
        const name = notifyNames ? shownName(one.name) : null;
        const text = name === null ? word('notice.open') : maskedName(name, maskPhones);
        await notify(nameOf(one), word('notice.due'), text);
      }
    },
  };
}

const nameOf = ({ accountId, todoId, dueAt }: ReminderView): string => `${accountId} ${todoId} ${dueAt}`;

async function notify(id: string, title: string, message: string): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icon/128.png');
  await browser.notifications.create(id, { type: 'basic', iconUrl, title, message });
}
