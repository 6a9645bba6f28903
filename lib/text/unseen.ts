/** What takes no room: marks of direction, joiners, soft hyphens, fillers. Not what gives an emoji its form. */
const unseen = /(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

export function withoutUnseen(text: string): string {
  return text.replace(unseen, '');
}

/** Nothing can be seen of it: it is no name. U+2800 is a braille cell without a dot. */
export function isBlank(text: string): boolean {
  return /^(?:[\s\u2800\p{Cc}\p{Cf}]|[\ufe00-\ufe0f])*$/u.test(withoutUnseen(text));
}

/** Without marks that turn the direction of writing: in a sentence they would turn what follows as well. */
export function withoutTurns(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

/**
 * A text from outside that turns nothing but itself: embeddings and overrides are taken out, an isolate that was left
 * open is closed, and one that was never opened closes nothing.
 */
export function closedTurns(text: string): string {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return text;
  let open = 0;
  const closed = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, (mark) => {
    if (mark < '\u2066') return '';
    if (mark !== '\u2069') open += 1;
    else if (open === 0) return '';
    else open -= 1;
    return mark;
  });
  return closed + '\u2069'.repeat(open);
}

/** A name as it is shown; null where there is nothing to be seen of it. */
export function shownName(name: string | null): string | null {
  return name === null || isBlank(name) ? null : closedTurns(name);
}
