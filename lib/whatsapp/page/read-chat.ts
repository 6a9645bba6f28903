import { plainName } from '../notation/names.ts';
import { findChatList } from './chat-list.ts';
import { readOwnNumber } from './own-number.ts';
import { type Rows, readRows } from './read-rows.ts';
import { readTitle, type Title } from './read-title.ts';
import { selectors } from './selectors.ts';

/**
 * All that is read of an open conversation, at one moment. Plain data: whoever decides whose chat it is knows nothing
 * else of the page, so that a new fact is a new field here.
 */
export interface ChatReading {
  title: Title;
  rows: Rows;
  /** What stands as a title in the selected rows of the chat list. Empty when none is drawn, as in a search. */
  selected: string[];
  /** Whether the label of the place where one writes holds the title. */
  composer: 'agrees' | 'differs' | 'absent';
  /** The head says that this is the chat with oneself. */
  toSelf: boolean;
  /** The agent's own number, as the page keeps it. */
  ownNumber: string | null;
}

/** A reading, and where in the page its rows were. */
export interface OpenChat {
  reading: ChatReading;
  /** By message id. */
  rowElements: ReadonlyMap<string, Element>;
}

export function readOpenChat(document: Document, root: Element): OpenChat {
  const title = readTitle(root);
  const { rows, elements } = readRows(root);
  return {
    reading: {
      title,
      rows,
      selected: readSelected(document),
      composer: readComposer(root, title.text),
      toSelf: root.querySelector(selectors.youLabel) !== null,
      ownNumber: readOwnNumber(document),
    },
    rowElements: elements,
  };
}

export function readSelected(document: Document): string[] {
  return [...(findChatList(document)?.querySelectorAll(selectors.selectedRow) ?? [])]
    .flatMap(titlesOf)
    .map((one) => plainName(one.getAttribute('title') ?? ''))
    .filter((title) => title !== '');
}

/** Never the last message: what a customer writes confirms nothing. Without test ids it is told from a title by its place. */
function titlesOf(row: Element): Element[] {
  const named = [...row.querySelectorAll(selectors.rowTitleByTestId)];
  if (named.length > 0) return named;
  const title = row.querySelector(selectors.rowTitleByPlace) ?? row.querySelector(selectors.rowTitle);
  return title ? [title] : [];
}

/** Labels are sentences in any language, so this is a hint and no more. */
function readComposer(root: Element, title: string | null): ChatReading['composer'] {
  const label = root.querySelector(selectors.composer)?.getAttribute('aria-label');
  if (!label || title === null) return 'absent';
  return plainName(label).includes(plainName(title)) ? 'agrees' : 'differs';
}
