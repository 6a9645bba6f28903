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
