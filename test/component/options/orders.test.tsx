import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { presetSource } from '../../../lib/orders/presets.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { expectAccessible, openPage, saved, textbox, viewOf } from './page.tsx';

const device = { id: 'device', provider: 'local' } as const;
const shop = presetSource('woocommerce', {
  id: 'shop-1',
  name: 'Shoes',
  address: 'https://shop.example.com/br/',
  key: keptOnDevice,
});

function type(name: string, value: string) {
  fireEvent.input(textbox(name), { target: { value } });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('adds a shop by its address and a key, and asks for its host in the click that saves', async () => {
  const { events, container } = openPage(viewOf({ connections: [device] }));
  press('Add a shop');
  await expectAccessible(container);
  type('Address of the shop', 'https://shop.example.com/br/');
  type('Consumer key', 'ck_1');
  type('Consumer secret', 'cs_2');
  type('Name of this shop', 'Shoes');
  press('Save');
  expect(events.save.mock.calls.at(-1)?.[1]).toEqual(['https://shop.example.com/*']);
  expect(saved(events)).toMatchObject({
    orders: [
      {
        id: 'shop-1',
        name: 'Shoes',
        url: 'https://shop.example.com/br/wp-json/wc/v3/orders?per_page=50&search={phoneLocal}',
        headers: { Authorization: `Basic ${btoa('ck_1:cs_2')}` },
      },
    ],
  });
  await waitFor(() => expect(screen.queryByLabelText('Consumer key')).toBeNull());
});

it('adds a Vendure by its address and one key', async () => {
  const { events } = openPage(viewOf({ connections: [device] }));
  press('Add a shop');
  fireEvent.click(screen.getByRole('radio', { name: /^Vendure/ }));
  type('Address of the shop', 'https://shop.example.com');
  type('API key', 'id:secret');
  press('Save');
  expect(saved(events)).toMatchObject({
    orders: [
      {
        preset: 'vendure',
        method: 'POST',
        url: 'https://shop.example.com/admin-api',
        headers: { 'vendure-api-key': 'id:secret' },
      },
    ],
  });
});

it.each([
  {
    preset: 'shopify',
    name: /^Shopify/,
    field: 'Admin API access token',
    key: 'shpat_1',
    url: 'https://shop.example.com/admin/api/2026-07/graphql.json',
    headers: { 'X-Shopify-Access-Token': 'shpat_1' },
  },
  {
    preset: 'medusa',
    name: /^Medusa/,
    field: 'Secret API key',
    key: 'sk_1',
    url: expect.stringMatching(/^https:\/\/shop\.example\.com\/admin\/orders\?q=\{phoneLocal\}&/),
    headers: { Authorization: `Basic ${btoa('sk_1:')}` },
  },
])('adds a shop of $preset by its address and one key', async ({ name, field, key, ...expected }) => {
  const { events, container } = openPage(viewOf({ connections: [device] }));
  press('Add a shop');
  fireEvent.click(screen.getByRole('radio', { name }));
  await expectAccessible(container);
  type('Address of the shop', 'https://shop.example.com/');
  type(field, key);
  press('Save');
  expect(saved(events)).toMatchObject({ orders: [expected] });
});

it('says of Shopify that a new token needs a server and lasts a day', () => {
  openPage(viewOf({ connections: [device] }));
  press('Add a shop');
  fireEvent.click(screen.getByRole('radio', { name: /^Shopify/ }));
  expect(
    screen.getByText(/Since then a new app’s token comes from a server of yours and lasts 24 hours/),
  ).toBeTruthy();
});

it('saves nothing that is not complete, or not encrypted', () => {
  const { events } = openPage(viewOf({ connections: [device] }));
  press('Add a shop');
  type('Address of the shop', 'http://shop.example.com');
  press('Save');
  expect(events.save).not.toHaveBeenCalled();
  expect(screen.getByText('3 fields need your attention.')).toBeTruthy();
});

it('takes no key that no request can carry', () => {
  const { events } = openPage(viewOf({ connections: [device] }));
  press('Add a shop');
  type('Address of the shop', 'https://shop.example.com');
  type('Consumer key', 'ck_١');
  type('Consumer secret', 'cs_2');
  press('Save');
  expect(events.save).not.toHaveBeenCalled();
  expect(textbox('Consumer key').getAttribute('aria-describedby')).toContain('error');
  expect(document.activeElement).toBe(textbox('Consumer key'));
});

it('keeps the key of a shop that is renamed, and wants it anew for another address', () => {
  const { events } = openPage(viewOf({ connections: [device], orders: [shop] }));
  press('Edit Shoes');
  type('Name of this shop', 'Boots');
  type('Address of the shop', 'https://other.example.com');
  press('Save');
  expect(events.save).not.toHaveBeenCalled();
  type('Address of the shop', 'https://shop.example.com/pt');
  press('Save');
  expect(saved(events)).toMatchObject({
    orders: [{ id: 'shop-1', name: 'Boots', headers: { Authorization: keptOnDevice } }],
  });
});

it('tries a shop with a number before it is saved', async () => {
  const { events } = openPage(viewOf({ connections: [device], orders: [shop] }), {
    tryShop: async () => [
      {
        request: { method: 'GET', url: 'https://shop.example.com/br/?search=1', headers: {}, body: null },
        reply: { status: 200, type: 'application/json', link: null, text: '[]' },
        error: null,
      },
    ],
  });
  press('Edit Shoes');
  type('Number of a customer who has ordered', '+55 11 90000-0001');
  press('Find orders');
  expect(await screen.findByText('The reply lists no orders.')).toBeTruthy();
  expect(events.orders.try.mock.calls[0]?.slice(1)).toEqual([
    { id: '', name: null, email: null, chatPhone: '+5511900000001', phones: [] },
    ['https://shop.example.com/*'],
  ]);
  expect(events.save).not.toHaveBeenCalled();
});

it('removes a shop after a question', () => {
  const { events } = openPage(viewOf({ connections: [device], orders: [shop] }));
  press('Remove Shoes');
  press('Remove');
  expect(saved(events)).not.toHaveProperty('orders');
});

it('shows a shop of the policy as locked: it can be tried, not changed', () => {
  openPage(
    viewOf(
      { connections: [device] },
      { version: 1, orders: [{ ...shop, headers: { Authorization: 'Basic x' } }] },
    ),
  );
  expect(screen.getByText('Set up by your organisation')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Remove Shoes' })).toBeNull();
  press('Try Shoes');
  expect(screen.queryByLabelText('Consumer key')).toBeNull();
  expect(screen.getByRole('button', { name: 'Find orders' })).toBeTruthy();
});

describe('a shop of the policy whose key is each user’s own', () => {
  const policy = { version: 1, orders: [{ ...shop, headers: { Authorization: keptOnDevice } }] };
  /** As the worker shows it: nothing is kept yet, or something. */
  const shown = (headers: Record<string, string>) => {
    const view = viewOf({ connections: [device] }, policy);
    return { ...view, settings: { ...view.settings, orders: [{ ...shop, headers }] } };
  };

  it('says that it is missing, and takes it: address and all else stay the policy’s', async () => {
    const { events, container } = openPage(shown({}));
    expect(screen.getByText('The key of this shop is missing on this device.')).toBeTruthy();
    press('Enter the key');
    await expectAccessible(container);
    expect(document.activeElement).toBe(screen.getByLabelText('Consumer key'));
    expect(screen.queryByRole('textbox', { name: /Address of the shop/ })).toBeNull();
    press('Save');
    expect(events.save).not.toHaveBeenCalled();
    expect(screen.getByText('2 fields need your attention.')).toBeTruthy();
    type('Consumer key', 'ck_1');
    type('Consumer secret', 'cs_2');
    press('Save');
    expect(saved(events)).toMatchObject({
      orders: [{ url: shop.url, headers: { Authorization: `Basic ${btoa('ck_1:cs_2')}` } }],
    });
    expect(events.save.mock.calls.at(-1)?.[1]).toEqual(['https://shop.example.com/*']);
  });

  it('is changed later, and never shown', () => {
    const { events } = openPage(shown({ Authorization: keptOnDevice }));
    expect(screen.queryByText('The key of this shop is missing on this device.')).toBeNull();
    press('Edit Shoes');
    press('Save');
    expect(saved(events)).toMatchObject({ orders: [{ headers: { Authorization: keptOnDevice } }] });
  });

  it('is asked for by the name of its header where the shop is of no preset', () => {
    const { preset: _, ...own } = shop;
    const view = viewOf(
      { connections: [device] },
      { version: 1, orders: [{ ...own, headers: { 'X-Key': keptOnDevice } }] },
    );
    const { events } = openPage({
      ...view,
      settings: { ...view.settings, orders: [{ ...own, headers: {} }] },
    });
    press('Enter the key');
    type('X-Key', 'k-1');
    press('Save');
    expect(saved(events)).toMatchObject({ orders: [{ headers: { 'X-Key': 'k-1' } }] });
  });
});
