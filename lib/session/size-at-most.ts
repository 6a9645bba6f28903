/**
 * Bytes of `storage.session` that items, by key, take at most, in any browser. Never less than `getBytesInUse` says once
 * they lie there: Chromium counts memory, 64 an entry of a dictionary and 32 an element of a list beside the text
 * itself in UTF-8; Firefox counts a structured clone, with two bytes a character as soon as one does not fit in one.
 */
export function sizeAtMost(value: unknown): number {
  if (typeof value === 'string') return textAtMost(value);
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = 0;
  // 40: an element of a list of Firefox with the longest text that is not counted below.
  if (Array.isArray(value)) for (const one of value) bytes += 40 + sizeAtMost(one);
  else for (const [key, one] of Object.entries(value)) bytes += 64 + textAtMost(key) + sizeAtMost(one);
  return bytes;
}

/** Where nothing is counted for it, the text fits into what is counted for its entry. */
function textAtMost(text: string): number {
  let utf8 = 0;
  let isWide = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Half of a pair: each half counts as what stands for it when it is alone.
    utf8 += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    if (unit > 0xff) isWide = true;
  }
  return utf8 <= 22 ? 0 : Math.max(utf8, isWide ? 2 * text.length : 0) + 16;
}
