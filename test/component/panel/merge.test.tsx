import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { ana, errorOf, lima, merging, onDevice, write } from '../../../components/gallery/samples.ts';
import type { Customer } from '../../../lib/crm/model.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { show } from './harness.tsx';

const ready = () => readyView({}, { setup: onDevice });
const found = {
  customerId: 'lima',
  name: 'Ana C. Lima',
  stored: '+5511900000002',
  reason: 'search' as const,
};
const customers: Record<string, Customer> = { ana, lima };

function open(view: PanelView = ready()) {
  const shown = show(view, {
    search: async () => ({ people: [{ ...found, customerId: 'ana', name: 'Ana Cliente' }, found] }),
    async read(customerId) {
      const customer = customers[customerId];
      if (!customer) throw errorOf('NOT_FOUND');
      return customer;
    },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Merge with another customer…' }));
  return shown;
}

async function compared(view?: PanelView) {
  const shown = open(view);
  const box = within(await screen.findByRole('dialog', { name: 'Merge two customers' }));
  fireEvent.input(box.getByRole('searchbox'), { target: { value: 'Ana' } });
  fireEvent.click(await box.findByRole('button', { name: /Ana C\. Lima/ }));
  await box.findByRole('button', { name: 'Merge' });
  return { ...shown, box };
}
const side = (box: ReturnType<typeof within>, group: string, name: string) =>
  within(box.getByRole('group', { name: group })).getByRole<HTMLInputElement>('radio', { name });

describe('merging two customers', () => {
  it('is not offered where the back end cannot', () => {
    show(readyView());
    expect(screen.queryByRole('button', { name: 'Merge with another customer…' })).toBeNull();
  });

  it('finds everybody but the one who is shown', async () => {
    open();
    const box = within(await screen.findByRole('dialog'));
    fireEvent.input(box.getByRole('searchbox'), { target: { value: 'Ana' } });
    await box.findByRole('button', { name: /Ana C\. Lima/ });
    expect(box.queryByRole('button', { name: /Ana Cliente/ })).toBeNull();
  });

  it('keeps the one who is shown, and her values, unless the agent says otherwise', async () => {
    const { submitted, box } = await compared();
    expect(side(box, 'Who stays', 'Ana Cliente')).toBe(document.activeElement);
    expect(side(box, 'Stage', 'Intent').checked).toBe(true);
    fireEvent.click(box.getByRole('button', { name: 'Merge' }));
    expect(submitted).toEqual([{ kind: 'merge', customerId: 'lima', staysId: 'ana', take: [] }]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('takes of the one who goes what the agent chose', async () => {
    const { submitted, box } = await compared();
    fireEvent.click(side(box, 'Stage', 'Paid'));
    fireEvent.click(side(box, 'Profession', 'Baker'));
    fireEvent.click(side(box, 'Interest', 'Cold'));
    fireEvent.click(box.getByRole('button', { name: 'Merge' }));
    const take = ['stage', 'group:interest', 'profession'];
    expect(submitted).toEqual([{ kind: 'merge', customerId: 'lima', staysId: 'ana', take }]);
  });

  it('turns round: what was not chosen follows who stays, what was chosen is chosen', async () => {
    const { submitted, box } = await compared();
    fireEvent.click(side(box, 'Profession', 'Baker'));
    fireEvent.click(side(box, 'Who stays', 'Ana C. Lima'));
    expect(side(box, 'Stage', 'Paid').checked).toBe(true);
    expect(side(box, 'Profession', 'Baker').checked).toBe(true);
    fireEvent.click(side(box, 'Profession', 'Florist'));
    fireEvent.click(box.getByRole('button', { name: 'Merge' }));
    expect(submitted).toEqual([{ kind: 'merge', customerId: 'ana', staysId: 'lima', take: ['profession'] }]);
  });

  it('shows numbers and what only one has without a choice, and not what is the same', async () => {
    const { box } = await compared();
    const numbers = within(box.getByRole('group', { name: 'Phone' }));
    expect(box.queryByRole('group', { name: 'Birthday' })).toBeNull();
    expect(numbers.queryByRole('radio')).toBeNull();
    expect(numbers.getByText('+5511900000002')).toBeTruthy();
    expect(within(box.getByRole('group', { name: 'E-mail' })).queryByRole('radio')).toBeNull();
  });

  it('says why the other one could not be read', async () => {
    show(ready(), {
      search: async () => ({ people: [found] }),
      read: async () => Promise.reject(errorOf('NOT_FOUND')),
    });
    fireEvent.click(screen.getByRole('button', { name: 'Merge with another customer…' }));
    const box = within(await screen.findByRole('dialog'));
    fireEvent.input(box.getByRole('searchbox'), { target: { value: 'Ana' } });
    fireEvent.click(await box.findByRole('button', { name: /Ana C\. Lima/ }));
    expect((await box.findByRole('alert')).textContent).toContain('no longer there');
  });

  it('takes the card away while it can be taken back, and brings it back once it is done', () => {
    const { change, asked } = show(panelViews.merging ?? ready());
    expect(screen.getByText('These customers are being merged')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Follow-up note' })).toBeNull();
    expect(screen.getByRole('status').textContent).toBe('Will be merged in a few seconds.');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(asked).toEqual([['undo', 'merge-waiting']]);
    change(readyView({}, { setup: onDevice, writes: [write(merging, 'done')] }));
    expect(screen.getByRole('textbox', { name: 'Follow-up note' })).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('Merged');
  });

  it('leaves nothing to be done with the one who goes, until the chat is the other’s', () => {
    const done = write({ kind: 'merge', customerId: 'ana', staysId: 'lima', take: [] }, 'done');
    show(readyView({}, { setup: onDevice, writes: [done] }));
    expect(screen.queryByRole('textbox', { name: 'Follow-up note' })).toBeNull();
  });

  it('that failed says so', () => {
    show(
      readyView({}, { setup: onDevice, writes: [write(merging, 'failed', { error: errorOf('NOT_FOUND') })] }),
    );
    expect(screen.getByRole('status').textContent).toContain('The customers were not merged.');
  });
});

it('two who have the chat’s number are offered to be merged', async () => {
  show(panelViews['choose-two'] ?? ready(), { read: async (id) => customers[id] ?? ana });
  fireEvent.click(screen.getByRole('button', { name: 'They are one: merge them…' }));
  const box = within(await screen.findByRole('dialog', { name: 'Merge two customers' }));
  await box.findByRole('button', { name: 'Merge' });
  expect(side(box, 'Who stays', 'Ana C. Lima').checked).toBe(false);
});
