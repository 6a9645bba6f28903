import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { presetAddress, presetSource, shopPresets } from '../../../lib/orders/presets.ts';
import { statusOf } from '../../../lib/orders/status.ts';
import { orderAddresses } from '../../../lib/settings/addresses.ts';
import { orderPresets, orderSourceSchema } from '../../../lib/settings/order-source.ts';

describe.each(orderPresets)('the preset %s', (preset) => {
  const address = 'https://shop.example:8443/br';
  const source = presetSource(preset, { id: 'shop', name: 'Shop', address: `${address}/`, key: 'k' });

  it('is a source that may be kept', () => {
    expect(v.parse(orderSourceSchema, source)).toEqual(source);
  });

  it('asks nobody but the shop at its address, which can be read from it again', () => {
    expect(presetAddress(preset, source)).toBe(address);
    for (const asked of orderAddresses(source)) expect(asked.startsWith(`${address}/`)).toBe(true);
  });
});

// The values that the GraphQL Admin API documents, of 2026-07.
describe('an order of Shopify', () => {
  const payments = 'AUTHORIZED EXPIRED PAID PARTIALLY_PAID PARTIALLY_REFUNDED PENDING REFUNDED VOIDED';
  const deliveries =
    'FULFILLED IN_PROGRESS ON_HOLD OPEN PARTIALLY_FULFILLED PENDING_FULFILLMENT REQUEST_DECLINED RESTOCKED SCHEDULED UNFULFILLED';
  const { statuses } = shopPresets.shopify.source;
  const wordsFor = (status: string | null) =>
    [null, ...payments.split(' ')].flatMap((payment) =>
      [null, ...deliveries.split(' ')].map((delivery) => statusOf({ status, payment, delivery }, statuses)),
    );

  it.each('CUSTOMER DECLINED FRAUD INVENTORY OTHER STAFF'.split(' '))(
    'that was cancelled (%s) is so, whatever became of its money and its goods',
    (reason) => {
      expect(new Set(wordsFor(reason).map((status) => status?.kind))).toEqual(new Set(['cancelled']));
    },
  );

  it('that was not cancelled has one of our words, whatever Shopify says of its money and its goods', () => {
    const unsaid = wordsFor(null).filter((status) => status !== null && status.kind === null);
    expect(unsaid).toEqual([]);
    expect(new Set(wordsFor(null).map((status) => status?.kind))).not.toContain('cancelled');
  });
});
