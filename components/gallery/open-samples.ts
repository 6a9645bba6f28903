/** Sample views of what opens over the panel, each with what is done there until it is looked at. */
import type { Inserted, PanelEvents, PanelView, QuickReplies } from '../../lib/panel/view.ts';
import type { QuickReply } from '../../lib/settings/quick-reply.ts';
import type { Act } from './acts.ts';
import { ofShop, orderOf } from './order-samples.ts';
import { bareView, readyView } from './panel-views.ts';
import { everydayReplies, longReply } from './reply-samples.ts';
import { setup } from './samples.ts';

export interface OpenSample {
  view: PanelView;
  replies: QuickReplies;
  /** What becomes of a reply that is inserted. */
  inserted: Inserted;
  /** Whether the browser lets it be copied. */
  mayCopy: boolean;
  acts: readonly Act[];
}

const box = '.dialog [role=combobox]';
const open: Act[] = [{ press: '.replies-line' }, { until: '.replies-list, .reply-below' }];
const find = (typed: string): Act[] => [{ type: typed, into: box }];
const copy: Act[] = [{ press: '.reply-actions .button-primary' }];
const insert: Act[] = [{ press: '.reply-actions .button-primary + .button' }];
const said: Act[] = [{ until: '.reply-told:not(:empty)' }];

const inserting = { ...setup, preferences: { ...setup.preferences, insertReplies: true } };
const oneOrder = ofShop({ orders: [orderOf('1047', 'sent')] }).orders;
const ready = readyView({ company: 'Flores & Cia' }, { setup: inserting, orders: oneOrder });

function sample(acts: readonly Act[], more: Partial<OpenSample> = {}): OpenSample {
  return {
    view: ready,
    replies: { replies: everydayReplies, used: { facts: { count: 9, at: 9 } }, agent: 'Bo' },
    inserted: 'inserted',
    mayCopy: true,
    acts: [...open, ...acts],
    ...more,
  };
}
const insertedSample = (inserted: Inserted, typed = 'hi') =>
  sample([...find(typed), ...insert, ...said], { inserted });
const only = (replies: QuickReply[]): QuickReplies => ({ replies, used: {}, agent: 'Bo' });

/** By what the sample is called. */
export const openSamples: Record<string, OpenSample> = {
  replies: sample([{ until: '.reply-preview' }]),
  'replies-blank': sample([...find('size'), { enter: box }, { until: '.reply-blank' }]),
  'replies-nothing': sample([...find('zzz'), { until: '.replies-list:empty' }]),
  'replies-none': sample([], { replies: only([]) }),
  'replies-missing': sample([...find('call'), ...copy, ...said], {
    view: readyView(
      {},
      { setup: { ...inserting, preferences: { ...inserting.preferences, maskPhones: true } } },
    ),
  }),
  'replies-unknown': sample([...find('wrong'), { until: '.reply-gap' }], {
    view: bareView('not-found', { chat: ready.chat }),
  }),
  'replies-order': sample([...find('os'), { enter: box }, { until: '.reply-orders' }], {
    view: readyView(
      {},
      {
        setup: inserting,
        orders: ofShop({
          orders: [
            orderOf('1047', 'sent'),
            orderOf('1031', 'paid'),
            orderOf(`SO-${'9'.repeat(40)}`, null),
            ...['0988', '0971', '0950'].map((number) => orderOf(number, 'delivered')),
          ],
        }).orders,
      },
    ),
  }),
  // What a customer writes into their name can't change the sentence.
  'replies-copied': sample([...find('hi'), ...copy, ...said], {
    view: readyView({ name: '\u202e*ليلى* حداد\u2066', address: 'Rua 1\nSão Paulo' }, { setup: inserting }),
  }),
  'replies-refused': sample([...find('address'), ...insert, ...said], {
    mayCopy: false,
    inserted: 'not-taken',
  }),
  'replies-inserted': insertedSample('inserted'),
  'replies-not-empty': insertedSample('not-empty'),
  'replies-not-same-chat': insertedSample('not-same-chat'),
  'replies-not-as-meant': insertedSample('not-as-meant', 'marhaba'),
  'replies-no-answer': insertedSample('no-answer'),
  'replies-long': sample([...copy, ...said], { replies: only([longReply, ...everydayReplies]) }),
};

/** What the panel does in it. */
export const openEvents = ({ replies, inserted }: OpenSample): Pick<PanelEvents, 'replies'> => ({
  replies: async () => ({
    read: async () => replies,
    countUse: () => {},
    insert: async () => inserted,
  }),
});

/** In place of the browser's own clipboard. */
export function setClipboard({ mayCopy }: Pick<OpenSample, 'mayCopy'>): void {
  const writeText = () => (mayCopy ? Promise.resolve() : Promise.reject(new Error('refused')));
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
}
