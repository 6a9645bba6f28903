import type { LogEntry } from '../types.ts';

const heard = [
  'click',
  'dblclick',
  'contextmenu',
  'pointerdown',
  'mousedown',
  'touchstart',
  'keydown',
  'beforeinput',
  'input',
  'change',
  'paste',
  'drop',
  'submit',
];

/** A node as a short selector: enough to recognise it, no text of the page. */
function describe(node: unknown): string {
  if (!(node instanceof Element)) return node instanceof Node ? node.nodeName.toLowerCase() : 'window';
  const id = node.id === '' ? '' : `#${node.id}`;
  const marks = ['data-testid', 'data-id', 'role', 'src', 'href']
    .filter((name) => node.hasAttribute(name))
    .map((name) => `[${name}="${(node.getAttribute(name) ?? '').slice(0, 80)}"]`);
  return `${node.tagName.toLowerCase()}${id}${marks.join('')}`;
}

export interface Watch {
  log: LogEntry[];
  note(type: string, target: unknown, detail?: string, isTrusted?: boolean): void;
  /** Runs a change of the document that is the app's own: it is not reported. */
  own<T>(change: () => T): T;
}

/**
 * Records every input event in the page, and every change of the document that the app did not make.
 * What has changed in the composer when a trusted `input` event comes is the person's typing, and no news; nor is what a
 * real editor draws in it, whenever it does.
 */
export function createWatch(isServed: (element: Element) => boolean, hasEditors: boolean): Watch {
  const log: LogEntry[] = [];
  let depth = 0;

  function note(type: string, target: unknown, detail = '', isTrusted = true): void {
    log.push({ at: performance.now(), type, isTrusted, target: describe(target), detail });
  }

  /** `typed`: what changed in the composer is what a person wrote. */
  function report(records: readonly MutationRecord[], typed = false): void {
    const inComposer = (node: Node) =>
      ((node instanceof Element ? node : node.parentElement)?.closest('[contenteditable]') ?? null) !== null;
    for (const record of records) {
      if ((typed || hasEditors) && inComposer(record.target)) continue;
      if (record.type === 'attributes') note('foreign-attribute', record.target, record.attributeName ?? '');
      if (record.type === 'characterData') note('foreign-text', record.target.parentNode);
      for (const node of record.addedNodes) note('foreign-node', node, `in ${describe(record.target)}`);
      for (const node of record.removedNodes)
        note('foreign-removal', node, `from ${describe(record.target)}`);
    }
  }

  const observer = new MutationObserver((records) => report(records));
  for (const element of document.querySelectorAll('*')) {
    if (!isServed(element)) note('foreign-node', element, 'there before the app started');
  }
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  for (const type of heard) {
    window.addEventListener(
      type,
      (event) => {
        if (type === 'input' && event.isTrusted) report(observer.takeRecords(), true);
        const key = event instanceof KeyboardEvent ? event.key : '';
        note(type, event.target, key, event.isTrusted);
      },
      { capture: true, passive: true },
    );
  }
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    note('csp', document, `${violatedDirective} ${blockedURI}`),
  );

  return {
    log,
    note,
    own(change) {
      if (depth === 0) report(observer.takeRecords());
      depth += 1;
      try {
        return change();
      } finally {
        depth -= 1;
        if (depth === 0) observer.takeRecords();
      }
    },
  };
}
