import type { ReplyEvents } from '../../lib/panel/view.ts';
import type { QuickReply } from '../../lib/settings/quick-reply.ts';

/** The company's first, as policy puts them. */
export const everydayReplies: QuickReply[] = [
  {
    id: 'hours',
    title: 'Opening hours',
    shortcut: 'hours',
    text: 'We are open from 9 to 6, {firstName|dear customer}.',
    group: 'Company',
  },
  {
    id: 'hi',
    title: 'Greeting',
    shortcut: 'hi',
    text: 'Hi {firstName|there}! This is {agent} of the shoe shop.\nHow can I help you today?',
    group: 'Everyday',
  },
  {
    id: 'facts',
    title: 'What we noted',
    shortcut: 'facts',
    text: '{name}, size {field:Shoe size}, born {field:Birthday}.\nOrder {order.number}: {order.status}.\n{date}, {agent}',
    group: 'Everyday',
  },
  {
    id: 'order',
    title: 'Order status',
    shortcut: 'os',
    text: 'Hi {firstName}, your order {order.number} is {order.status}.',
    group: 'Orders',
  },
  {
    id: 'address',
    title: 'Where we send it',
    shortcut: 'address',
    text: 'We send it to:\n{name}\n{field:Address|your usual address}',
    group: 'Orders',
  },
  { id: 'size', title: 'Ask for a size', shortcut: 'size', text: '{name}, is {?What size} right for you?' },
  {
    id: 'call',
    title: 'Offer a call',
    shortcut: 'call',
    text: 'Hi {firstName}, shall we call {company} on {phone}?',
  },
  { id: 'wrong', title: 'With a mistake', shortcut: 'wrong', text: 'Hi {nam}, your stage is {stage}.' },
  { id: 'ola', title: 'Saudação', text: 'Olá {firstName|você}! Tudo bem?', language: 'pt-BR' },
  {
    id: 'ar',
    title: 'ترحيب',
    shortcut: 'marhaba',
    text: 'مرحبا {name}، معك {agent} من متجر الأحذية.\nكيف أساعدك اليوم؟',
    language: 'ar',
    group: 'يومي',
  },
];

export const longReply: QuickReply = {
  id: 'long',
  title: 'Unabgeschlossenerlangertitel einer Antwort, die alles auf einmal sagen will '.repeat(3),
  shortcut: 'unabgeschlossenerlangerkurzbefehl',
  group: 'Unabgeschlossenerlangergruppenname der Filialen',
  text: `Hallo {name},\n${'wir danken sehr für die Nachricht und melden uns, sobald es etwas Neues gibt. '.repeat(50)}\n${'x'.repeat(180)}`,
};

/** A few replies, counted nowhere and inserted at once. */
export const sampleReplyEvents: ReplyEvents = {
  read: () => Promise.resolve({ replies: everydayReplies, used: {}, agent: 'Bo' }),
  countUse: () => {},
  insert: () => Promise.resolve('inserted'),
};
