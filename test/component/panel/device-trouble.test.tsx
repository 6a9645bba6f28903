import { fireEvent } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { main, show } from './harness.tsx';

function sample(name: string) {
  const view = panelViews[name];
  if (!view) throw new Error(`No sample ${name}`);
  return view;
}
const press = (name: string) => fireEvent.click(main().getByRole('button', { name }));

describe('a device that cannot be read', () => {
  it('is named, with the restart that helps', () => {
    const { asked } = show(sample('device-broken'));
    expect(main().getByRole('heading', { level: 1 }).textContent).toBe('This device cannot be read');
    expect(main().getAllByText(/Close the browser completely and start it again/)).toHaveLength(1);
    expect(main().queryByRole('button', { name: 'Discard' })).toBeNull();
    press('Retry');
    expect(asked).toEqual([['refresh']]);
  });

  it('for want of its key offers to discard what was kept, and asks first', () => {
    const { asked } = show(sample('device-key'));
    press('Discard');
    expect(asked).toEqual([]);
    press('Discard for good?');
    expect(asked).toEqual([['discardLost']]);
  });

  it('is said at the foot while a card is shown', () => {
    show(sample('device-full'));
    expect(main().getByText(/This device is full/)).not.toBeNull();
    expect(main().getByRole('heading', { level: 1 }).textContent).toBe('Ana Cliente');
  });
});

describe('what can never be read again', () => {
  it('is counted, and kept or discarded', () => {
    const { asked } = show(sample('device-lost'));
    expect(main().getByText(/^14 entries .* can no longer be read, 2 of them changes/)).not.toBeNull();
    press('Discard');
    press('Keep');
    expect(asked).toEqual([]);
    press('Discard');
    press('Discard for good?');
    expect(asked).toEqual([['discardLost']]);
  });

  it('is said in the singular, and without changes where there are none', () => {
    show(readyView({}, { device: { error: null, lost: { entries: 1, writes: 0 } } }));
    expect(
      main().getByText('One entry that Chatside kept on this device can no longer be read.'),
    ).not.toBeNull();
  });
});
