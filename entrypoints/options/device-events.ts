import type { DeviceEvents, DeviceView } from '../../components/options/device/device-events.ts';
import type { EditFailure } from '../../components/options/lists/edit-failure.ts';
import { download } from '../../lib/browser/download.ts';
import { createLocalBackup } from '../../lib/crm/local/backup.ts';
import { createLocalCatalogue } from '../../lib/crm/local/catalogue.ts';
import { AppError, toErrorData } from '../../lib/errors/app-error.ts';
import { send } from '../../lib/messages/send.ts';

const clock = { now: () => Date.now() };
const catalogue = createLocalCatalogue({ indexedDB });
const backup = createLocalBackup({ indexedDB, clock });

export async function readDevice(): Promise<DeviceView> {
  try {
    return { catalogue: await catalogue.read() };
  } catch (thrown) {
    return { error: toErrorData(thrown) };
  }
}

async function attempt(work: () => Promise<unknown>): Promise<EditFailure> {
  try {
    await work();
    return null;
  } catch (thrown) {
    return toErrorData(thrown);
  }
}

/** In UTC, as in the files themselves. */
const today = () => new Date(clock.now()).toISOString().slice(0, 10);

/**
 * The page works on the device's database itself, since a backup is larger than a message may be; the worker is told,
 * so that the panel shows what is there now. `show` draws the page anew.
 */
export function createDeviceEvents(show: () => Promise<void>): DeviceEvents {
  async function change(work: () => Promise<unknown>): Promise<EditFailure> {
    const failed = await attempt(work);
    if (failed) return failed;
    // It is done, whether or not there is a worker to tell: one that starts later reads it anew.
    await send('device.changed', null).catch(() => null);
    await show();
    return null;
  }

  return {
    saveGroups: (edit) => change(() => catalogue.saveGroups(edit)),
    saveStages: (edit) => change(() => catalogue.saveStages(edit)),
    saveFields: (edit) => change(() => catalogue.saveFields(edit)),
    usage: (kind, ids) => catalogue.usage(kind, ...ids).catch(toErrorData),
    newId: () => crypto.randomUUID(),

    backUp: () =>
      attempt(async () => {
        download(`chatside-customers-${today()}.json`, await backup.backUp(), 'application/json');
      }),

    async readBackup(json) {
      try {
        const { ok: _, ...look } = await backup.look(json);
        return look;
      } catch (thrown) {
        return { error: toErrorData(thrown) };
      }
    },

    restore: (json) =>
      change(async () => {
        const result = await backup.restore(json);
        // It was read a moment ago, without a problem.
        if (!result.ok) throw new AppError('BUG', { detail: 'backup was refused' });
      }),

    exportRecord: () =>
      attempt(async () => {
        download(`chatside-record-${today()}.csv`, await send('audit.export', null), 'text/csv');
      }),

    forgetEverything: () => attempt(() => send('device.forget', null)),
  };
}
