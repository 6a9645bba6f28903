/** `2020/03/08` and its like as `YYYY-MM-DD`; what is no date stays as it is. */
export function birthdayFromWire(text: string): string {
  const found = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text.trim());
  if (!found) return text.trim();
  const [, year, month, day] = found;
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : text.trim();
}

/** `YYYY-MM-DD` with slashes, as the vendor's sample has it, or with dashes where the customer's date had them. */
export function birthdayToWire(text: string, stored: string | undefined): string {
  return stored?.includes('-') ? text : text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1/$2/$3');
}
