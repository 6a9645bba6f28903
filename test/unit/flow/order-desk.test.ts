import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../lib/errors/app-error.ts';
import { createOrder } from '../../../lib/flow/order.ts';
import { createOrderDesk } from '../../../lib/flow/order-desk.ts';
import type { OrderCustomer, OrderPage } from '../../../lib/orders/model.ts';
import type { OrderPort } from '../../../lib/orders/port.ts';
import { parseE164 } from '../../../lib/phone/e164.ts';
import type { TabView } from '../../../lib/session/shapes.ts';
import { createSessionWriter } from '../../../lib/session/writer.ts';
import { sessionAreaDouble } from '../../doubles/session-area.ts';
import { acme, customerOf, detectionOf } from '../support/samples.ts';

const orderOf = (id: string): OrderPage['orders'][number] => ({
  id,
  number: id,
  placedAt: null,
  status: null,
  total: null,
  currency: null,
  items: [],
  url: null,
  tracking: null,
  match: { by: 'chat' },
});
const pageOf = (ids: string[], next: string | null = null): OrderPage => ({ orders: ids.map(orderOf), next });

interface Asked {
  shop: string;
  customer: OrderCustomer;
  cursor: string | null;
  signal: AbortSignal;
  answer(page: OrderPage): void;
  fail(error: unknown): void;
}

/** Two shops that answer when they are told to, beside a tab that shows Ana. */
async function scene() {
  const session = createSessionWriter(sessionAreaDouble());
  const asked: Asked[] = [];
  const port = (shop: string): OrderPort => ({
    capabilities: { pages: true },
    find: (customer, cursor, signal) =>
      new Promise((answer, fail) => {
        signal.addEventListener('abort', () => fail(signal.reason));
        asked.push({ shop, customer, cursor, signal, answer, fail });
      }),
  });
  const shops = ['shop', 'desk'].map((id) => ({ id, port: port(id), pattern: `https://${id}.example/*` }));
  let now = 1_000_000;
  const order = createOrder(() => now);
  const desk = createOrderDesk({ session, order, shops: async () => shops, now: () => now });

  async function show(
    tabId: number,
    customerId: string | null,
    detection: Partial<TabView['detection']> = {},
  ) {
    const shown = detectionOf('5511900000001', tabId, detection);
    await session.updateTab(tabId, () => ({
      documentId: 'd',
      epoch: 1,
      detection: shown,
      state: customerId === null ? 'no-chat' : 'ready',
      connectionId: 'c1',
      accountId: acme,
      customerId,
      candidates: [],
      error: null,
      needsAccess: null,
    }));
    if (customerId === null) return;
    const customer = customerOf(customerId, {
      email: `${customerId}@example.com`,
      phones: ['+5511900000001', '+551140000005'].map((raw) => ({ raw, e164: parseE164(raw) })),
    });
    await session.updateCard('c1', customerId, () => ({ customer, readAt: now, timeline: null }));
  }
  await show(1, 'ana');
  const whose = (customerId: string) => ({ connectionId: 'c1', accountId: acme, customerId });
  return {
    session,
    asked,
    desk,
    order,
    show,
    whose,
    said: async (customerId: string) => (await session.readOrders('c1', customerId)) ?? {},
    read: (customerId: string, how: { anew?: boolean; sourceId?: string } = {}) =>
      desk.read(whose(customerId), { anew: how.anew ?? false, sourceId: how.sourceId ?? null }),
    wait(ms: number) {
      now += ms;
    },
    async begun(count: number): Promise<Asked[]> {
      await vi.waitFor(() => expect(asked.length).toBe(count));
      return asked;
    },
  };
}

