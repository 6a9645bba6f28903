import { AppError } from '../errors/app-error.ts';

/**
 * The host permission that an address needs, as `scheme://hostname/*` without a port (some browsers' patterns have
 * none, and one without covers every port): the one form in which access is asked for, checked and worded.
 * Throws `INVALID_INPUT` for what is no http(s) address or carries a user name or password.
 */
export function permissionPattern(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    // The address itself may hold a password, so it is not repeated.
    throw new AppError('INVALID_INPUT', { detail: 'no http(s) address without user and password' });
  }
  // `URL` has lower-cased the name, encoded it (IDN) and bracketed an IPv6 address.
  return `${url.protocol}//${url.hostname}/*`;
}

/** The host that a pattern of {@link permissionPattern} names, for people. */
export function patternHost(pattern: string): string {
  return pattern.replace(/^https?:\/\//, '').replace(/\/\*$/, '');
}

/** Whether what is sent to this address can be read on the way. */
export function isPlainHttp(address: string): boolean {
  return /^\s*http:/i.test(address);
}
