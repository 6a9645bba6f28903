import { fireEvent, screen } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { defaultCatalogue } from '../../../lib/crm/local/default-catalogue.ts';
import { device, settingsWith } from '../../unit/settings/samples.ts';
import { expectAccessible, openPage, viewOf } from './page.tsx';

const broken = {
  catalogue: {
    ...defaultCatalogue,
    get stages(): never {
      throw new RangeError('Invalid value');
    },
  },
};

it('shows the rest of the page where a part throws while it is drawn, and goes on', async () => {
  const { container, showDevice } = openPage(viewOf(settingsWith(device)), { device: broken });
  expect(screen.getAllByText(/This part could not be shown/)).toHaveLength(1);
  expect(screen.getByRole('heading', { name: 'Preferences' })).not.toBeNull();
  await expectAccessible(container);
  showDevice({ catalogue: defaultCatalogue });
  fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(screen.queryByText(/This part could not be shown/)).toBeNull();
});

it('says what troubles this device, and discards what is lost once asked twice', async () => {
  const { container, events } = openPage(viewOf(settingsWith(device)), {
    trouble: {
      error: { code: 'STORAGE_FULL', retryable: false },
      lost: { entries: 3, writes: 1 },
    },
  });
  expect(screen.getByText(/This device is full/)).not.toBeNull();
  expect(screen.getByText(/^3 entries .* one of them a change that was not saved/)).not.toBeNull();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(events.discardLost).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Discard for good?' }));
  expect(events.discardLost).toHaveBeenCalledOnce();
});
