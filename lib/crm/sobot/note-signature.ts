/** The last line of a note, `NAME · YYYY-MM-DD HH:mm:ss`: the vendor keeps no author of what is written by its interface. */

const lastLine = /^(?<text>[\s\S]*\S)\s*\n(?<name>[^\n]{1,60}) · \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\s*$/u;

/** `epochMs` as clocks in `timeZone` (IANA) show it. */
export function noteSignature(name: string, epochMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(epochMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return `${name} · ${date} ${part('hour')}:${part('minute')}:${part('second')}`;
}

/** A note's own text and who signed it; `name` is null where nobody did. */
export function splitSignature(content: string): { text: string; name: string | null } {
  const groups = lastLine.exec(content)?.groups;
  if (!groups) return { text: content.trim(), name: null };
  return { text: (groups.text ?? '').trim(), name: (groups.name ?? '').trim() };
}

/** Made comparable: servers change line ends and blanks. */
export const foldNote = (content: string): string => content.replace(/\s+/g, ' ').trim();
