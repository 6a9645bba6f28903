/** Deterministic hexadecimal digits of a text (FNV-1a, stretched). */
function hex(text: string, length: number): string {
  let digits = '';
  let hash = 0x811c9dc5;
  while (digits.length < length) {
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
    }
    digits += hash.toString(16).padStart(8, '0');
  }
  return digits.slice(0, length).toUpperCase();
}

/** The bare id of a chat's message number `index`, as the apps make them: `3EB0…`, `3A…` of one's own, `AC…` in groups. */
export function messageId(chatId: string, index: number, fromMe: boolean): string {
  const seed = `${chatId}/${index}`;
  if (chatId.endsWith('@g.us')) return `AC${hex(seed, 30)}`;
  return fromMe ? `3A${hex(seed, 18)}` : `3EB0${hex(seed, 16)}`;
}
