/**
 * SocialEpoch behind the port. A customer's id is the digits of the WhatsApp number, since the vendor has no other;
 * tags and stages are known by their names. Needs a connection whose settings were resolved, and an HTTP client.
 */

import { createTurns } from '../../concurrency/in-turn.ts';
import { untilAborted } from '../../concurrency/until-aborted.ts';
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { E164 } from '../../phone/e164.ts';
import { compareNumbers, spellings, spellingsWithCode } from '../../phone/index.ts';
import type { MatchReason } from '../../phone/match-reason.ts';
import type { SocialEpochConnection } from '../../settings/schema.ts';
import type { Customer } from '../model.ts';
import type { Applied, AskedNumber, Candidate, Change, CrmAdapter, Verdict } from '../port.ts';
import { mayWrite, type WriteGuard } from '../write-guard.ts';
import { capabilitiesOf } from './capabilities.ts';
import { catalogueOf, type SeenValues, seenWith } from './catalogue.ts';
import { customerFromRow, numbersOf } from './customer-from-row.ts';
import { wireField, wireValue } from './fields.ts';
import { createZonedImport, type ZoneMemory } from './import-in-zone.ts';
import { type Of, planEdit, planStage, planTags, writable } from './plans.ts';
import { createRowReader, idOf } from './read-rows.ts';
import type { Row } from './schema.ts';
import { holds, splitTags } from './tags.ts';
import { verdictOf } from './verdict-of.ts';
import { createSocialEpochWire, type ImportRow } from './wire.ts';
import { confirmLanded, createRowWriter, type Written } from './write-row.ts';

/** Where names of tags and stages that were met are kept, so that the catalogue grows. */
export interface SeenStore {
  load(): Promise<SeenValues>;
  save(seen: SeenValues): Promise<void>;
}

export interface SocialEpochAdapterOptions {
  connection: SocialEpochConnection;
  http: HttpClient;
  /** This machine's zone (IANA): the last to be tried for the import's stamp. */
  ownTimeZone: string;
  /** What must outlive the worker. */
  zones: ZoneMemory;
  guard: WriteGuard;
  seen: SeenStore;
}

