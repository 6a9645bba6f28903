import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { presetAddress, presetSource } from '../../../lib/orders/presets.ts';
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
