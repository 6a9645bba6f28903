import { selectors } from './selectors.ts';

/** What a batch of mutations may have touched. */
export interface PageChange {
  /** Another conversation may be drawn, or another screen. */
  screen: boolean;
  title: boolean;
  rows: boolean;
  list: boolean;
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

/** What the screens are told apart by. */
const landmarks = [
  selectors.rootById,
  selectors.rootByTestId,
  selectors.header,
  selectors.chatList,
  selectors.qrCode,
  selectors.dialog,
  selectors.password,
  selectors.progress,
]
  .map(({ css }) => css)
  .join(', ');

/**
 * Sorts mutations by what they mean, without reading the page: it is called for every one of them, in the observer's
 * microtask.
 * @param root the open conversation.
 */
export function sortMutations(
  records: readonly MutationRecord[],
  root: Element | null,
  list: Element | null,
): PageChange {
  const change: PageChange = {
    screen: root !== null && !root.isConnected,
    title: false,
    rows: false,
    list: false,
  };
  const header = root?.querySelector(selectors.header.css) ?? null;
  for (const record of records) {
    const { target } = record;
    if (header?.contains(target)) change.title = true;
    else if (root?.contains(target)) {
      change.rows = true;
      // Another conversation may be drawn into the same root.
      change.title ||= bringsHeader(record);
      if (target === root) change.screen ||= concernsScreen(record, root);
    } else if (list?.contains(target)) change.list = true;
    else if (!change.screen) change.screen = concernsScreen(record, root);
  }
  return change;
}

function concernsScreen(
  { type, target, addedNodes, removedNodes }: MutationRecord,
  root: Element | null,
): boolean {
  if (type === 'characterData') return false;
  if (type === 'attributes') return (root !== null && target.contains(root)) || holdsLandmark(target);
  return [...addedNodes].some(holdsLandmark) || [...removedNodes].some(holdsLandmark);
}

function bringsHeader({ addedNodes, removedNodes }: MutationRecord): boolean {
  const { css } = selectors.header;
  return [...addedNodes, ...removedNodes].some((node) => holds(node, css));
}

const holdsLandmark = (node: Node) => holds(node, landmarks);

function holds(node: Node, css: string): boolean {
  return isElement(node) && (node.matches(css) || node.querySelector(css) !== null);
}

const isElement = (node: Node): node is Element => node.nodeType === 1;
