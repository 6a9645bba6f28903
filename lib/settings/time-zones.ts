/** Whether this runtime knows the IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    // Offsets such as `+08:00` are accepted by newer runtimes only, so they are no name.
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
