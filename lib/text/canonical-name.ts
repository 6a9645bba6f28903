/**
 * A name as it identifies: written in one way, with single spaces, and nothing folded. Two names are one where these
 * are equal, and never otherwise: Bán is not Bạn, and ป้า is not ป่า.
 */
export function canonicalName(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
