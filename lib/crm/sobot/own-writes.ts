/**
 * What our last writes changed. The list of customers lags behind the detail, and the detail does not tell everything: for
 * a while what was written is only known here.
 */
import type { Clock } from '../../http/clock.ts';
import { isSparse, mergedRow, type UserField, type UserRow, userFields } from './user-row.ts';

/** ms for which the list may not have a write of our own yet. */
const lagAtMost = 60_000;
/** ms after which a second of the server's is over for good. */
const settledAfter = 2000;
/** Customers whose last write is remembered. */
const mostRemembered = 50;

interface OwnWrites {
  /** Epoch ms. */
  at: number;
  /** The customer's `update_time` (s) with it. */
  updateTime: number;
  fields: Partial<Record<UserField, { was: string[]; now: string }>>;
}

/** @param serverNow epoch ms by the server's clock as far as it is known. */
export function createOwnWrites({ clock, serverNow }: { clock: Clock; serverNow(): number }) {
  const ownWrites = new Map<string, OwnWrites>();

  return {
    /** The detail and the list together; where the list does not have our own last write yet, that. */
    merged(detail: UserRow, listed: UserRow | null): UserRow {
      const row = mergedRow(detail, listed);
      const own = ownWrites.get(row.id);
      if (!own || !isSparse(detail) || clock.now() - own.at > lagAtMost) return row;
      if (Number(listed?.fields.update_time ?? 0) > own.updateTime) return row;
      const fields = { ...row.fields };
      // The detail does not tell them: they count as the list's, which is to have them soon.
      const behind = new Set(row.listed);
      for (const field of userFields) {
        const written = own.fields[field];
        if (!written || detail.fields[field] !== undefined) continue;
        if (!written.was.includes(fields[field] ?? '')) continue;
        fields[field] = written.now;
        behind.add(field);
      }
      return { ...row, fields, listed: behind };
    },

    /**
     * Whether the list may be older than the detail, by their times in whole seconds: also where somebody wrote in this
     * very second. A write of our own is known without the list.
     */
    mayLag(detail: UserRow, listed: UserRow | null): boolean {
      const at = Number(detail.fields.update_time || Number.NaN);
      if (!isSparse(detail) || ownWrites.get(detail.id)?.updateTime === at) return false;
      if (!listed) return true;
      return Number(listed.fields.update_time) < at || serverNow() - at * 1000 < settledAfter;
    },

    /** A write has landed; `before` is null of a new customer, `after` the row with it, once it was read. */
    wrote(
      id: string,
      before: UserRow | null,
      fields: Partial<Record<UserField, string>>,
      after: UserRow | null,
    ): void {
      const earlier = ownWrites.get(id);
      const known = earlier && clock.now() - earlier.at < lagAtMost ? earlier.fields : {};
      const changed: OwnWrites['fields'] = { ...known };
      for (const field of userFields) {
        const now = fields[field];
        if (now === undefined) continue;
        const was = [...(known[field]?.was ?? []), before?.fields[field] ?? ''].filter(
          (text) => text !== now,
        );
        changed[field] = { was, now };
      }
      ownWrites.delete(id);
      ownWrites.set(id, {
        at: clock.now(),
        updateTime: Number(after?.fields.update_time ?? Number.POSITIVE_INFINITY),
        fields: changed,
      });
      const [oldest] = ownWrites.keys();
      if (ownWrites.size > mostRemembered && oldest !== undefined) ownWrites.delete(oldest);
    },
  };
}
