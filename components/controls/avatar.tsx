/** The first letters of a name, whole characters of any script. Empty for numbers and symbols. */
export function initials(name: string): string {
  const words = name.slice(0, 200).match(/[\p{L}\p{M}]+/gu) ?? [];
  const first = words[0];
  if (first === undefined) return '';
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  // One character of these scripts says as much as two letters of others.
  const isIdeograph = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first);
  const letters = [first, isIdeograph ? undefined : last].map((word) => (word ? [...word][0] : ''));
  return letters.join('').toLocaleUpperCase();
}

export function Avatar({ name }: { name: string | null }) {
  return (
    <span class="avatar" aria-hidden="true">
      {initials(name ?? '') || '#'}
    </span>
  );
}