describe('orders beside a customer', () => {
  it('come from each shop by itself: one that fails, or is late, holds up no other', async () => {
    const { read, begun, said } = await scene();
    const reading = read('ana');
    const [shop, desk] = await begun(2);
    desk?.answer(pageOf(['d1']));
    await vi.waitFor(async () => expect((await said('ana')).desk?.orders).toHaveLength(1));
    expect((await said('ana')).shop).toBeUndefined();
    shop?.fail(new AppError('SERVER_DOWN'));
    await reading;
    expect((await said('ana')).shop).toMatchObject({
      orders: [],
      readAt: null,
      error: { code: 'SERVER_DOWN' },
    });
    expect((await said('ana')).desk).toMatchObject({ error: null, readAt: 1_000_000 });
  });

  it('are asked for once within a minute, by however many who look', async () => {
    const { read, begun, asked, wait } = await scene();
    const reading = Promise.all([read('ana'), read('ana')]);
    for (const { answer } of await begun(2)) answer(pageOf([]));
    await reading;
    wait(59_000);
    await read('ana');
    expect(asked).toHaveLength(2);
    wait(2_000);
    void read('ana');
    await begun(4);
  });

  it('cost no more than one question a customer and shop in twenty switches among five', async () => {
    const { read, asked, show } = await scene();
    for (let turn = 0; turn < 20; turn += 1) {
      const customer = `c${turn % 5}`;
      await show(1, customer);
      const before = asked.length;
      const reading = read(customer);
      await vi.waitFor(() => expect(asked.length === before + 2 || turn >= 5).toBe(true));
      for (const { answer } of asked.slice(before)) answer(pageOf(['1']));
      await reading;
    }
    expect(asked.filter(({ shop }) => shop === 'shop')).toHaveLength(5);
  });

  it('are asked for again at once where the agent wants it, of that shop alone', async () => {
    const { read, begun, asked } = await scene();
    const reading = read('ana');
    for (const { answer } of await begun(2)) answer(pageOf([]));
    await reading;
    void read('ana', { anew: true, sourceId: 'desk' });
    await begun(3);
    expect(asked[2]?.shop).toBe('desk');
  });

  it('are let go when the chat is left, and filed under nobody', async () => {
    const { read, begun, desk, show, said, asked } = await scene();
    const reading = read('ana');
    await begun(2);
    await show(1, 'bob');
    await desk.letGo();
    await reading;
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(await said('ana')).toEqual({});
    expect(await said('bob')).toEqual({});
  });

  it('stay under whom they were asked for, though another is shown by then', async () => {
    const { read, begun, show, said } = await scene();
    await show(2, 'ana');
    const reading = read('ana');
    const [shop, desk] = await begun(2);
    await show(1, 'bob');
    for (const one of [shop, desk]) one?.answer(pageOf(['1']));
    await reading;
    expect((await said('ana')).shop?.orders).toHaveLength(1);
    expect(await said('bob')).toEqual({});
  });

  it('are filed nowhere once the set-up has changed, or the customer was forgotten', async () => {
    const { read, begun, order, said } = await scene();
    const reading = read('ana');
    const asked = await begun(2);
    await order.decideAll(async () => {});
    for (const { answer } of asked) answer(pageOf(['1']));
    await reading;
    expect(await said('ana')).toEqual({});
  });

  it('stay, with their age, where they cannot be read anew', async () => {
    const { read, begun, said, wait } = await scene();
    const reading = read('ana');
    for (const { answer } of await begun(2)) answer(pageOf(['1']));
    await reading;
    wait(70_000);
    const again = read('ana');
    for (const { fail } of (await begun(4)).slice(2)) fail(new AppError('OFFLINE'));
    await again;
    expect((await said('ana')).shop).toMatchObject({ readAt: 1_000_000, error: { code: 'OFFLINE' } });
    expect((await said('ana')).shop?.orders).toHaveLength(1);
  });

  it('name the access that the browser does not give', async () => {
    const { read, begun, said } = await scene();
    const reading = read('ana');
    for (const { fail } of await begun(2)) fail(new AppError('PERMISSION_MISSING'));
    await reading;
    expect((await said('ana')).shop?.needsAccess).toBe('https://shop.example/*');
  });

  it('go on page after page, each once', async () => {
    const { read, begun, said, desk, whose, asked } = await scene();
    const reading = read('ana');
    for (const { answer } of await begun(2)) answer(pageOf(['1', '2'], 'page2'));
    await reading;
    const more = Promise.all([desk.more(whose('ana'), 'shop'), desk.more(whose('ana'), 'shop')]);
    const third = (await begun(3))[2];
    expect(third).toMatchObject({ shop: 'shop', cursor: 'page2' });
    third?.answer(pageOf(['2', '3']));
    await more;
    expect((await said('ana')).shop).toMatchObject({ next: null });
    expect((await said('ana')).shop?.orders.map(({ id }) => id)).toEqual(['1', '2', '3']);
    await desk.more(whose('ana'), 'shop');
    expect(asked).toHaveLength(3);
  });
});

