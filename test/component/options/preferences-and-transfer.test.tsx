import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it, onTestFinished } from 'vitest';
import { setLanguage, t } from '../../../lib/i18n/index.ts';
import { exportSettings } from '../../../lib/settings/file.ts';
import { languages } from '../../../lib/settings/languages.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { device, settingsWith, socialEpoch } from '../../unit/settings/samples.ts';
import { expectAccessible, openPage, saved, viewOf } from './page.tsx';

const onPage = { ...socialEpoch, credentials: { ...socialEpoch.credentials, apiKey: keptOnDevice } };
const button = (name: string) => screen.getByRole('button', { name });

function choose(text: string) {
  const file = new File([text], 'settings.json', { type: 'application/json' });
  fireEvent.change(screen.getByLabelText('Settings file'), { target: { files: [file] } });
}

describe('preferences', () => {
  it('are kept at each change', async () => {
    const { events } = openPage(viewOf(settingsWith(device)));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Hide phone numbers' }));
    expect(saved(events)).toMatchObject({ preferences: { maskPhones: true } });
    await screen.findByText('Saved');
    fireEvent.change(screen.getByLabelText('Appearance'), { target: { value: 'dark' } });
    expect(saved(events)).toMatchObject({ preferences: { theme: 'dark', maskPhones: true } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Keyboard shortcuts in the panel' }));
    expect(saved(events)).toMatchObject({ preferences: { shortcuts: false, theme: 'dark' } });
  });
});

describe('the languages', () => {
  it('are called as their speakers call them', () => {
    openPage(viewOf(settingsWith(device)));
    const choices = [...screen.getByLabelText('Language').querySelectorAll('option')];
    expect(choices.map(({ value }) => value)).toEqual(['auto', ...languages]);
    expect(choices.map(({ lang, textContent }) => [lang, textContent])).toContainEqual(['zh-CN', '简体中文']);
  });

  it('say where the browser asks for traditional Chinese and is given the simplified one', async () => {
    onTestFinished(() => setLanguage('en', []));
    await setLanguage('auto', ['zh-TW']);
    openPage(viewOf(settingsWith(device)));
    expect(screen.getByText(t('options.language.borrowed'))).toBeTruthy();
    cleanup();
    await setLanguage('auto', ['zh-CN']);
    openPage(viewOf(settingsWith(device)));
    expect(screen.queryByText(t('options.language.borrowed'))).toBeNull();
  });
});

describe('notifications of reminders', () => {
  const notify = () => screen.getByRole('checkbox', { name: 'Notify me when a reminder is due' });
  const on = { preferences: { ...settingsWith(device).preferences, notifyReminders: true } };

  it('are off until they are switched on, and asked for in that very click', async () => {
    const { events } = openPage(viewOf(settingsWith(device)));
    expect(notify()).toHaveProperty('checked', false);
    fireEvent.click(notify());
    expect(events.allowNotifications).toHaveBeenCalledOnce();
    await waitFor(() =>
      expect(saved(events)).toMatchObject({ preferences: { notifyReminders: true, notifyNames: false } }),
    );
  });

  it('stay off where the browser refuses, and say so', async () => {
    const { events } = openPage(viewOf(settingsWith(device)));
    events.allowNotifications.mockResolvedValue(false);
    fireEvent.click(notify());
    await screen.findByText('The browser does not let Chatside notify you.');
    expect(events.save).not.toHaveBeenCalled();
  });

  it('are switched off without a question', () => {
    const { events } = openPage(viewOf({ ...settingsWith(device), ...on }), { mayNotify: true });
    fireEvent.click(notify());
    expect(events.allowNotifications).not.toHaveBeenCalled();
    expect(saved(events)).toMatchObject({ preferences: { notifyReminders: false } });
  });

  it('show a name only by a switch of its own', () => {
    const { events } = openPage(viewOf({ ...settingsWith(device), ...on }), { mayNotify: true });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Show the customer’s name in it' }));
    expect(saved(events)).toMatchObject({ preferences: { notifyNames: true } });
  });

  it('that a policy or a file switched on wait for the browser’s leave', async () => {
    const { events, container } = openPage(viewOf({ ...settingsWith(device), ...on }));
    fireEvent.click(button('Allow notifications'));
    expect(events.allowNotifications).toHaveBeenCalledOnce();
    await expectAccessible(container);
  });
});

describe('export', () => {
  it('hands out the settings without secrets', () => {
    const { events } = openPage(viewOf(settingsWith(onPage)));
    fireEvent.click(button('Export settings'));
    expect(events.download).toHaveBeenCalledWith(
      'chatside-settings.json',
      exportSettings(settingsWith(onPage)),
    );
  });
});

describe('import', () => {
  it('shows each new host before anything is contacted, and asks for them in the press', async () => {
    const { events, container } = openPage(viewOf(settingsWith(device)));
    choose(exportSettings(settingsWith({ ...socialEpoch, baseUrl: 'https://proxy.acme.example:8443' })));
    await screen.findByText('Chatside will contact, for the first time:');
    expect(screen.getByText('proxy.acme.example')).toBeTruthy();
    expect(screen.getByText('Its account details must be entered afterwards.')).toBeTruthy();
    expect(events.save).not.toHaveBeenCalled();
    await expectAccessible(container);
    fireEvent.click(button('Import'));
    expect(events.save.mock.calls[0]?.[1]).toEqual(['https://proxy.acme.example/*']);
    expect(saved(events)).toMatchObject({ connections: [{ id: 'device' }, { id: 'wa' }] });
    await waitFor(() => expect(screen.queryByText('What this file changes')).toBe(null));
  });

  it('needs consent for an address without encryption', async () => {
    const { events } = openPage(viewOf(settingsWith(device)));
    choose(exportSettings(settingsWith({ ...socialEpoch, baseUrl: 'http://id.wascrm.socialepoch.com' })));
    await waitFor(() => expect(button('Import')).toHaveProperty('disabled', true));
    fireEvent.click(screen.getByRole('checkbox', { name: 'I accept that this connection is not encrypted' }));
    fireEvent.click(button('Import'));
    expect(saved(events)).toMatchObject({
      connections: [{ id: 'device' }, { id: 'wa', allowPlainHttp: true }],
    });
  });

  it('names what is wrong by path, and takes nothing over', async () => {
    const { events } = openPage(viewOf(settingsWith(device)));
    choose(
      '{"version": 1, "connections": [{"id": "x", "provider": "socialepoch", "baseUrl": "nowhere"}], "typo": 1}',
    );
    await screen.findByText('connections[0].baseUrl');
    expect(screen.getByText('typo')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Import' })).toBe(null);
    expect(events.save).not.toHaveBeenCalled();
  });

  it('is offered on the first run, and ends it', async () => {
    const { events } = openPage(viewOf());
    expect(screen.queryByRole('button', { name: 'Export settings' })).toBe(null);
    choose(exportSettings(settingsWith(device)));
    fireEvent.click(await screen.findByRole('button', { name: 'Import' }));
    expect(saved(events)).toMatchObject({ connections: [{ id: 'device' }] });
    await waitFor(() => expect(screen.queryByText('Welcome to Chatside')).toBe(null));
  });
});
