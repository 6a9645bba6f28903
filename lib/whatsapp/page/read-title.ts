import { numberInTitle, shownTitle } from '../notation/names.ts';
import { selectors } from './selectors.ts';

/** The element that holds a conversation's title, by the first way that finds one. */
export function titleElement(root: Element): Element | null {
  return (
    root.querySelector(selectors.titleByTestId) ??
    root.querySelector(selectors.titleByOlderTestId) ??
    titleByStructure(root)
  );
}

/** What is drawn where messages are, or where one writes. */
const body = `${selectors.row}, ${selectors.messagePanel}, ${selectors.messageTrace}, ${selectors.footer}`;

/** The head of a conversation: what says so, or what stands first in it. What follows may be a message that is pinned. */
export function headOf(root: Element): Element | null {
  const named = root.querySelector(selectors.header) ?? root.querySelector(selectors.headByTestId);
  if (named) return named;
  let first = root.firstElementChild;
  while (first && !first.matches(body) && first.querySelector(body)) first = first.firstElementChild;
  return first?.matches(body) ? null : first;
}

function titleByStructure(root: Element): Element | null {
  const header = headOf(root);
  for (const button of header?.querySelectorAll(selectors.titleButton) ?? []) {
    const span = button.querySelector(selectors.titleSpan);
    if (span) return span;
  }
  return null;
}

export interface Title {
  /** As one reads it, emoji as characters; null when there is none. */
  text: string | null;
  /** Digits, where the whole of it is a telephone number that is not masked. */
  number: string | null;
  /** Two ways to read it found two different numbers. */
  unclear: boolean;
}

/** @param other the number that another way to read it found. */
export function titleOf(text: string | null, other: string | null = null): Title {
  const number = text === null ? null : numberInTitle(text);
  return { text, number, unclear: number !== null && other !== null && other !== number };
}

export function readTitle(root: Element): Title {
  const element = titleElement(root);
  const text = element ? shownTitle(visibleText(element)) : '';
  const structural = titleByStructure(root);
  const other = structural && structural !== element ? numberInTitle(visibleText(structural)) : null;
  return titleOf(text || null, other);
}

/** The text a reader sees: names of icons are left out, pictures that stand for characters are read. */
function visibleText(element: Element): string {
  let text = '';
  for (const node of element.childNodes) {
    if (isElement(node)) text += textOfElement(node);
    else if (node.nodeType === 3) text += node.nodeValue ?? '';
  }
  return text;
}

function textOfElement(element: Element): string {
  if (element.localName === 'svg') return '';
  return element.localName === 'img' ? (element.getAttribute('alt') ?? '') : visibleText(element);
}

const isElement = (node: Node): node is Element => node.nodeType === 1;
