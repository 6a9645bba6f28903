/** `#rrggbb` in lower case; null for what is no colour, such as the page's own `#gt5433`. */
export function colourOf(text: string): string | null {
  const trimmed = text.trim();
  return /^#[0-9a-f]{6}$/i.test(trimmed) ? trimmed.toLowerCase() : null;
}
