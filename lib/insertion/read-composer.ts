/**
 * The text that a composer holds, as it would be sent: a break is one line, a paragraph two, as the editor itself counts
 * them. Pictures that stand for characters are read; any other is a character of its own, so that no box with one is empty.
 */
export function readComposer(composer: Element): string {
  const paragraphs: string[] = [];
  let open: string | null = null;
  for (const node of composer.childNodes) {
    if (isElement(node) && isParagraph(node)) {
      if (open !== null) paragraphs.push(open);
      open = null;
      paragraphs.push(textIn(node));
    } else open = (open ?? '') + textOf(node);
  }
  if (open !== null) paragraphs.push(isFiller(composer.lastChild) ? open.slice(0, -1) : open);
  return paragraphs.join('\n\n');
}

/** A box whose editor marks what it draws: Lexical, since it is there. */
export const markedBox = '[data-lexical-editor]';

/** What it draws of a text, and in the place of one. */
const marked = '[data-lexical-text], [data-lexical-decorator]';

/** Whether the editor of a marked box drew all that is to be read there: what it did not draw, it need not hold. */
export function isHeld(composer: Element): boolean {
  return [...composer.childNodes].every((node) =>
    isElement(node) ? node.matches(marked) || isHeld(node) : !node.nodeValue,
  );
}

const isParagraph = ({ localName }: Element) => localName === 'p' || localName === 'div';

const isElement = (node: Node | null): node is Element => node?.nodeType === 1;

/** What holds a paragraph open, or its last line, and is no line break. */
const isFiller = (node: Node | null) => isElement(node) && node.localName === 'br';

function textIn(element: Element): string {
  let text = '';
  for (const node of element.childNodes) text += textOf(node);
  return isFiller(element.lastChild) ? text.slice(0, -1) : text;
}

function textOf(node: Node): string {
  if (!isElement(node)) return node.nodeType === 3 ? (node.nodeValue ?? '') : '';
  if (node.localName === 'br') return '\n';
  if (node.localName === 'img') return node.getAttribute('alt') || '\uFFFC';
  return isParagraph(node) ? `${textIn(node)}\n` : [...node.childNodes].map(textOf).join('');
}
