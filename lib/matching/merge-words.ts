/** What was said of one chat under each of its names, as one word. Pure. */
import type { LinkRow } from './links.ts';

/**
 * How a chat's number stands to what was said of it: `appeared` where the number was hidden then, `changed` where the chat
 * had another one, or the number another chat.
 */
export type NumberSince = 'same' | 'appeared' | 'changed';

export interface Said extends Pick<LinkRow, 'customerId' | 'rejected'> {
  number: NumberSince;
  /** Epoch ms of the newest word; 0: nothing was said. */
  at: number;
}

/** A chat by its number (`phone:+…`) or its own name, and by its LID (`chat:<account>:<lid>`) where that is known. */
export interface ChatNames {
  chat: string;
  lid: string | null;
  /** Its number, where WhatsApp hides that, as `phone:+…`: for comparing, and never to be kept. */
  hidden: string | null;
  /** Of its number, shown or hidden: what may be kept with its LID. Null where there is none. */
  digest: string | null;
}

type Names = Pick<ChatNames, 'chat' | 'lid'>;

/** The names to write under: both, so that what was said is found by either of them alone. */
export const namesOf = ({ chat, lid }: Names): string[] =>
  lid === null || lid === chat ? [chat] : [lid, chat];

/** The names to read: also the one that the chat had while the agent's own account was not known. */
export const readNamesOf = ({ chat, lid }: Names): string[] => {
  const names = namesOf({ chat, lid });
  return lid === null ? names : [...new Set([...names, `chat::${lidIn(lid)}`])];
};

export const lidIn = (name: string) => name.slice(name.lastIndexOf(':') + 1);

/** The chat's other name, to be kept beside what is said under this one. */
export const aliasOf = (name: string, names: Names): string | undefined =>
  namesOf(names).find((other) => other !== name && !isSameLid(other, name));

/**
 * A later word is the stronger one. Whose chat it is, is taken whole from a row that was kept with another in view; nobody
 * who was refused is forgotten unless linked since.
 */
export function mergeWords(rows: readonly LinkRow[], names: ChatNames): Said {
  let customerId: string | null = null;
  const rejected = new Set<string>();
  for (const row of rows.toSorted((one, other) => one.at - other.at)) {
    if (customerId !== null && row.rejected.includes(customerId)) customerId = null;
    for (const id of row.rejected) rejected.add(id);
    customerId = row.alias === undefined ? (row.customerId ?? customerId) : row.customerId;
    if (customerId !== null) rejected.delete(customerId);
  }
  return {
    customerId,
    rejected: [...rejected],
    number: leastDoubt(
      rows.filter((row) => row.customerId !== null && row.customerId === customerId),
      names,
    ),
    at: Math.max(0, ...rows.map(({ at }) => at)),
  };
}

function leastDoubt(rows: readonly LinkRow[], names: ChatNames): NumberSince {
  const since = rows.map((row) => numberSince(row, names));
  if (since.length === 0 || since.includes('same')) return 'same';
  return since.includes('appeared') ? 'appeared' : 'changed';
}

function numberSince({ chat, alias, hidden }: LinkRow, names: ChatNames): NumberSince {
  const now = aliasOf(chat, names) ?? names.hidden ?? undefined;
  if (now === undefined) return 'same';
  if (hidden !== undefined && now.startsWith('phone:')) return hidden === names.digest ? 'same' : 'changed';
  if (alias === undefined) return chat.startsWith('chat:') ? 'appeared' : 'same';
  return alias === now || isSameLid(alias, now) ? 'same' : 'changed';
}

/** One person has one LID, whichever of the agent's accounts sees it. */
const isSameLid = (one: string, other: string): boolean =>
  one.startsWith('chat:') && other.startsWith('chat:') && lidIn(one) === lidIn(other);
