/** What is on the screen, as quick replies name it. Pure. */
import { documentLanguage, formatLocale, t } from '../../../lib/i18n/index.ts';
import type { Order } from '../../../lib/orders/model.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { parseE164 } from '../../../lib/phone/e164.ts';
import { formatInternational } from '../../../lib/phone/format-number.ts';
import { nationalPart } from '../../../lib/phone/national-part.ts';
import { languagesOf } from '../../../lib/replies/languages-of.ts';
import type { FieldFact, OrderFacts, ReplyFacts } from '../../../lib/replies/values.ts';
import { keys } from '../../../lib/session/shapes.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { digitsIn } from '../../../lib/text/plain-digits.ts';
import { fieldRows } from '../details/field-rows.ts';

export interface Chosen {
  agent: string | null;
  /** The order that the agent chose. */
  orderId: string | null;
  isMasked: boolean;
}

export function replyFacts(view: PanelView, reply: QuickReply, chosen: Chosen): ReplyFacts {
  const { customer, catalogue, chat } = view;
  const phone = chat ? chat.phone : (customer?.phones[0]?.e164 ?? customer?.phones[0]?.raw ?? null);
  const isHidden = chat !== null && chat.phone === null;
  const language = reply.language ?? formatLocale();
  const fields = fieldsOf(view);
  return {
    customer: customer && {
      name: customer.name,
      company: customer.company,
      owner: customer.owner?.name ?? null,
      stage: stageName(view),
      fields: [
        ...fields,
        ...customer.other.map(({ name, value }) => ({ name, text: value })),
        ...(catalogue?.fields ?? []).map(({ name, key }) => ({ name: name ?? key, text: null })),
        // The same in every language: `{field:address}`.
        ...fields.map((field) => ({ ...field, name: field.key })),
      ],
    },
    phone: isHidden ? 'hidden' : phone && written(phone),
    order: orderIn(ordersOf(view), chosen.orderId, language),
    agent: chosen.agent,
    now: view.now,
    language,
    isMasked: chosen.isMasked,
    withheld: isHidden ? (customer?.phones ?? []).flatMap(({ e164, raw }) => digitsToHide(e164 ?? raw)) : [],
  };
}

/** In which languages replies come first. A number that WhatsApp hides says nothing here. */
export function languagesIn({ customer, chat }: PanelView): string[] {
  const told = customer?.other.find(({ name }) => /^language_?tag$/i.test(name))?.value ?? null;
  const phone = chat ? chat.phone : (customer?.phones[0]?.e164 ?? null);
  return languagesOf({ told, phone, agent: documentLanguage() });
}

/** Those of every shop that have been read. */
export function ordersOf({ customer, orders }: PanelView): Order[] {
  const read = customer ? orders[keys.orders(customer.connectionId, customer.id)] : undefined;
  return Object.values(read ?? {}).flatMap((source) => source.orders);
}

/** No shop has answered for this customer yet, and one is going to. */
export function areOrdersAwaited({ customer, orders, setup }: PanelView): boolean {
  const read = customer ? orders[keys.orders(customer.connectionId, customer.id)] : undefined;
  return customer !== null && (setup?.orders ?? []).some(({ id }) => read?.[id] === undefined);
}

function orderIn(
  orders: readonly Order[],
  chosen: string | null,
  language: string,
): OrderFacts | 'choose' | null {
  const order = orders.length === 1 ? orders[0] : orders.find(({ id }) => id === chosen);
  if (!order) return orders.length === 0 ? null : 'choose';
  return { number: order.number, status: statusText(order, language) };
}

/** In our words where the reply is in their language, else in the shop's own. */
export function statusText({ status }: Order, language: string): string | null {
  if (!status) return null;
  const isOurs = new Intl.Locale(language).language === new Intl.Locale(formatLocale()).language;
  return isOurs && status.kind !== null ? t(`orders.status.${status.kind}`) : status.text;
}

function stageName({ customer, catalogue }: PanelView): string | null {
  const stage = customer?.stage;
  if (!stage || stage === 'unknown') return null;
  return catalogue?.stages.find(({ id }) => id === stage.stageId)?.name ?? null;
}

function fieldsOf({ customer, catalogue, setup }: PanelView): (FieldFact & { key: string })[] {
  const capabilities = setup?.active?.capabilities;
  if (!customer || !capabilities) return [];
  return fieldRows(customer, catalogue, capabilities).map(({ key, label, text, definition }) => ({
    key,
    name: label,
    text,
    // Few back ends say of an address that it has lines.
    hasLines: definition.type === 'multiline' || key === 'address',
  }));
}

function written(phone: string): string {
  const e164 = parseE164(phone);
  return e164 ? formatInternational(e164) : phone;
}

function digitsToHide(phone: string): string[] {
  const e164 = parseE164(phone);
  const digits = e164 ? (nationalPart(e164) ?? digitsIn(phone)) : digitsIn(phone);
  return digits.length >= 5 ? [digits] : [];
}
