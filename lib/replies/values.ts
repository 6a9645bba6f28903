/** What the variables of a quick reply stand for. Pure. */
import { foldText } from '../search/fold-text.ts';
import { maskNumbers } from '../text/mask-numbers.ts';
import { nameIn } from '../text/name-in.ts';
import { withPlainBreaks } from '../text/plain-breaks.ts';
import { digitsIn } from '../text/plain-digits.ts';
import type { MissingReason, Value } from './fill.ts';
import { firstName } from './first-name.ts';
import type { Variable, VariableName } from './template.ts';

/** An order, as far as a reply can name it. */
export interface OrderFacts {
  number: string | null;
  status: string | null;
}

export interface FieldFact {
  name: string;
  text: string | null;
  /** It is written in lines, as an address is: they are kept. */
  hasLines?: boolean;
}

/** What is on the screen. `null`: it is not known. */
export interface ReplyFacts {
  /** Null: the chat is with nobody whom the CRM knows. */
  customer: {
    name: string | null;
    company: string | null;
    owner: string | null;
    stage: string | null;
    /** By the names that the panel has for them. A field without a value is among them. */
    fields: readonly FieldFact[];
  } | null;
  /** As people write it; `hidden`: WhatsApp does not show it. */
  phone: string | 'hidden' | null;
  /** `choose`: there are several, and none is chosen. */
  order: OrderFacts | 'choose' | null;
  agent: string | null;
  /** Epoch ms. */
  now: number;
  /** BCP 47: dates are written in it. */
  language: string;
  timeZone?: string;
  /** Numbers show their last four digits alone. */
  isMasked: boolean;
  /** Digits of numbers that WhatsApp does not show: what has them in it is no value. */
  withheld?: readonly string[];
}

/** A value that can be put into a sentence: it has one line, and nothing in it that turns the direction of writing. */
function valueText(value: string): string {
  return value
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

/** The same of what has lines: each by itself, with empty ones between them only. */
const linesText = (value: string): string =>
  withPlainBreaks(value).split('\n').map(valueText).join('\n').trim();

export function replyValues(facts: ReplyFacts): (variable: Variable) => Value {
  const { customer } = facts;
  const tells = (text: string) => (facts.withheld ?? []).some((digits) => digitsIn(text).includes(digits));
  const mask = (text: string) => (facts.isMasked ? maskNumbers(text) : text);
  const of = (value: string | null | undefined, why: MissingReason, plain = valueText): Value => {
    const text = plain(value ?? '');
    if (text === '') return { missing: why };
    return tells(text) ? { missing: 'hidden-number' } : { text: mask(text) };
  };
  const ofCustomer = (value: string | null | undefined) => of(value, customer ? 'not-known' : 'no-customer');
  const ofOrder = (read: (order: OrderFacts) => string | null): Value => {
    if (facts.order === 'choose') return { missing: 'choose-order' };
    // The number of an order is no number to call.
    const text = facts.order ? valueText(read(facts.order) ?? '') : '';
    return text === '' ? { missing: facts.order ? 'not-known' : 'no-order' } : { text };
  };
  const when = (style: Intl.DateTimeFormatOptions): Value => ({
    text: new Intl.DateTimeFormat(facts.language, { ...style, timeZone: facts.timeZone }).format(facts.now),
  });
  const name = nameIn(customer?.name ?? '');
  const values: Record<VariableName, () => Value> = {
    name: () => ofCustomer(name),
    firstName: () => ofCustomer(name === null ? null : firstName(valueText(name))),
    phone: () => (facts.phone === 'hidden' ? { missing: 'hidden-number' } : of(facts.phone, 'not-known')),
    stage: () => ofCustomer(customer?.stage),
    owner: () => ofCustomer(customer?.owner),
    company: () => ofCustomer(customer?.company),
    'order.number': () => ofOrder(({ number }) => number),
    'order.status': () => ofOrder(({ status }) => status),
    agent: () => of(facts.agent, 'not-known'),
    date: () => when({ dateStyle: 'long' }),
    time: () => when({ timeStyle: 'short' }),
  };
  return (variable) => {
    if (variable.name !== 'field') return values[variable.name]();
    if (!customer) return { missing: 'no-customer' };
    const wanted = foldText(variable.field);
    const same = customer.fields.filter((one) => foldText(one.name) === wanted);
    if (same.length === 0) return { missing: 'no-such-field' };
    const known = same.find(({ text }) => valueText(text ?? '') !== '');
    return of(known?.text, 'not-known', known?.hasLines ? linesText : valueText);
  };
}
