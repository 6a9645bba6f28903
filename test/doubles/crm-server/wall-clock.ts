/** Epoch ms ↔ `yyyy-mm-dd HH:mm:ss` as clocks on a wall in `zone` show it. */

const fields = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

const asUtc = (text: string): number | null => {
  const found = fields.exec(text);
  if (!found) return null;
  const iso = `${text.replace(' ', 'T')}.000Z`;
  const at = Date.parse(iso);
  return Number.isNaN(at) || new Date(at).toISOString() !== iso ? null : at;
};

export function toWallClock(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).formatToParts(at);
  return parts.map(({ value }) => value).join('');
}

/** Null where the text is not exactly of this form, or names no real time. */
export function fromWallClock(text: string, zone: string): number | null {
  const wall = asUtc(text);
  if (wall === null) return null;
  const offset = (at: number) => (asUtc(toWallClock(at, zone)) ?? at) - at;
  return wall - offset(wall - offset(wall));
}
