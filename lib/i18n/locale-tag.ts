/**
 * A language as `Intl` takes it, from what browsers and systems write: `en-US@posix` and `en_US.UTF-8` are `en-US`.
 * Null for what names no language (`C`). `Intl` throws on anything else, in the middle of drawing.
 */
export function localeTag(written: string): string | null {
  const [tag = ''] = written.replaceAll('_', '-').split(/[@.]/);
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
