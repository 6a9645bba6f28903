import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { OrderEvents } from '../../../components/options/orders/order-events.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { ownShop, sourceOf } from '../../unit/orders/samples.ts';
import { expectAccessible, openPage, saved, textbox, viewOf } from './page.tsx';

const device = { id: 'device', provider: 'local' } as const;
const kept = sourceOf({ headers: { Authorization: keptOnDevice } });

const reply = {
  result: {
    list: [
      { no: 'A-77', state: 'shipped', amount: 38980, cur: 'BRL', tel: '+44 7700 900002', lines: [] },
      {
        no: 'A-78',
        state: 'shipped',
        amount: 15990,
        cur: 'BRL',
        tel: '+55 11 90000-0001',
        note: 'gift',
        lines: [{ title: 'Leather belt', qty: 1 }],
      },
      { no: 'A-79', state: 'late', amount: 1, cur: 'BRL', tel: '(none)', lines: [] },
    ],
  },
};

const answering =
  (text: string, more: object = {}): OrderEvents['try'] =>
  async ({ url }) => [
    {
      request: {
        method: 'GET',
        url: url.replace('{phone}', '%2B5511900000001'),
        headers: { accept: 'application/json', Authorization: '••••••••' },
        body: null,
      },
      reply: { status: 200, type: 'application/json', link: null, text },
      error: null,
      ...more,
    },
  ];

