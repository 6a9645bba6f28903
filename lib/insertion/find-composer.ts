/** Where one writes to the open chat, and by what it is known to be the same chat a moment later. */
import { findOpenRoot } from '../whatsapp/page/open-root.ts';
import { readTitle } from '../whatsapp/page/read-title.ts';
import { selectors } from '../whatsapp/page/selectors.ts';
import type { IsVisible } from '../whatsapp/page/visibility.ts';

export interface Place {
  root: Element;
  composer: HTMLElement;
  /** As it is drawn; null: the conversation has none. */
  title: string | null;
  /** The messages that stand there, by what their rows say. */
  rows: ReadonlySet<string>;
}

export function findComposer(
  document: Document,
  isVisible: IsVisible,
): Place | 'no-composer' | 'several-composers' {
  const open = findOpenRoot(document, isVisible);
  if (open.found !== 'one') return open.found === 'none' ? 'no-composer' : 'several-composers';
  const { root } = open;
  const boxes = [...root.querySelectorAll<HTMLElement>('[contenteditable]')].filter(
    (box) => isEditable(box) && !box.parentElement?.closest('[contenteditable]') && isVisible(box),
  );
  const [composer, ...others] = boxes;
  if (!composer) return 'no-composer';
  if (others.length > 0) return 'several-composers';
  const rows = [...root.querySelectorAll(selectors.row)].map((row) => row.getAttribute('data-id') ?? '');
  return { root, composer, title: readTitle(root).text, rows: new Set(rows) };
}

/** As the mark says: a document without a view does not know it otherwise. */
const isEditable = (box: Element) => box.getAttribute('contenteditable') !== 'false';

/** A conversation may be drawn in the place of another: then the box, the title, or all messages are others. */
export function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.root === other.root &&
    one.composer === other.composer &&
    one.title === other.title &&
    (one.rows.size === 0 || [...one.rows].some((id) => other.rows.has(id)))
  );
}
