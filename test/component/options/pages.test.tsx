import { fireEvent, screen } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { keptOnDevice, type SettingsDraft } from '../../../lib/settings/schema.ts';
import { sourceOf } from '../../unit/orders/samples.ts';
import { expectAccessible, openPage, saved, textbox, viewOf } from './page.tsx';

const device = { id: 'device', provider: 'local' } as const;
const page: NonNullable<SettingsDraft['orders']>[number] = {
  id: 'page-1',
  name: 'Order desk',
  kind: 'embed',
  url: 'https://desk.example.com/?tel={phone}',
  sig: 'sig',
  sigKey: keptOnDevice,
  allowPlainHttp: false,
};

function type(name: string, value: string) {
  fireEvent.input(textbox(name), { target: { value } });
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const typed = () => screen.getByRole('form', { name: 'Own page' }).textContent ?? '';

it('adds a page, says before what it receives, shows what opens, and asks for no access', async () => {
  const shop = sourceOf({ headers: { Authorization: keptOnDevice } });
  const { events, container } = openPage(viewOf({ connections: [device], orders: [shop] }));
  press('Add a page');
  await expectAccessible(container);
  type('Name of this page', 'Order desk');
  type('Address of the page', 'https://desk.example.com/?tel={phone}&name={name}');
  type('Parameter of the signature', 'sig');
  fireEvent.input(screen.getByLabelText(/^Key to sign with/), { target: { value: 's3cret' } });
  expect(typed()).toContain('desk.example.com receives what the address names of the customer');
  expect(typed()).toContain('your cookies of that site');
  expect(typed()).toContain('also where you mask numbers');
  expect(typed()).toContain('https://desk.example.com/?tel=%2B5511900000001&name=Ana%20Cliente&sig=…');
  press('Save');
  expect(events.save.mock.calls.at(-1)?.[1]).toEqual([]);
  expect(saved(events)).toMatchObject({
    orders: [
      shop,
      {
        id: 'page-1',
        kind: 'embed',
        name: 'Order desk',
        url: 'https://desk.example.com/?tel={phone}&name={name}',
        sig: 'sig',
        sigKey: 's3cret',
      },
    ],
  });
});

it('saves none that names nobody, is not encrypted, or would be signed with nothing', () => {
  const { events } = openPage(viewOf({ connections: [device] }));
  press('Add a page');
  type('Name of this page', 'Desk');
  type('Address of the page', 'http://desk.example.com/');
  type('Parameter of the signature', 'sig');
  press('Save');
  expect(events.save).not.toHaveBeenCalled();
  expect(screen.getByText(/This address would be the same for every customer/)).toBeTruthy();
  expect(screen.getByText('3 fields need your attention.')).toBeTruthy();
});

it('keeps the key of a page that is changed, and wants it anew for another address', () => {
  const { events } = openPage(viewOf({ connections: [device], orders: [page] }));
  press('Edit Order desk');
  type('Address of the page', 'https://evil.example.com/?tel={phone}');
  press('Save');
  expect(events.save).not.toHaveBeenCalled();
  expect(screen.getByText(/Enter the key anew/)).toBeTruthy();
  type('Address of the page', 'https://desk.example.com/v2?tel={phone}');
  press('Save');
  expect(saved(events)).toMatchObject({
    orders: [{ ...page, url: 'https://desk.example.com/v2?tel={phone}' }],
  });
});

it('makes the address of an order system that Youmi opens, and says what it cannot give', async () => {
  const { events } = openPage(viewOf({ connections: [device] }));
  press('Add a page');
  fireEvent.click(screen.getByRole('radio', { name: 'An order system that Youmi opens' }));
  expect(typed()).toContain('PKID and UserID are encrypted, and only Youmi’s own program can make them');
  type('Name of this page', 'Youmi orders');
  type('Address of the page', 'https://orders.example.com/youmi');
  press('Save');
  expect(saved(events)).toMatchObject({
    orders: [
      {
        preset: 'youmi',
        url: 'https://orders.example.com/youmi?Type=WL&time={time}&neber={phoneDigits}&name={name}',
      },
    ],
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit Youmi orders' }));
  expect(textbox('Address of the page').value).toBe('https://orders.example.com/youmi');
});

it('keeps nothing of an opening by Youmi itself, whose parameters hide a password', () => {
  const opened = 'https://orders.example.com/youmi?Type=WL&PKID=c2VjcmV0&time=1&neber=7&UserID=aGlkZGVu';
  const { events } = openPage(viewOf({ connections: [device] }));
  press('Add a page');
  type('Name of this page', 'Youmi orders');
  type('Address of the page', `${opened}&tel={phone}`);
  press('Save');
  expect(events.save).not.toHaveBeenCalled();
  expect(screen.getByText(/a password is in them: leave both out/)).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'An order system that Youmi opens' }));
  type('Address of the page', opened);
  press('Save');
  expect(JSON.stringify(saved(events))).not.toMatch(/PKID|UserID|c2VjcmV0|aGlkZGVu/);
  expect(saved(events)).toMatchObject({
    orders: [{ url: 'https://orders.example.com/youmi?Type=WL&time={time}&neber={phoneDigits}&name={name}' }],
  });
});

it('removes a page after a question, and leaves the shops', () => {
  const shop = sourceOf({ headers: {} });
  const { events } = openPage(viewOf({ connections: [device], orders: [page, shop] }));
  press('Remove Order desk');
  press('Remove');
  expect(saved(events)).toMatchObject({ orders: [{ id: shop.id }] });
});

it('shows a page of the policy as locked, with what it receives', () => {
  openPage(viewOf({ connections: [device] }, { version: 1, orders: [{ ...page, sigKey: 'k' }] }));
  expect(screen.queryByRole('button', { name: 'Remove Order desk' })).toBeNull();
  press('Look at Order desk');
  expect(screen.getByText(/desk\.example\.com receives what the address names/)).toBeTruthy();
  expect(screen.queryByLabelText('Address of the page')).toBeNull();
});
