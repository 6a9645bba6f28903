import { cleanup, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, expect, vi } from 'vitest';
import type { OptionsEvents } from '../../../components/options/events.ts';
import { OptionsPage } from '../../../components/options/options-page.tsx';
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
export function openPage(first: SettingsView, missingAccess: string[] = []) {
  let view = first;
  const events = {
    save: vi.fn<OptionsEvents['save']>(async (settings) => {
      show({ ...view, settings, firstRun: settings.connections.length === 0 });
      return { saved: true };
    }),
    test: vi.fn<OptionsEvents['test']>(async () => ({ steps: [] })),
    allowAccess: vi.fn<OptionsEvents['allowAccess']>(async () => true),
    download: vi.fn<OptionsEvents['download']>(),
  };
  const page = () => <OptionsPage view={view} missingAccess={missingAccess} events={events} />;
  const { rerender, container } = render(page());
  function show(next: SettingsView) {
    view = next;
    rerender(page());
  }
  return { events, show, container };
}

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
