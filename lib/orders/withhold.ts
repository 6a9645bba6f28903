import type { E164 } from '../phone/e164.ts';
import { nationalPart } from '../phone/national-part.ts';
import { digitsIn } from '../text/plain-digits.ts';
import type { OrderCustomer } from './model.ts';

/**
 * The customer without what would tell one of these numbers: the number itself, and any text that has its digits in it.
 * Some CRMs make the customer's id of the number.
 */
export function withhold(customer: OrderCustomer, hidden: readonly E164[]): OrderCustomer {
  const tells = (text: string) =>
    hidden.some((number) => digitsIn(text).includes(nationalPart(number) ?? number.slice(1)));
  const told = (text: string | null) => (text !== null && tells(text) ? null : text);
  return {
    id: told(customer.id) ?? '',
    name: told(customer.name),
    email: told(customer.email),
    chatPhone: customer.chatPhone,
    phones: customer.phones.filter((number) => !hidden.includes(number)),
  };
}