/** An abort is `TIMEOUT` by a signal that timed out, else `CONTEXT_LOST`; `OUTCOME_UNKNOWN` once a write has left. */
export function createSocialEpochAdapter({
  connection,
  http,
  ownTimeZone,
  zones,
  guard,
  seen,
}: SocialEpochAdapterOptions): CrmAdapter {
  const { tagSeparator: separator, timeZone: configured } = connection.options;
  const numbers = numbersOf(connection);
  const wire = createSocialEpochWire({ http, connection });
  const reader = createRowReader({ wire, separator });
  const importRow = createZonedImport({
    wire,
    aheadMs: http.aheadMs,
    configured,
    own: ownTimeZone,
    memory: zones,
  });
  const writeRow = createRowWriter({ reader, importRow, guard });
  const inTurn = createTurns();
  /** The guide wants country code and number: national digits are somebody else's, unless this company keeps numbers that way. */
  const isWhole = numbers === 'international';
  const askable = ({ e164, spellings: all }: AskedNumber) =>
    isWhole ? spellingsWithCode(e164).filter((digits) => all.includes(digits)) : all;

  async function customerOf(row: Row): Promise<Customer> {
    const before = await seen.load();
    const after = seenWith(before, row, separator);
    if (after !== before) await seen.save(after);
    return customerFromRow(row, connection);
  }

  /** The server may answer with more than was asked for: rows of other people are dropped here. */
  async function findRows(
    asked: AskedNumber,
    signal: AbortSignal,
  ): Promise<{ row: Row; reason: MatchReason }[]> {
    const found = new Map<string, { row: Row; reason: MatchReason }>();
    for (const row of await reader.find(askable(asked), signal)) {
      const reason = compareNumbers(asked.e164, row.whatsApp, numbers);
      if (isWhole && reason === 'national-digits') continue;
      if (reason && !found.has(idOf(row))) found.set(idOf(row), { row, reason });
    }
    return [...found.values()];
  }

  async function isThere(phone: E164, signal: AbortSignal): Promise<boolean> {
    const found = await findRows({ e164: phone, spellings: spellings(phone) }, signal);
    return found.some(({ row, reason }) => reason === 'same-number' || idOf(row) === phone.slice(1));
  }

  async function applied({ before, change, after }: Written): Promise<Applied> {
    const customer = after && (await customerOf(after));
    return {
      customerId: idOf(before),
      customer,
      ...(Object.keys(change).length === 0 && { wasSo: true as const }),
    };
  }

  async function setTags(change: Of<'setTags'>, signal: AbortSignal): Promise<Applied> {
    const write = () => writeRow(change.customerId, (row) => planTags(change, row, separator), signal);
    const stands = ({ after }: Written) =>
      after === null || holds(splitTags(after.fields.tabName, separator), change);
    const first = await write();
    if (stands(first)) return applied(first);
    // A colleague's write fell between ours and the look at it: merged once.
    const second = await write();
    if (stands(second)) return applied({ ...second, change: first.change });
    confirmLanded(second);
    throw new AppError('CONFLICT', { detail: 'tags' });
  }

  async function create(change: Of<'create'>, phone: E164, signal: AbortSignal): Promise<Applied> {
    const id = phone.slice(1);
    const row: ImportRow = { whatsApp: id };
    const named = change.name === null ? [] : [{ key: 'name', value: change.name }];
    for (const field of [...named, ...change.fields]) {
      const { key, value } = writable(field.key, field.value);
      if (value !== null) row[wireField(key)] = wireValue(key, value, null);
    }
    if (await isThere(phone, signal)) throw new AppError('CONFLICT', { detail: 'the number is taken' });
    await importRow(row, signal);
    try {
      return { customerId: id, customer: await customerOf(await reader.get(id, signal)) };
    } catch (thrown) {
      if (!isAppError(thrown) || thrown.code !== 'NOT_FOUND') return { customerId: id, customer: null };
      throw new AppError('OUTCOME_UNKNOWN', { detail: 'created, and not found' });
    }
  }

  function inGuardedTurn(whose: string, work: () => Promise<Applied>, signal: AbortSignal): Promise<Applied> {
    return inTurn(
      whose,
      async () => {
        await mayWrite(guard);
        return work();
      },
      signal,
    );
  }

  function write(change: Change, signal: AbortSignal): Promise<Applied> {
    switch (change.kind) {
      case 'create': {
        const { phone } = change;
        if (phone === null) return notOffered('create: without a number');
        return inGuardedTurn(phone.slice(1), () => create(change, phone, signal), signal);
      }
      case 'setTags':
        return inGuardedTurn(change.customerId, () => setTags(change, signal), signal);
      case 'edit':
      case 'setStage':
        return inGuardedTurn(
          change.customerId,
          async () => {
            const plan = (row: Row) =>
              change.kind === 'edit' ? planEdit(change, row) : planStage(change, row);
            return applied(confirmLanded(await writeRow(change.customerId, plan, signal)));
          },
          signal,
        );
      case 'note':
      case 'todo':
      case 'assign':
      case 'claim':
      case 'release':
      case 'delete':
      case 'merge':
        return notOffered(change.kind);
    }
  }

  async function look(change: Change, signal: AbortSignal): Promise<Verdict> {
    switch (change.kind) {
      case 'create':
        if (change.phone === null) return 'absent';
        return (await isThere(change.phone, signal)) ? 'applied' : 'absent';
      case 'edit':
      case 'setStage':
      case 'setTags':
        return verdictOf(change, await reader.get(change.customerId, signal), separator);
      case 'note':
      case 'todo':
      case 'assign':
      case 'claim':
      case 'release':
      case 'delete':
      case 'merge':
        return notOffered(change.kind);
    }
  }

  async function find(asked: AskedNumber, signal: AbortSignal): Promise<Candidate[]> {
    const candidates: Candidate[] = [];
    for (const { row, reason } of await findRows(asked, signal)) {
      candidates.push({ customer: await customerOf(row), reason, stored: row.whatsApp });
    }
    return candidates;
  }

  return {
    capabilities: capabilitiesOf(connection.credentials !== undefined),
    catalogue: (signal) =>
      untilAborted(signal, async () => catalogueOf(connection.catalogue, await seen.load(), separator)),
    findByPhone: (asked, signal) => untilAborted(signal, () => find(asked, signal)),
    get: (id, signal) => untilAborted(signal, async () => customerOf(await reader.get(id, signal))),
    search: () => notOffered('search'),
    timeline: () => notOffered('timeline'),
    agents: () => notOffered('agents'),
    apply: (change, _key, signal) => untilAborted(signal, () => write(change, signal)),
    verify: (change, _key, signal) => untilAborted(signal, () => look(change, signal)),
  };
}

async function notOffered(what: string): Promise<never> {
  throw new AppError('UNSUPPORTED', { detail: what });
}
