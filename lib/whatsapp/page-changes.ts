import { selectors } from './selectors.ts';

/** What a batch of mutations may have touched. */
export interface PageChange {
  title: boolean;
  rows: boolean;
  selection: boolean;
  /** Whether the open conversation itself may be drawn or not now. */
  visibility: boolean;
  /** Whether anything a screen is recognised by may be drawn or not now. */
  screen: boolean;
  /** Something else came or went: most often nothing of interest. */
  elsewhere: boolean;
}

/** Attributes that make elements come and go, or that say what they are. */
export const watchedAttributes = [
  'id',
  'style',
  'class',
  'hidden',
  'aria-selected',
  'data-id',
  'data-testid',
];

/**
 * Sorts mutations by where they are, without reading the page: it is called for every one of them, in the observer's
 * microtask.
 * @param root the open conversation.
 */
export function sortMutations(
  records: readonly MutationRecord[],
  root: Element | null,
  { list, elements }: Landmarks,
): PageChange {
  const change: PageChange = {
    title: false,
    rows: false,
    selection: false,
    visibility: false,
    screen: false,
    elsewhere: false,
  };
  const header = root?.querySelector(selectors.header.css) ?? null;
  // Another conversation may be drawn into the same root, with a head of its own.
  change.title = header !== null && !elements.includes(header);
  for (const { type, target, attributeName } of records) {
    if (root?.contains(target) && (target !== root || type === 'childList')) {
      if (target === root || header?.contains(target)) change.title = true;
      if (!header?.contains(target)) change.rows = true;
    } else if (list !== target && list?.contains(target)) {
      if (attributeName === 'aria-selected') change.selection = true;
      else change.elsewhere = true;
    } else if (type === 'childList') {
      change.elsewhere = true;
    } else if (type === 'attributes') {
      change.visibility ||= root !== null && target.contains(root);
      change.screen ||= elements.some((element) => target.contains(element));
    }
  }
  return change;
}

/** What a page is recognised by, in nodes that are quick to find: while they stay the same, so does the screen. */
export interface Landmarks {
  list: Element | null;
  elements: readonly Element[];
}

export function readLandmarks(document: Document): Landmarks {
  const list = document.querySelector(selectors.chatList.css);
  const roots = document.querySelectorAll(selectors.rootById.css);
  const headers = document.getElementsByTagName(selectors.header.css);
  return { list, elements: [...(list ? [list] : []), ...roots, ...headers] };
}

export function sameLandmarks(one: Landmarks, other: Landmarks): boolean {
  return (
    one.list === other.list &&
    one.elements.length === other.elements.length &&
    one.elements.every((element, index) => element === other.elements[index])
  );
}