describe('more orders than can be looked at', () => {
  const ids = (from: number, count: number) => Array.from({ length: count }, (_, at) => String(from + at));

  it.each<[string, number, string | null, object]>([
    ['ten thousand at once', 10_000, null, { next: null, isCut: true }],
    ['as many as fit, and another page', 500, 'page2', { next: null, isCut: true }],
    ['as many as fit, and no more', 500, null, { next: null, isCut: false }],
    ['fewer, and another page', 499, 'page2', { next: 'page2', isCut: false }],
  ])('are kept as far as they can, and said to be more: %s', async (_, count, next, expected) => {
    const { read, begun, said } = await scene();
    const reading = read('ana');
    for (const { answer } of await begun(2)) answer(pageOf(ids(0, count), next));
    await reading;
    expect((await said('ana')).shop).toMatchObject(expected);
    expect((await said('ana')).shop?.orders).toHaveLength(Math.min(count, 500));
  });

  it('are more where the next page brings too many', async () => {
    const { read, begun, said, desk, whose } = await scene();
    const reading = read('ana');
    for (const { answer } of await begun(2)) answer(pageOf(ids(0, 499), 'page2'));
    await reading;
    const more = desk.more(whose('ana'), 'shop');
    (await begun(3))[2]?.answer(pageOf(ids(490, 200)));
    await more;
    expect((await said('ana')).shop).toMatchObject({ next: null, isCut: true });
    expect((await said('ana')).shop?.orders).toHaveLength(500);
  });
});

describe('what a shop is told of a customer', () => {
  it("is the chat's number, and what the CRM has", async () => {
    const { read, begun } = await scene();
    void read('ana');
    const [asked] = await begun(2);
    expect(asked?.customer).toEqual({
      id: 'ana',
      name: expect.anything(),
      email: 'ana@example.com',
      chatPhone: '+5511900000001',
      phones: ['+551140000005'],
    });
  });

  it('is no number that WhatsApp hides, wherever it stands', async () => {
    const { read, begun, show } = await scene();
    await show(1, 'ana', { phone: null, hiddenPhone: '5511900000001', numberHidden: true });
    void read('ana');
    const [asked] = await begun(2);
    expect(JSON.stringify(asked?.customer)).not.toContain('5511900000001');
    expect(asked?.customer).toMatchObject({ chatPhone: null, phones: ['+551140000005'] });
  });

  it('is not that number either where the CRM made the customer’s id of it', async () => {
    const { read, begun, show } = await scene();
    await show(1, '5511900000001', { phone: null, hiddenPhone: '5511900000001', numberHidden: true });
    void read('5511900000001');
    const [asked] = await begun(2);
    expect(JSON.stringify(asked?.customer)).not.toContain('11900000001');
  });

  it('is nothing while no tab shows them', async () => {
    const { read, asked, show } = await scene();
    await show(1, null);
    await read('ana');
    expect(asked).toEqual([]);
  });
});
