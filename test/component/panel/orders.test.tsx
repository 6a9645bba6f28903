import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { ofShop, orderOf } from '../../../components/gallery/order-samples.ts';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { show } from './harness.tsx';

function sample(name: string): PanelView {
  const view = panelViews[name];
  if (!view) throw new Error(`No sample ${name}`);
  return view;
}
const list = () => screen.findByRole('list', { name: 'Orders' });

describe('orders on the card', () => {
  it('are not there, and nothing of them, where no shop is set up', () => {
    show(readyView());
    expect(screen.queryByRole('heading', { name: 'Orders' })).toBeNull();
  });

  it('show the last three with what they came to, when, how much, and what all of them are', async () => {
    show(sample('orders'));
    const rows = within(await list()).getAllByRole('listitem');
    const own = rows.filter((row) => row.classList.contains('order'));
    expect(own).toHaveLength(3);
    expect(own[0]?.textContent).toContain('1047');
    expect(own[0]?.textContent).toContain('Sent');
    expect(own[0]?.textContent).toContain('R$389.80');
    expect(screen.getByText('6 orders · R$1,019.40 · $54.00')).toBeTruthy();
  });

  it('are said to be more where not all of them are kept', async () => {
    const orders = Array.from({ length: 500 }, (_, at) => orderOf(String(at), 'paid', { total: '1' }));
    show(readyView({}, ofShop({ orders, isCut: true })));
    expect(await screen.findByText(/^500 orders and more/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Read more orders' })).toBeNull();
  });

  it('are not there for somebody who is only looked at', () => {
    show(readyView({}, { ...ofShop(), state: 'aside' }));
    expect(screen.queryByRole('heading', { name: 'Orders' })).toBeNull();
  });

  it('are of the customer who is drawn, and of nobody else', async () => {
    show(readyView({ id: 'bob' }, ofShop()));
    await screen.findByText('Reading orders…');
    expect(screen.queryByText('1047')).toBeNull();
  });

  it('say by what an order was found where that is not the number of the chat', async () => {
    show(sample('orders'));
    await list();
    expect(screen.getAllByText(/^Found by/).map((one) => one.textContent)).toEqual([
      'Found by ana@example.com',
    ]);
  });

  it('hide a number they were found by where numbers are hidden', async () => {
    const one = orderOf('1', 'paid', { match: { by: 'phone', value: '+551140000005' } });
    const { setup, orders } = ofShop({ orders: [one] });
    if (!setup) throw new Error('no set-up');
    const masked = { ...setup, preferences: { ...setup.preferences, maskPhones: true } };
    show(readyView({}, { setup: masked, orders }));
    await list();
    expect(screen.getByText(/^Found by/).textContent).not.toContain('551140000005');
  });

  it('lead out by links that open elsewhere, and are copied by their number', async () => {
    show(sample('orders'));
    await list();
    const open = screen.getByRole('link', { name: 'Open order 1047 in the shop' });
    expect(open.getAttribute('href')).toBe('https://shop.example/orders/1047');
    expect(open.getAttribute('rel')).toBe('noreferrer');
    expect(screen.getByRole('link', { name: 'Track order 1047' }).getAttribute('target')).toBe('_blank');
    expect(screen.getByRole('button', { name: 'Copy order number 1047' })).toBeTruthy();
  });

  it('fold what is in them, and draw markup as text', async () => {
    show(sample('orders-hard'));
    const row = await list();
    expect(row.querySelector('details')?.open).toBe(false);
    expect(row.querySelector('b')).toBeNull();
    expect(row.textContent).toContain('<b onclick');
  });

  it('come one after the other where more are wanted, and from the shop once all are drawn', async () => {
    const orders = Array.from({ length: 60 }, (_, at) => orderOf(String(at), 'paid'));
    const moreOrders = vi.fn(async () => {});
    show(readyView({}, ofShop({ orders, next: 'page2' })), { moreOrders });
    const shown = await list();
    fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
    await waitFor(() => expect(shown.querySelectorAll('.order')).toHaveLength(53));
    expect(moreOrders).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Show 7 more' }));
    await waitFor(() => expect(shown.querySelectorAll('.order')).toHaveLength(60));
    fireEvent.click(screen.getByRole('button', { name: 'Read more orders' }));
    expect(moreOrders).toHaveBeenCalledWith('shop');
  });
});

describe('the shape before the card', () => {
  it('has a place for orders where the agent put them, and none where no shop is set up', () => {
    const layout = { order: ['orders', 'stage'], folded: [] };
    const { change, container } = show({ ...sample('loading'), ...ofShop(), layout });
    const first = () => container.querySelector('[aria-busy] .section')?.getAttribute('data-section');
    expect(first()).toBe('orders');
    change({ ...sample('loading'), layout });
    expect(first()).toBe('stage');
  });
});

describe('a shop', () => {
  it('that has nothing says so, and nothing else', async () => {
    show(sample('orders-none'));
    expect(await screen.findByText('No orders')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that cannot be asked says so, and is asked again at a press', async () => {
    const readOrders = vi.fn(async () => {});
    show(sample('orders-failed'), { readOrders });
    expect((await screen.findByRole('alert')).textContent).toContain('Sapatos Online could not be asked');
    expect(screen.queryByText('No orders')).toBeNull();
    readOrders.mockClear();
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(readOrders).toHaveBeenCalledWith('shop');
  });

  it('that does not let us says so', async () => {
    show(sample('orders-not-allowed'));
    expect((await screen.findByRole('alert')).textContent).toContain('Not allowed');
  });

  it('whose host the browser does not let us reach can be allowed at a press', async () => {
    const allowAccess = vi.fn();
    show(sample('orders-no-access'), { allowAccess });
    fireEvent.click(await screen.findByRole('button', { name: 'Allow access to shop.example' }));
    expect(allowAccess).toHaveBeenCalledWith('https://shop.example/*');
  });

  it('is asked when the card is drawn', async () => {
    const readOrders = vi.fn(async () => {});
    show(sample('orders-reading'), { readOrders });
    await waitFor(() => expect(readOrders).toHaveBeenCalledWith(null));
  });

  it('of which nobody could be asked says so, and is asked at a press', async () => {
    const lost = new AppError('CONTEXT_LOST', { retryable: true });
    const readOrders = vi.fn(() => Promise.reject(lost));
    show(sample('orders-reading'), { readOrders });
    expect((await screen.findByRole('alert')).textContent).toContain('Chatside does not answer');
    expect(screen.queryByText('Reading orders…')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(readOrders).toHaveBeenLastCalledWith('shop');
  });

  it('that has not said anything is asked again with the card, and one that has is not', async () => {
    const readOrders = vi.fn(async () => {});
    const later = (view: PanelView): PanelView => ({
      ...view,
      card: view.card && { ...view.card, readAt: view.card.readAt + 1000 },
    });
    const { change } = show(sample('orders-reading'), { readOrders });
    await waitFor(() => expect(readOrders).toHaveBeenCalledTimes(1));
    change(later(sample('orders-reading')));
    await waitFor(() => expect(readOrders).toHaveBeenCalledTimes(2));
    change(sample('orders'));
    await waitFor(() => expect(readOrders).toHaveBeenCalledTimes(3));
    change(later(sample('orders')));
    await list();
    expect(readOrders).toHaveBeenCalledTimes(3);
  });

  it('is not asked about a customer who is shown dimmed', async () => {
    const readOrders = vi.fn(async () => {});
    show(readyView({}, { ...ofShop(), state: 'not-whatsapp' }), { readOrders });
    await list();
    expect(readOrders).not.toHaveBeenCalled();
  });
});
