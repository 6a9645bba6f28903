import { plainName } from '../notation/names.ts';
import { type Rows, readRows } from './read-rows.ts';
import { readTitle, type Title } from './read-title.ts';
import { selectors } from './selectors.ts';

/** All that is read of an open conversation, at one moment. */
export interface OpenChat {
  title: Title;
  rows: Rows;
  /** Titles of the selected rows of the chat list. Empty when none is drawn, as in a search. */
  selected: string[];
  /** Whether the label of the place where one writes holds the title. */
  composer: 'agrees' | 'differs' | 'absent';
}

export function readOpenChat(document: Document, root: Element): OpenChat {
  const title = readTitle(root);
  return {
    title,
    rows: readRows(root),
    selected: readSelected(document),
    composer: readComposer(root, title.text),
  };
}

export function readSelected(document: Document): string[] {
  const list = document.querySelector(selectors.chatList);
  return [...(list?.querySelectorAll(selectors.selectedRow) ?? [])]
    .map((row) => plainName(row.querySelector(selectors.rowTitle)?.getAttribute('title') ?? ''))
    .filter((title) => title !== '');
}

/** Labels are sentences in any language, so this is a hint and no more. */
function readComposer(root: Element, title: string | null): OpenChat['composer'] {
  const label = root.querySelector(selectors.composer)?.getAttribute('aria-label');
  if (!label || title === null) return 'absent';
  return plainName(label).includes(plainName(title)) ? 'agrees' : 'differs';
}
