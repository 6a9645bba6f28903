/**
 * Says that something in the page changed, and by which observer heard it, also what. Nearly everything that changes in
 * WhatsApp is none of our business, and to read one record of it costs more than all the rest: so each question has an
 * observer of its own, placed where nothing else happens, and what the broad one hears is not read at all.
 */
import type { Landmarks } from './landmarks.ts';
import { headOf, titleElement } from './read-title.ts';
import { selectors } from './selectors.ts';

/** All are called in the observer's own microtask. */
export interface PageListeners {
  /** Elements came or went, or are called differently: anywhere, most often nothing of interest. */
  onNodes(records: readonly MutationRecord[]): void;
  /** What the screen is recognised by may be drawn or not now, the open conversation too. */
  onDrawn(): void;
  /** The head of the open conversation changed. */
  onHead(): void;
  /** Another row of the list is selected, or an observed row goes by another id. */
  onMarks(): void;
}

/** Attributes that make elements come and go. */
const drawing = ['id', 'style', 'class', 'hidden', 'data-testid'];
/** Attributes that say what an element is. */
const naming = ['id', 'data-id', 'data-testid'];

export type PageObserver = ReturnType<typeof observePage>;

export function observePage(document: Document, { onNodes, onDrawn, onHead, onMarks }: PageListeners) {
  const nodes = new MutationObserver(onNodes);
  const drawn = new MutationObserver(onDrawn);
  const head = new MutationObserver(onHead);
  const selection = new MutationObserver(onMarks);
  const marks = new MutationObserver(onMarks);

  let app: Node | null = null;
  let chains = new Set<Node>();
  let list: Element | null = null;
  let root: Element | null = null;
  let header: Element | null = null;
  let title: Element | null = null;
  let observed: readonly Element[] = [];

  function listenToApp(): void {
    const now = document.querySelector(selectors.app) ?? document.body ?? document;
    if (now === app) return;
    app = now;
    nodes.disconnect();
    nodes.observe(app, { subtree: true, childList: true, attributes: true, attributeFilter: naming });
  }

  /** Each landmark and what it is in, up to the app. */
  function listenToChains(elements: readonly Element[]): void {
    const now = new Set<Node>();
    for (const element of elements) {
      for (
        let node: Node | null = element;
        node && !now.has(node);
        node = node === app ? null : node.parentNode
      )
        now.add(node);
    }
    if (now.size === chains.size && [...now].every((node) => chains.has(node))) return;
    chains = now;
    drawn.disconnect();
    for (const node of chains)
      if (node.nodeType === 1) drawn.observe(node, { attributes: true, attributeFilter: drawing });
  }

  function listenToList(now: Element | null): void {
    if (now === list) return;
    list = now;
    selection.disconnect();
    if (list)
      selection.observe(list, { subtree: true, attributes: true, attributeFilter: ['aria-selected'] });
  }

  /** All that the head holds, and what would bring another one. */
  function listenToHead(now: Element | null): void {
    const [nowHeader, nowTitle] = now ? [headOf(now), titleElement(now)] : [null, null];
    if (now === root && nowHeader === header && nowTitle === title) return;
    [root, header, title] = [now, nowHeader, nowTitle];
    head.disconnect();
    if (!root) return;
    head.observe(root, { childList: true });
    for (const one of [header, title]) {
      if (!one) continue;
      for (let node = one.parentNode; node && node !== root; node = node.parentNode)
        head.observe(node, { childList: true });
    }
    // Last, as a node is listened to in one way only.
    for (const one of [title, header]) {
      if (!one) continue;
      head.observe(one, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: naming,
      });
    }
  }

  return {
    /** Listens where these are now. Cheap where nothing moved. */
    listenTo({ landmarks, root: open }: { landmarks: Landmarks; root: Element | null }): void {
      listenToApp();
      listenToChains(landmarks.elements);
      listenToList(landmarks.list);
      listenToHead(open);
    },
    /** Message rows that an answer rests on. */
    observeRows(rows: readonly Element[]): void {
      observed = rows;
      marks.disconnect();
      for (const row of observed) marks.observe(row, { attributes: true, attributeFilter: naming });
    },
    /** Whether one of them is still in the page; another id is heard of. */
    hasObservedRow: () => observed.some((row) => row.isConnected),
    disconnect(): void {
      for (const observer of [nodes, drawn, head, selection, marks]) observer.disconnect();
    },
  };
}
