/** In which states of the page and of its database every chat is looked at, and how much must be known there. */
import { layouts } from '../../doubles/whatsapp-web/page/layouts.ts';
import { languages } from '../../doubles/whatsapp-web/page/switches.ts';
import type { Knowledge } from './detection-truth.ts';

export interface Condition {
  /** The stand-in's switches. */
  query: string;
  /** Of each chat, apart from those of which less can be known anywhere. */
  atLeast: Knowledge;
  /** So many chats must be known at least probably; all where it is left out. */
  known?: number;
  /** What is known by its title alone is only asked about. */
  asksByTitle?: boolean;
  /** Part of every run; the others of the full one. */
  always?: boolean;
}

/** Of these less is known under the best of circumstances. */
export const knownLess: Record<string, Knowledge> = {
  // The number went on to another LID.
  '100000000000007@lid': 'less',
  '5511900000007@c.us': 'less',
  // Its number went on to another LID of the same person.
  '100000000000051@lid': 'asked',
  // Nothing is known of this one.
  '100000000000023@lid': 'probable',
  // A group without a subject has no name that its title could be compared with.
  '120363000000000005@g.us': 'probable',
  // New chats have no rows that would prove whose they are.
  '100000000000029@lid': 'probable',
  '100000000000034@lid': 'probable',
  '15550100029@c.us': 'probable',
  '15550100034@c.us': 'probable',
};

const namesOnly = ['row-classes-only'];
const nothingAtAll = ['unknown'];

function floorOf(layout: string): Pick<Condition, 'atLeast' | 'known'> {
  if (nothingAtAll.includes(layout)) return { atLeast: 'nothing', known: 0 };
  if (namesOnly.includes(layout)) return { atLeast: 'name', known: 34 };
  return { atLeast: 'whole' };
}

/** Every layout in every language; in a short run each layout in one language, and each language at least once. */
const inEveryLayout: Condition[] = Object.keys(layouts).flatMap((layout, row) =>
  languages.map((lang, column) => ({
    query: `?layout=${layout}&lang=${lang}`,
    ...floorOf(layout),
    always: row % languages.length === column,
  })),
);

const padaria = '100000000000005@lid';

const inEveryState: Condition[] = [
  { query: '?chat-ids=number', atLeast: 'whole', always: true },
  { query: '?chat-ids=number&layout=packed', atLeast: 'whole' },
  { query: '?own-address=lid', atLeast: 'whole' },
  // Rows as they were before July 2026, and no note of whose account it is.
  { query: '?records=older', atLeast: 'whole', always: true },
  { query: '?records=older&layout=packed-no-testids', atLeast: 'whole' },
  { query: '?records=older&chat-ids=number', atLeast: 'whole' },
  // A group without a subject is called like its other member.
  { query: '?unnamed-group=100000000000001@lid', atLeast: 'whole', asksByTitle: true },
  { query: '?unnamed-group=100000000000001@lid&layout=row-classes-only', atLeast: 'name', known: 0 },
  // Some rows of others are not understood.
  { query: '?odd-rows=on&contacts=7400', atLeast: 'whole', asksByTitle: true },
  { query: '?odd-rows=on&contacts=7400&records=older', atLeast: 'whole', asksByTitle: true },
  { query: '?odd-rows=on&contacts=800&layout=row-classes-only', atLeast: 'name', known: 0 },
  { query: '?own-address=absent', atLeast: 'whole' },
  { query: '?account=4915100000999', atLeast: 'whole' },
  { query: '?root=reused', atLeast: 'whole', always: true },
  { query: '?root=reused&lang=he&layout=packed-no-testids', atLeast: 'whole' },
  { query: '?shells=all', atLeast: 'whole', always: true },
  { query: '?shells=none', atLeast: 'whole' },
  { query: '?notice-rows=on', atLeast: 'whole', always: true },
  { query: '?isolates=on', atLeast: 'whole' },
  { query: '?isolates=off&lang=ar', atLeast: 'whole' },
  { query: '?twins=off', atLeast: 'whole' },
  { query: '?selected=none', atLeast: 'whole' },
  { query: '?missing-stores=group-metadata,verified-business-name', atLeast: 'whole' },
  { query: '?missing-stores=chat', atLeast: 'name', known: 37 },
  // Known by their titles alone.
  { query: '?missing-stores=message', atLeast: 'name', known: 33, always: true },
  { query: '?late-messages=command', atLeast: 'name', known: 33 },
  { query: '?rows-after=50', atLeast: 'name', known: 34 },
  { query: '?layout=row-classes-only&twins=off', atLeast: 'name', known: 34 },
  { query: '?late-names=command', atLeast: 'name', known: 36, always: true },
  { query: '?late-numbers=command', atLeast: 'name', known: 36 },
  { query: '?layout=row-classes-only&late-names=command', atLeast: 'name', known: 0 },
  { query: '?missing-stores=contact', atLeast: 'name', known: 10 },
  { query: '?packed-columns=on', atLeast: 'name', known: 10, always: true },
  // Two signals disagree.
  { query: `?stray-row=${padaria}`, atLeast: 'name', known: 1, always: true },
  { query: `?stray-row=${padaria}&layout=packed`, atLeast: 'name', known: 1 },
  { query: '?selected=wrong', atLeast: 'name', known: 0, always: true },
  { query: '?header=error', atLeast: 'nothing', known: 10, always: true },
  { query: `?second-root=${padaria}`, atLeast: 'nothing', known: 0 },
  { query: '?database=off', atLeast: 'name', known: 0, always: true },
  { query: '?database=off&layout=packed', atLeast: 'name', known: 0 },
  { query: '?database=off&layout=packed&chat-ids=number', atLeast: 'name', known: 2 },
];

/** @param full every layout in every language, and every state. */
export function conditions(full: boolean): Condition[] {
  return [...inEveryLayout, ...inEveryState].filter(({ always }) => full || always);
}
