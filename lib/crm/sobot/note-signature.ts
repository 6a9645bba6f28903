/** The last line of a note, `NAME · YYYY-MM-DD HH:mm:ss`: the vendor keeps no author of what is written by its interface. */
import { wallClock } from '../wall-clock.ts';

const lastLine = /^(?<text>[\s\S]*\S)\s*\n(?<name>[^\n]{1,60}) · \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\s*$/u;

/** `epochMs` as clocks in `timeZone` (IANA) show it. */
export function noteSignature(name: string, epochMs: number, timeZone: string): string {
  return `${name} · ${wallClock(epochMs, timeZone)}`;
}

/** A note's own text and who signed it; `name` is null where nobody did. */
export function splitSignature(content: string): { text: string; name: string | null } {
  const groups = lastLine.exec(content)?.groups;
  if (!groups) return { text: content.trim(), name: null };
  return { text: (groups.text ?? '').trim(), name: (groups.name ?? '').trim() };
}

/** Made comparable: servers change line ends and blanks. */
export const foldNote = (content: string): string => content.replace(/\s+/g, ' ').trim();
