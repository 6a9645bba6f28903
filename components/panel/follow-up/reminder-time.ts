/** What was chosen in the box, in UTC; null: nothing. Undefined: no time that can be kept. */
export function reminderTime(chosen: string): string | null | undefined {
  if (chosen === '') return null;
  const at = new Date(chosen);
  return Number.isNaN(at.getTime()) || at.getFullYear() > 9999 ? undefined : at.toISOString();
}

/** A UTC time as the box shows it, in the agent's zone. */
export function chosenTime(utc: string): string {
  const at = new Date(utc);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
