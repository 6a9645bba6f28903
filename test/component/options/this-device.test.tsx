import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import type { DeviceEvents } from '../../../components/options/device/device-events.ts';
import { device, settingsWith, socialEpoch } from '../../unit/settings/samples.ts';
import { openDevice } from './device.ts';
import { expectAccessible, openPage, saved, viewOf } from './page.tsx';

const button = (name: string) => screen.getByRole('button', { name });
const press = (name: string) => fireEvent.click(button(name));
const question = () => screen.findByRole('alertdialog');

function choose(text: string) {
  const file = new File([text], 'backup.json', { type: 'application/json' });
  fireEvent.change(screen.getByLabelText('Backup file'), { target: { files: [file] } });
}

describe('a backup', () => {
  it('is one press, and says where it went', async () => {
    const backUp = vi.fn<DeviceEvents['backUp']>(async () => null);
    openDevice({ events: { backUp } });
    press('Back up');
    await screen.findByText('The backup is in your downloads');
    expect(backUp).toHaveBeenCalledOnce();
  });

  it('is not offered where no customers are kept on this device', () => {
    openPage(viewOf(settingsWith(socialEpoch)));
    expect(screen.queryByRole('button', { name: 'Back up' })).toBe(null);
    expect(screen.queryByText('Tags, stages and fields')).toBe(null);
  });
});

describe('a restore', () => {
  const reading = { savedAt: '2026-11-22T10:00:00.000Z', customers: 2, replaces: 120 };

  it('says how many customers are replaced before it does so', async () => {
    const restore = vi.fn<DeviceEvents['restore']>(async () => null);
    const { container } = openDevice({ events: { readBackup: async () => reading, restore } });
    choose('{"backup": 1}');
    const asked = await question();
    expect(asked.textContent).toContain(
      'It holds 2 customers. The 120 customers on this device are replaced.',
    );
    expect(restore).not.toHaveBeenCalled();
    await expectAccessible(container);
    fireEvent.click(within(asked).getByRole('button', { name: 'Replace 120 customers' }));
    await screen.findByText('Restored. 2 customers are on this device');
    expect(restore).toHaveBeenCalledWith('{"backup": 1}');
    expect(document.activeElement).toBe(button('Restore…'));
  });

  it('does nothing when it is called off', async () => {
    const restore = vi.fn<DeviceEvents['restore']>(async () => null);
    openDevice({ events: { readBackup: async () => reading, restore } });
    choose('{}');
    fireEvent.keyDown(await question(), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBe(null));
    expect(restore).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button('Restore…'));
  });

  it('names what is wrong with a file by path, the first of many', async () => {
    const problems = Array.from({ length: 25 }, (_, index) => ({
      path: `customers[${index}].phones[0]`,
      code: 'not-a-number' as const,
    }));
    openDevice({ events: { readBackup: async () => ({ problems }) } });
    choose('{}');
    await screen.findByText('customers[0].phones[0]');
    expect(screen.getByText('Nothing was restored. The file has errors:')).toBeTruthy();
    expect(screen.getByText('And 5 more.')).toBeTruthy();
    expect(screen.queryByRole('alertdialog')).toBe(null);
    expect(document.activeElement).toBe(button('Restore…'));
  });

  it('says when it failed', async () => {
    openDevice({
      events: {
        readBackup: async () => reading,
        restore: async () => ({ code: 'STORAGE_FULL', retryable: false }),
      },
    });
    choose('{}');
    fireEvent.click(within(await question()).getByRole('button', { name: /Replace/ }));
    await screen.findByText(/did not work \(STORAGE_FULL\). Nothing was changed/);
  });
});

describe('a pause', () => {
  it('is one press, is said on top, and ends at a press', async () => {
    const { events, container } = openPage(viewOf(settingsWith(device)));
    press('Pause on this device');
    expect(saved(events)).toMatchObject({ enabled: false });
    await screen.findByText('Chatside is paused on this device.');
    await expectAccessible(container);
    const [resume] = screen.getAllByRole('button', { name: 'Resume' });
    await waitFor(() => expect(resume).toHaveProperty('disabled', false));
    if (resume) fireEvent.click(resume);
    expect(saved(events)).toMatchObject({ enabled: true });
    await waitFor(() => expect(screen.queryByText('Chatside is paused on this device.')).toBe(null));
  });

  it('that policy decides can’t be ended here, and says so', () => {
    openPage(viewOf(settingsWith(device), { enabled: false }));
    expect(screen.getByText('Your organisation decided this.')).toBeTruthy();
    const resume = screen.getByRole('button', { name: 'Resume' });
    expect(resume).toHaveProperty('disabled', true);
    expect(document.getElementById(resume.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Set by your organisation',
    );
  });
});

describe('the record of what was done', () => {
  it('is one press, and says where it went, or why not', async () => {
    const exportRecord = vi.fn<DeviceEvents['exportRecord']>(async () => null);
    openDevice({ events: { exportRecord } });
    press('Download the record');
    await screen.findByText('The record is in your downloads');
    exportRecord.mockResolvedValueOnce({ code: 'CONTEXT_LOST', retryable: false });
    press('Download the record');
    await screen.findByText(/The record could not be read \(CONTEXT_LOST\)/);
  });
});

describe('forgetting everything', () => {
  it('asks first, and says when it is done', async () => {
    const forgetEverything = vi.fn<DeviceEvents['forgetEverything']>(async () => null);
    openDevice({ events: { forgetEverything } });
    press('Forget everything…');
    const asked = await question();
    expect(forgetEverything).not.toHaveBeenCalled();
    fireEvent.click(within(asked).getByRole('button', { name: 'Forget everything' }));
    await screen.findByText('Everything is forgotten');
    expect(forgetEverything).toHaveBeenCalledOnce();
  });

  it('says when it failed', async () => {
    openDevice({ events: { forgetEverything: async () => ({ code: 'CONTEXT_LOST', retryable: false }) } });
    press('Forget everything…');
    fireEvent.click(within(await question()).getByRole('button', { name: 'Forget everything' }));
    await screen.findByText(/Not everything was forgotten \(CONTEXT_LOST\)/);
  });
});
