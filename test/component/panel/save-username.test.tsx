import { fireEvent, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { setup } from '../../../components/gallery/samples.ts';
import type { Customer } from '../../../lib/crm/model.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { show } from './harness.tsx';

const chat = panelViews['save-username']?.chat ?? null;

/** Ana beside a chat that shows her username, which this field takes. */
function beside(
  usernameField: string | undefined,
  customer: Partial<Customer>,
  more: Partial<PanelView> = {},
) {
  const active = setup.active && { ...setup.active, ...(usernameField && { usernameField }) };
  return readyView(customer, { chat, setup: { ...setup, active }, ...more });
}

const offered = () => screen.queryByRole('button', { name: /@ana\.cliente/ });

describe('the username of a chat', () => {
  it('goes into the field that was chosen for it, at a press', () => {
    const { submitted } = show(beside('company', { company: null }));
    fireEvent.click(screen.getByRole('button', { name: 'Save @ana.cliente as Company' }));
    expect(submitted).toEqual([
      { kind: 'edit', customerId: 'ana', edits: [{ key: 'company', from: null, to: '@ana.cliente' }] },
    ]);
  });

  it('says what it takes the place of', () => {
    const { submitted } = show(beside('company', { company: 'Flores' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save @ana.cliente as Company, in place of Flores' }));
    expect(submitted).toMatchObject([{ edits: [{ from: 'Flores', to: '@ana.cliente' }] }]);
  });

  it('takes the place of nothing in a text of several lines', () => {
    const { submitted } = show(beside('remark', { remark: 'Pays late' }));
    fireEvent.click(screen.getByRole('button', { name: 'Add @ana.cliente to Remark' }));
    expect(submitted).toMatchObject([{ edits: [{ from: 'Pays late', to: 'Pays late\n@ana.cliente' }] }]);
  });

  it.each([
    ['no field was chosen', beside(undefined, { company: null })],
    ['it stands there', beside('company', { company: 'Ana.Cliente' })],
    ['it is a line of what stands there', beside('remark', { remark: 'Pays late\n@ana.cliente' })],
    ['the field can only be read', beside('source', { source: null })],
    ['the back end has no such field', beside('custom:gone', {})],
    [
      'the chat shows none',
      beside('company', { company: null }, { chat: chat && { ...chat, username: null } }),
    ],
    ['another page is open', beside('company', { company: null }, { state: 'not-whatsapp' })],
  ])('is not offered where %s', (_, view) => {
    show(view);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Ana');
    expect(offered()).toBeNull();
  });

  it('is given to a new customer, who may be told otherwise', () => {
    const hidden = panelViews['hidden-number'];
    const catalogue = hidden?.catalogue ?? null;
    const company = {
      id: 'company',
      key: 'company',
      name: null,
      type: 'text' as const,
      required: false,
      options: [],
    };
    const view = {
      ...beside('company', {}),
      ...hidden,
      chat: hidden?.chat ? { ...hidden.chat, username: 'dora.lima' } : null,
      setup: beside('company', {}).setup,
      catalogue: catalogue && { ...catalogue, fields: [company] },
    };
    const { submitted } = show(view);
    const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Company' });
    expect(box.value).toBe('@dora.lima');
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toMatchObject([{ fields: [{ key: 'company', value: '@dora.lima' }] }]);
    fireEvent.input(box, { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: 'Create customer' }));
    expect(submitted).toMatchObject([{}, { fields: [] }]);
  });
});
