import { render } from 'preact';
import { browser } from 'wxt/browser';
import { type DrawingFault, DrawingGuard } from '../../components/controls/drawing-guard.tsx';
import type { Troubled } from '../../components/options/connections/connection-events.ts';
import type { OptionsEvents } from '../../components/options/events.ts';
import { LoadFailed } from '../../components/options/notices/load-failed.tsx';
import { OptionsFault } from '../../components/options/notices/options-fault.tsx';
import { OptionsPage } from '../../components/options/options-page.tsx';
import './style.css';
import { toErrorData } from '../../lib/errors/app-error.ts';
import { t } from '../../lib/i18n/index.ts';
import { createPageLanguage } from '../../lib/i18n/page-language.ts';
import '../../lib/i18n/options-words.ts';
import { download } from '../../lib/browser/download.ts';
import { send } from '../../lib/messages/send.ts';
import { type DeviceTrouble, keys, type Setup } from '../../lib/session/shapes.ts';
import { neededAccess } from '../../lib/settings/needed-access.ts';
import type { SettingsView } from '../../lib/settings/settings-service.ts';
import { createDeviceEvents, readDevice } from './device-events.ts';

const root = document.createElement('div');
document.getElementById('root')?.replaceWith(root);
const notifications = { permissions: ['notifications' as const] };
const pageLanguage = createPageLanguage(window);
let lastShown = 0;
/** What the page shows; null until the worker has answered. */
let shown: SettingsView | null = null;

/** Reads and draws. What arrives out of turn is dropped. */
async function show(): Promise<void> {
  const turn = ++lastShown;
  try {
    const view = await send('settings.read', null);
    const isLocal = view.settings.connections.some((one) => one.provider === 'local');
    const [missingAccess, mayNotify, device, troubled, trouble, accounts] = await Promise.all([
      missing(view),
      browser.permissions.contains(notifications),
      isLocal ? readDevice() : null,
      readTroubled(),
      readTrouble(),
      send('accounts.read', null),
    ]);
    if (turn !== lastShown) return;
    await dress(view);
    if (turn !== lastShown) return;
    shown = view;
    render(
      <DrawingGuard
        part="options"
        shows={JSON.stringify(view)}
        fallback={(fault) => <BrokenPage fault={fault} />}
      >
        <OptionsPage
          view={view}
          missingAccess={missingAccess}
          mayNotify={mayNotify}
          troubled={troubled}
          trouble={trouble}
          accounts={accounts}
          device={device}
          events={events}
        />
      </DrawingGuard>,
      root,
    );
  } catch (thrown) {
    await words;
    if (turn === lastShown)
      render(
        <LoadFailed error={toErrorData(thrown)} onRetry={show} onDiscardLost={events.discardLost} />,
        root,
      );
  }
}

function BrokenPage({ fault }: { fault: DrawingFault }) {
  return (
    <main class="options" tabIndex={-1}>
      <OptionsFault fault={fault} />
    </main>
  );
}

/** The connection in use, while something holds up its requests time and again. */
async function readTroubled(): Promise<Troubled | null> {
  const { [keys.setup]: setup } = await browser.storage.session.get(keys.setup);
  const active = (setup as Setup | undefined)?.active;
  return active?.trouble ? { connectionId: active.id, error: active.trouble } : null;
}

async function readTrouble(): Promise<DeviceTrouble | null> {
  const { [keys.device]: trouble } = await browser.storage.session.get(keys.device);
  return (trouble as DeviceTrouble | undefined) ?? null;
}

async function missing(view: SettingsView): Promise<string[]> {
  const checked = await Promise.all(
    neededAccess(view.settings).map(async (pattern) =>
      (await browser.permissions.contains({ origins: [pattern] })) ? null : pattern,
    ),
  );
  return checked.filter((pattern) => pattern !== null);
}

async function dress({ settings }: SettingsView): Promise<void> {
  const { theme, language } = settings.preferences;
  const page = document.documentElement;
  if (theme === 'auto') delete page.dataset.theme;
  else page.dataset.theme = theme;
  await pageLanguage.speak(language);
  document.title = t('options.title');
}

/** The browser asks only while the click is being handled, so nothing may be awaited before this. */
async function requestAccess(patterns: readonly string[]): Promise<boolean> {
  if (patterns.length === 0) return true;
  try {
    return await browser.permissions.request({ origins: [...patterns] });
  } catch {
    return false;
  }
}

/** Gives back the access that settings needed before and need no more. What came with the install can't be given back. */
async function giveBackUnneeded(before: SettingsView): Promise<void> {
  const needed = neededAccess((await send('settings.read', null)).settings);
  if (!shown?.settings.preferences.notifyReminders) {
    await browser.permissions.remove(notifications).catch(() => {});
  }
  const gone = neededAccess(before.settings).filter((pattern) => !needed.includes(pattern));
  await Promise.allSettled(gone.map((pattern) => browser.permissions.remove({ origins: [pattern] })));
}

const orError = <T,>(work: Promise<T>) => work.catch((thrown) => ({ error: toErrorData(thrown) }));

const events: OptionsEvents = {
  async save(settings, access, same) {
    const before = shown;
    const asked = requestAccess(access);
    try {
      // A refusal keeps what was typed; the page then offers to allow access.
      await asked;
      const { problems } = await send('settings.save', { settings, ...(same && { same }) });
      if (problems.length > 0) return { saved: false, problems, error: null };
      await show();
      if (before) await giveBackUnneeded(before);
      return { saved: true };
    } catch (thrown) {
      return { saved: false, problems: [], error: toErrorData(thrown) };
    }
  },

  async test(connection, access) {
    const allowed = await requestAccess(access);
    const [refused] = access;
    if (!allowed && refused !== undefined) return { refused };
    try {
      return await send('connection.test', { connection });
    } catch (thrown) {
      return { error: toErrorData(thrown) };
    }
  },

  async answerCompany(connectionId, same) {
    await send('account.answer', { connectionId, same });
    await show();
  },

  async allowAccess(access) {
    const allowed = await requestAccess(access);
    await show();
    return allowed;
  },

  async allowNotifications() {
    const allowed = await browser.permissions.request(notifications).catch(() => false);
    await show();
    return allowed;
  },

  discardLost: () => void send('device.discardLost', null).then(show, show),
  download: (fileName, text) => download(fileName, text, 'application/json'),
  device: createDeviceEvents(show),
  orders: {
    async try(source, customer, access) {
      const allowed = await requestAccess(access);
      const [refused] = access;
      if (!allowed && refused !== undefined) return { refused };
      return orError(send('orders.try', { source, customer }));
    },
  },
  company: { read: (connectionId) => orError(send('company.read', { connectionId })) },
  companyTags: {
    read: (connectionId, anew) => orError(send('tags.read', { connectionId, anew })),
    change: (connectionId, change) => orError(send('tags.change', { connectionId, change })),
  },
};

browser.storage.onChanged.addListener((changes, area) => {
  if (area === 'managed' || (area === 'local' && 'settings' in changes)) show();
  if (area === 'session' && (keys.setup in changes || keys.device in changes)) show();
});
// The panel may have made a tag meanwhile.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) show();
});
browser.permissions.onAdded.addListener(() => show());
browser.permissions.onRemoved.addListener(() => show());
window.addEventListener('languagechange', () => show());
const words = pageLanguage.speakAsBefore();
show();
