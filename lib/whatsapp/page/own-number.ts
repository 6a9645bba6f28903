import { ownNumberIn } from '../notation/jid.ts';

/**
 * The agent's own number as the app keeps it for its next start: `"<digits>:<device>@c.us"`, in JSON. Null for an account
 * without a number, and where the page may not be asked.
 */
export function readOwnNumber(document: Document): string | null {
  try {
    const kept: unknown = JSON.parse(document.defaultView?.localStorage.getItem('last-wid-md') ?? 'null');
    return typeof kept === 'string' ? ownNumberIn(kept) : null;
  } catch {
    return null;
  }
}
