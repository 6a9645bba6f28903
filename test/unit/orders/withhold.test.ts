import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedValues, fillEmbedAddress } from '../../../lib/orders/embed-address.ts';
import { fillAddress, valuesFor } from '../../../lib/orders/template.ts';
import { withhold } from '../../../lib/orders/withhold.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { placeholders } from '../../../lib/settings/order-source.ts';
import { ana } from './samples.ts';

const hidden = '+5511900000001' as E164;
const other = '+551140000005' as E164;

describe('a number that WhatsApp hides', () => {
  it('is not among what may be told, nor is what is made of it', () => {
    const card = {
      id: '5511900000001',
      name: 'Ana +55 (11) 90000-0001',
      email: '11900000001@example.com',
      chatPhone: null,
      phones: [hidden, other],
    };
    expect(withhold(card, [hidden])).toEqual({
      id: '',
      name: null,
      email: null,
      chatPhone: null,
      phones: [other],
    });
  });

  it('takes nothing else along', () => {
    const card = { ...ana, chatPhone: null, phones: [other] };
    expect(withhold(card, [hidden])).toEqual(card);
    expect(withhold(ana, [])).toEqual(ana);
  });

  it('never goes into an address, however it is written into the card', () => {
    const written = fc.constantFrom(
      hidden,
      '5511900000001',
      '11 90000-0001',
      '(011) 9 0000 0001',
      '١١٩٠٠٠٠٠٠٠١',
      '11·90000–0001',
    );
    const text = fc.tuple(fc.string(), written, fc.string()).map(([a, number, b]) => a + number + b);
    const every = `https://desk.example/?${placeholders.map((name) => `${name}={${name}}`).join('&')}&t={time}`;
    fc.assert(
      fc.property(text, text, text, (id, name, email) => {
        const customer = withhold({ id, name, email, chatPhone: null, phones: [hidden] }, [hidden]);
        const address = fillEmbedAddress(every, embedValues(customer, Date.UTC(2026, 0)));
        expect(address).toBeNull();
        for (const one of placeholders) {
          expect(fillAddress(`https://shop.example/?${one}={${one}}`, valuesFor(customer, null))).toBeNull();
        }
      }),
    );
  });
});
