import { cleanup, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, expect, vi } from 'vitest';
import type { CompanyEvents } from '../../../components/options/company/company-events.ts';
import type { AccountsOnPage, Troubled } from '../../../components/options/connections/connection-events.ts';
import type { DeviceEvents, DeviceView } from '../../../components/options/device/device-events.ts';
import type { OptionsEvents } from '../../../components/options/events.ts';
import { OptionsPage } from '../../../components/options/options-page.tsx';
import type { OrderEvents } from '../../../components/options/orders/order-events.ts';
import type { CompanyTagEvents } from '../../../components/options/tags/company-tags.ts';
import type { Company } from '../../../lib/crm/company.ts';
import type { DeviceTrouble } from '../../../lib/session/shapes.ts';
import { resolveSettings } from '../../../lib/settings/resolve.ts';
import type { SettingsDraft } from '../../../lib/settings/schema.ts';
import type { SettingsView } from '../../../lib/settings/settings-service.ts';

afterEach(cleanup);

/** What the page would read with this policy and these settings. */
export function viewOf(stored: Partial<SettingsDraft> = {}, policy: unknown = {}): SettingsView {
  const resolved = resolveSettings(policy, { version: 1, ...stored });
  return { ...resolved, firstRun: resolved.settings.connections.length === 0 };
}

/** The page as `entrypoints/options` wires it: a save is read back and drawn. */
export function openPage(
  first: SettingsView,
  more: {
    companyTags?: Partial<CompanyTagEvents>;
    readCompany?: CompanyEvents['read'];
    tryShop?: OrderEvents['try'];
    missingAccess?: string[];
    mayNotify?: boolean;
    troubled?: Troubled;
    trouble?: DeviceTrouble;
    accounts?: Partial<AccountsOnPage>;
    device?: DeviceView;
    deviceEvents?: Partial<DeviceEvents>;
  } = {},
) {
  let view = first;
  let device = more.device ?? null;
  const events = {
    save: vi.fn<OptionsEvents['save']>(async (settings) => {
      show({ ...view, settings, firstRun: settings.connections.length === 0 });
      return { saved: true };
    }),
    answerCompany: vi.fn<OptionsEvents['answerCompany']>(async () => {}),
    test: vi.fn<OptionsEvents['test']>(async () => ({ steps: [] })),
    allowAccess: vi.fn<OptionsEvents['allowAccess']>(async () => true),
    allowNotifications: vi.fn<OptionsEvents['allowNotifications']>(async () => true),
    download: vi.fn<OptionsEvents['download']>(),
    discardLost: vi.fn<OptionsEvents['discardLost']>(),
    device: { ...quietDevice, ...more.deviceEvents },
    companyTags: { ...noTags, ...more.companyTags },
    company: { read: vi.fn<CompanyEvents['read']>(more.readCompany ?? (async () => nothingKept)) },
    orders: {
      try: vi.fn<OrderEvents['try']>(more.tryShop ?? (async () => [])),
    },
  };
  const page = () => (
    <OptionsPage
      view={view}
      missingAccess={more.missingAccess ?? []}
      mayNotify={more.mayNotify ?? false}
      troubled={more.troubled ?? null}
      trouble={more.trouble ?? null}
      accounts={{ questions: [], usedIds: [], withNothingKept: [], ...more.accounts }}
      device={device}
      events={events}
    />
  );
  const { rerender, container } = render(page());
  function show(next: SettingsView) {
    view = next;
    rerender(page());
  }
  function showDevice(next: DeviceView) {
    device = next;
    rerender(page());
  }
  return { events, show, showDevice, container };
}

const nothingKept: Company = {
  accounts: { items: [] },
  staff: { items: [] },
  serving: { items: [] },
  tags: { items: [] },
  placements: { items: [] },
  attributes: { items: [] },
};

const noTags: CompanyTagEvents = {
  read: async () => ({ groups: [], longestName: 30 }),
  change: async () => ({ groups: [], longestName: 30 }),
};

const quietDevice: DeviceEvents = {
  saveGroups: async () => null,
  saveStages: async () => null,
  saveFields: async () => null,
  usage: async () => 0,
  newId: () => 'new-id',
  backUp: async () => null,
  readBackup: async () => ({ problems: [] }),
  restore: async () => null,
  exportRecord: async () => null,
  forgetEverything: async () => null,
};

export function saved(events: { save: { mock: { calls: unknown[][] } } }): unknown {
  return events.save.mock.calls.at(-1)?.[0];
}

export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    // jsdom lays nothing out; the page as a whole has its landmarks in its document.
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

export function textbox(name: string): HTMLInputElement {
  const found = screen.getByLabelText(name);
  if (!(found instanceof HTMLInputElement)) throw new Error(`${name} is no input`);
  return found;
}
