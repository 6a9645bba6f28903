import { numberOfJid, plainJid } from '../notation/jid.ts';
import { looseName, plainName } from '../notation/names.ts';
import type { ModelStorage } from './model-storage.ts';
import { readAll } from './read-all.ts';
import { parseChat, parseContact, parseGroup, parseVerifiedName } from './records.ts';

/** What is kept of somebody who has a name: addresses and names, in memory only. */
export interface NamedChat {
  id: string;
  /** Digits; null where hidden, and for groups. */
  number: string | null;
  /** Seconds since 1970: when the number came to this address. */
  since: number;
  /** What the page may show as the title. */
  titles: readonly string[];
}

export interface NameIndex {
  /** Everybody who may be meant by a title, by any of their names, generously. */
  byTitle(title: string): NamedChat[];
  /** Columns are packed: no name is known, or hardly any. */
  readonly packed: boolean;
  /** The names of some are not known: one who seems to be the only one of a name may not be. */
  readonly oddRows: boolean;
  /** Groups without a subject, which the page calls by their members: what looks like a person may be one of them. */
  readonly unnamedGroups: boolean;
}

/**
 * Reads everybody's names. Throws `StorageUnreadable`.
 * @param idle resolves when there is time for one more batch.
 */
export async function buildNameIndex(storage: ModelStorage, idle: () => Promise<void>): Promise<NameIndex> {
  const byName = new Map<string, NamedChat[]>();
  let contacts = 0;
  let packed = false;
  let oddRows = false;
  const groups = { all: new Set<string>(), named: new Set<string>() };

  const add = (entry: NamedChat, names: readonly string[]) => {
    for (const name of new Set(names.map(looseName))) {
      const same = byName.get(name);
      if (same) same.push(entry);
      else byName.set(name, [entry]);
    }
  };
  const noteGroup = (id: string, isNamed: boolean) => {
    if (!id.endsWith('@g.us')) return;
    groups.all.add(id);
    if (isNamed) groups.named.add(id);
  };
  const addNamed = (key: string, name: string | null) => {
    const id = plainJid(key);
    noteGroup(id, name !== null);
    if (name !== null) add({ id, number: numberOfJid(id), since: 0, titles: [plainName(name)] }, [name]);
  };

  for await (const rows of readAll('contact', storage, idle)) {
    contacts += rows.length;
    for (const { id, row } of rows) {
      const contact = parseContact(id, row);
      packed ||= contact?.packed === true;
      oddRows ||= contact === null || contact.nameless;
      if (!contact) continue;
      noteGroup(id, contact.names.length > 0);
      // A row of one number that holds another is of nobody we can tell.
      const [own, stored] = [numberOfJid(id), contact.phoneNumber];
      const number =
        stored === null ? own : own === null || numberOfJid(stored) === own ? numberOfJid(stored) : null;
      const titles = contact.titles.map(plainName);
      add({ id: contact.id, number, since: contact.phoneNumberCreatedAt ?? 0, titles }, contact.names);
    }
  }
  for await (const rows of readAll('chat', storage, idle)) {
    for (const { id, row } of rows) addNamed(id, parseChat(row)?.name ?? null);
  }
  for await (const rows of readAll('group-metadata', storage, idle)) {
    for (const { id, row } of rows) addNamed(id, parseGroup(row)?.subject ?? null);
  }
  for await (const rows of readAll('verified-business-name', storage, idle)) {
    for (const { id, row } of rows) addNamed(id, parseVerifiedName(row)?.name ?? null);
  }
  return {
    byTitle: (title) => byName.get(looseName(title)) ?? [],
    packed,
    oddRows: oddRows || contacts === 0,
    unnamedGroups: groups.all.size > groups.named.size,
  };
}
