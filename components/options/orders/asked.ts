/** Whom a shop is tried with, as it is typed. Pure. */
import type { OrderCustomer } from '../../../lib/orders/model.ts';
import { type Values, valuesFor } from '../../../lib/orders/template.ts';
import { type E164, parseE164 } from '../../../lib/phone/e164.ts';

export interface Asked {
  phone: string;
  email: string;
  name: string;
  id: string;
}

export const nobody: Asked = { phone: '', email: '', name: '', id: '' };

/** A number that belongs to nobody: who has none at hand still sees whether address and key are right. */
const samplePhone = '+5511900000001' as E164;

/** Null: what stands there is no whole number. */
export const phoneOf = ({ phone }: Asked): E164 | null =>
  phone.trim() === '' ? samplePhone : parseE164(phone);

/** As somebody whom the panel shows. */
export function customerOf(asked: Asked, phone: E164): OrderCustomer {
  const text = (value: string) => (value.trim() === '' ? null : value.trim());
  return {
    id: asked.id.trim(),
    name: text(asked.name),
    email: text(asked.email),
    chatPhone: phone,
    phones: [],
  };
}

/** What each placeholder looks like. */
export function examplesOf(asked: Asked): Values {
  const { id, name, email } = customerOf(asked, samplePhone);
  const customer = {
    id: id === '' ? '42' : id,
    name: name ?? 'Ana Cliente',
    email: email ?? 'ana@example.com',
    chatPhone: null,
    phones: [],
  };
  return valuesFor(customer, phoneOf(asked) ?? samplePhone);
}
