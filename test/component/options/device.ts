import { vi } from 'vitest';
import type { DeviceEvents } from '../../../components/options/device/device-events.ts';
import { defaultCatalogue } from '../../../lib/crm/local/default-catalogue.ts';
import type { Catalogue } from '../../../lib/crm/model.ts';
import { device, settingsWith } from '../../unit/settings/samples.ts';
import { openPage, viewOf } from './page.tsx';

/** The page with customers on this device: an edit is kept and drawn, as `entrypoints/options` does it. */
export function openDevice(
  more: {
    catalogue?: Partial<Catalogue>;
    events?: Partial<Omit<DeviceEvents, 'usage'>>;
    usage?: number;
  } = {},
) {
  let catalogue: Catalogue = { ...defaultCatalogue, ...more.catalogue };
  let count = 0;
  function keep(next: Partial<Catalogue>): null {
    catalogue = { ...catalogue, ...next };
    showDevice({ catalogue });
    return null;
  }
  const deviceEvents = {
    saveGroups: vi.fn<DeviceEvents['saveGroups']>(async (edit) => keep({ groups: edit(catalogue.groups) })),
    saveStages: vi.fn<DeviceEvents['saveStages']>(async (edit) => keep({ stages: edit(catalogue.stages) })),
    saveFields: vi.fn<DeviceEvents['saveFields']>(async (edit) => keep({ fields: edit(catalogue.fields) })),
    usage: vi.fn<DeviceEvents['usage']>(async () => more.usage ?? 0),
    newId: () => `new-${++count}`,
    ...more.events,
  };
  const { showDevice, events, container } = openPage(viewOf(settingsWith(device)), {
    device: { catalogue },
    deviceEvents,
  });
  for (const fold of container.querySelectorAll('details')) fold.open = true;
  return { container, events, deviceEvents, kept: () => catalogue };
}