function type(name: string, value: string) {
  fireEvent.input(screen.getByLabelText(name), { target: { value } });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const region = (name: string) => screen.findByRole('region', { name });

/** The form of a new one, with an address. */
function openForm(tryShop: OrderEvents['try'] = answering(JSON.stringify(reply))) {
  const page = openPage(viewOf({ connections: [device] }), { tryShop });
  press('Add a shop');
  fireEvent.click(screen.getByRole('radio', { name: 'Another shop' }));
  type('Address to ask', 'https://desk.example.com/orders?tel={phone}');
  return page;
}
/** As `openForm`, and asked. */
async function tried(tryShop?: OrderEvents['try']) {
  const page = openForm(tryShop);
  type('Number of a customer who has ordered', '+55 11 90000-0001');
  press('Find orders');
  await region('Reply');
  return page;
}
const item = (text: string) =>
  within(screen.getByRole('tree')).getByRole('treeitem', { name: new RegExp(text) });

describe('another shop', () => {
  it('is asked as it is typed, with the permission in the press itself', async () => {
    const { events, container } = await tried();
    expect(events.orders.try.mock.calls[0]).toEqual([
      expect.objectContaining({ url: 'https://desk.example.com/orders?tel={phone}', headers: {} }),
      expect.objectContaining({ chatPhone: '+5511900000001' }),
      ['https://desk.example.com/*'],
    ]);
    const request = await region('Request');
    expect(request.textContent).toContain('GET https://desk.example.com/orders?tel=%2B5511900000001');
    expect(request.textContent).toContain('••••••••');
    await expectAccessible(container);
  });

  it('gets a first map by the names in its reply, and says that it is a', async () => {
    await tried();
    expect(textbox('List of orders').value).toBe('/result/list');
    expect(textbox('Order number').value).toBe('/no');
    expect(screen.getByText(/^A guess by the names/)).toBeTruthy();
    // Of the first order that is the customer's.
    expect(textbox('Order number').getAttribute('aria-describedby')).toBeTruthy();
    expect(screen.getByText('A-78', { selector: '.map-reads bdi' })).toBeTruthy();
  });

  it('shows how the panel will look, and says why other orders are left out', async () => {
    await tried();
    const list = screen.getByRole('list', { name: 'In the panel' });
    expect(
      within(list)
        .getAllByText(/^A-/)
        .map((one) => one.textContent),
    ).toEqual(['A-78']);
    expect(
      screen.getByText(
        'The reply lists 3 orders. One is shown. 2 orders are not this customer’s: their number, e-mail address or id is another.',
      ),
    ).toBeTruthy();
  });

  it.each([
    [null, '1 order · R$159.90'],
    ['</orders?page=2>; rel="next"', '1 order and more · R$159.90'],
  ])('shows whether the shop has more: it names %s as next', async (link, words) => {
    const text = JSON.stringify(reply);
    await tried(answering(text, { reply: { status: 200, type: 'application/json', link, text } }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Amounts are in cents' }));
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('takes a value of the reply for a field, by press', async () => {
    await tried();
    fireEvent.click(item('amount'));
    fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Status' }));
    expect(textbox('Status').value).toBe('/amount');
    expect(screen.getByText('Status is read from /amount.')).toBeTruthy();
    expect(document.activeElement).toBe(item('amount'));
  });

  it('takes a value of the reply for a field, by keyboard alone', async () => {
    await tried();
    const tree = screen.getByRole('tree');
    const focused = () => document.activeElement as HTMLElement;
    within(tree)
      .getAllByRole('treeitem')
      .find((one) => one.tabIndex === 0)
      ?.focus();
    const key = (name: string) => fireEvent.keyDown(focused(), { key: name });
    key('End');
    expect(focused().textContent).toContain('2');
    key('ArrowRight');
    key('ArrowRight');
    key('ArrowDown');
    expect(focused().textContent).toContain('late');
    key('Enter');
    key('End');
    expect(focused().textContent).toBe('Customer’s id in the CRM');
    key('Home');
    key('ArrowUp');
    key('ArrowDown');
    expect(focused().textContent).toBe('Order number');
    fireEvent.click(focused());
    expect(textbox('Order number').value).toBe('/state');
    expect(focused().textContent).toContain('late');
    key('ArrowLeft');
    expect(focused().getAttribute('aria-expanded')).toBe('true');
    key('ArrowLeft');
    expect(focused().getAttribute('aria-expanded')).toBe('false');
  });

  it('puts what is not read aside, and shows it once a value is taken for it', async () => {
    await tried();
    const aside = textbox('Tracking link').closest('details');
    expect(aside?.open).toBe(false);
    expect(textbox('Status').closest('details')).toBeNull();
    fireEvent.click(item('amount'));
    fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Tracking link' }));
    expect(aside?.open).toBe(true);
    type('Tracking link', '');
    expect(aside?.open).toBe(true);
  });

  it('says of each field what is wrong with where it points', async () => {
    await tried();
    type('Order number', '/lines');
    expect(screen.getByText('/lines points at a list. Press one of the values in it.')).toBeTruthy();
    type('Status', '/nobody');
    expect(screen.getByText('/nobody leads nowhere in this reply.')).toBeTruthy();
  });

  it('is saved with its map and its key', async () => {
    const { events } = await tried();
    type('Value', 'Bearer s3cret');
    type('Name of this shop', 'Order desk');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Amounts are in cents' }));
    press('Save');
    expect(saved(events)).toMatchObject({
      orders: [
        {
          id: 'shop-1',
          name: 'Order desk',
          kind: 'json',
          url: 'https://desk.example.com/orders?tel={phone}',
          headers: { Authorization: 'Bearer s3cret' },
          minorUnits: true,
          map: {
            orders: '/result/list',
            number: '/no',
            phone: '/tel',
            items: { list: '/lines', name: '/title', quantity: '/qty' },
          },
        },
      ],
    });
    await waitFor(() => expect(screen.queryByLabelText('Address to ask')).toBeNull());
  });

  it('is asked, and not saved, by Enter in the number', async () => {
    const { events } = openForm();
    fireEvent.keyDown(textbox('Number of a customer who has ordered'), { key: 'Enter' });
    await region('Reply');
    expect(events.save).not.toHaveBeenCalled();
  });

  it('is not saved before it is known what is what', () => {
    const { events } = openForm();
    press('Save');
    expect(events.save).not.toHaveBeenCalled();
    expect(screen.getByText(/^Press “Find orders” first/)).toBeTruthy();
    expect(document.activeElement).toBe(textbox('Number of a customer who has ordered'));
  });

  it('is not saved where a search may find the orders of others and nothing says whose they are', async () => {
    const { events } = openForm(answering('[{"number":"1"}]'));
    type('Address to ask', 'https://desk.example.com/orders?search={phoneDigits}');
    press('Find orders');
    await region('Reply');
    press('Save');
    expect(events.save).not.toHaveBeenCalled();
    expect(screen.getByText(/^This address may find orders of other people/)).toBeTruthy();
  });

  it.each([
    ['https://{name}.example.com/', /A placeholder stands in the host/],
    ['https://desk.example.com/?api_key=abc&tel={phone}', /A key does not belong in an address/],
    ['https://desk.example.com/?tel={telephone}', /“telephone”/],
  ])('refuses the address %s beside its field, and asks nobody', (address, words) => {
    const { events } = openForm();
    type('Address to ask', address);
    press('Find orders');
    const box = textbox('Address to ask');
    expect(document.activeElement).toBe(box);
    const said = box
      .getAttribute('aria-describedby')
      ?.split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(said?.join(' ')).toMatch(words);
    expect(events.orders.try).not.toHaveBeenCalled();
  });

  it('shows the key in the address as wrong too', () => {
    openForm();
    type('Value', 'Bearer s3cret-of-the-desk');
    type('Address to ask', 'https://desk.example.com/s3cret-of-the-desk/{phone}');
    press('Find orders');
    expect(screen.getByText(/^A key does not belong in an address/)).toBeTruthy();
  });

  it('puts a placeholder where the cursor is', () => {
    openForm();
    const box = textbox('Address to ask');
    type('Address to ask', 'https://desk.example.com/?a=&b=1');
    box.setSelectionRange(28, 28);
    fireEvent.click(screen.getAllByRole('button', { name: /^Insert \{phoneDigits\}/ })[0] as HTMLElement);
    expect(box.value).toBe('https://desk.example.com/?a={phoneDigits}&b=1');
    expect(document.activeElement).toBe(box);
    expect(box.selectionStart).toBe(41);
  });

  it('shows what each placeholder looks like for the number that is typed', () => {
    openForm();
    type('Number of a customer who has ordered', '+44 7700 900002');
    expect(
      screen.getAllByRole('button', { name: 'Insert {phoneDigits}, such as 447700900002' }).length,
    ).toBeGreaterThan(0);
  });

  it('shows what is no JSON as text, and why it is none', async () => {
    const text = '<script>alert(1)</script>'.repeat(400);
    await tried(answering(text, { error: { code: 'BAD_RESPONSE', retryable: false } }));
    const pane = await region('Reply');
    expect(pane.querySelector('script')).toBeNull();
    expect(pane.textContent).toContain('<script>alert(1)');
    expect(within(pane).getByRole('alert').textContent).toContain('its answer is not what was expected');
    expect(screen.getByText('This is the beginning. The rest is not shown.')).toBeTruthy();
    expect(screen.queryByRole('tree')).toBeNull();
  });

  it('shows of a long list what can be read, and says how much is left', async () => {
    const rows = Array.from({ length: 10_000 }, (_, no) => ({ number: no, phone: '+5511900000001' }));
    await tried(answering(JSON.stringify(rows)));
    expect(screen.getByText('9,950 more are not shown')).toBeTruthy();
  });

  it('is edited in the same form, keeps its key, and wants it anew for another host', () => {
    const { events } = openPage(viewOf({ connections: [device], orders: [kept] }));
    press('Edit Own shop');
    expect(textbox('Address to ask').value).toBe(ownShop.url);
    expect(textbox('Order number').value).toBe('/no');
    type('Address to ask', 'https://other.example/orders?search={phoneDigits}');
    press('Save');
    expect(events.save).not.toHaveBeenCalled();
    expect(screen.getByText(/^Enter it anew/)).toBeTruthy();
    type('Address to ask', 'https://shop.example/search?q={phoneDigits}');
    press('Save');
    const { orders } = saved(events) as { orders: unknown[] };
    expect(orders).toEqual([{ ...kept, url: 'https://shop.example/search?q={phoneDigits}' }]);
  });

  it('is not saved with a key that is kept under another header: it would be lost', () => {
    const { events } = openPage(viewOf({ connections: [device], orders: [kept] }));
    press('Edit Own shop');
    type('Header', 'X-Api-Key');
    press('Save');
    expect(events.save).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(textbox('Value'));
    expect(screen.getByText('This is missing.')).toBeTruthy();
    press('Replace Value');
    type('Value', 'another');
    press('Save');
    expect(saved(events)).toMatchObject({ orders: [{ headers: { 'X-Api-Key': 'another' } }] });
  });
});
