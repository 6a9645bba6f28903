import type { ReplyEvents } from '../../lib/panel/view.ts';
import type { QuickReply } from '../../lib/settings/quick-reply.ts';

const sampleReplies: QuickReply[] = [
  {
    id: 'hi',
    title: 'Greeting',
    shortcut: 'hi',
    text: 'Hi {firstName|there}! This is {agent} of the shoe shop.\nHow can I help you today?',
    group: 'Everyday',
  },
  {
    id: 'order',
    title: 'Order status',
    shortcut: 'os',
    text: 'Hi {firstName}, your order {order.number} is {order.status}.',
    group: 'Orders',
  },
  { id: 'size', title: 'Ask for a size', shortcut: 'size', text: '{name}, is {?What size} right for you?' },
  { id: 'ola', title: 'Saudação', text: 'Olá {firstName|você}! Tudo bem?', language: 'pt-BR' },
];

/** A few replies, counted nowhere and inserted at once. */
export const sampleReplyEvents: ReplyEvents = {
  read: () => Promise.resolve({ replies: sampleReplies, used: {}, agent: 'Bo' }),
  countUse: () => {},
  insert: () => Promise.resolve('inserted'),
};
