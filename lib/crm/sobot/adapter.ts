/**
 * Sobot behind the port. Tags are the company's business tags; those of WeCom are shown and never written. The stage is
 * told by the timeline alone, so it may be unknown.
 */

import { createTurns } from '../../concurrency/in-turn.ts';
import { untilAborted } from '../../concurrency/until-aborted.ts';
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { standingTrouble, type TokenCache } from '../../tokens/token-cache.ts';
import { goesBy } from '../goes-by.ts';
import type { Agent, Catalogue, Stage } from '../model.ts';
import type { Applied, AskedNumber, Candidate, Change, CrmAdapter, TimelinePart } from '../port.ts';
import { createRemembered } from '../remembered.ts';
import { mayWrite, type WriteGuard } from '../write-guard.ts';
import { createCalls } from './calls.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { SobotConnection } from './connection.ts';
import { createFieldBook } from './field-book.ts';
import { createLookups } from './lookups.ts';
import { createNotes, type NoteMemory } from './notes.ts';
import { agentsOf } from './owner.ts';
import { createUserReader } from './read-users.ts';
import { createSobotTagAdmin } from './tag-admin.ts';
import { createTagBook } from './tag-book.ts';
import { createVerifier } from './verify.ts';
import { createSobotWire } from './wire.ts';
import type { EventGroup } from './wire-course.ts';
import { createChangeWriter } from './write-change.ts';
import { createUserWriter, type UpdateMemory } from './write-user.ts';

export interface SobotAdapterOptions {
  connection: SobotConnection;
  http: HttpClient;
  tokens: TokenCache;
  clock: Clock;
  /** What must outlive the worker. */
  guard: WriteGuard;
  notes: NoteMemory;
  updates: UpdateMemory;
  /**
   * The catalogue as it was read before this worker's life, where there is one: `capabilities` names the company's own
   * fields, and tags know their groups, until it is read again.
   */
  known?: Pick<Catalogue, 'groups' | 'fields'> | undefined;
}

export interface SobotBackEnd {
  adapter: CrmAdapter & Required<Pick<CrmAdapter, 'tagAdmin' | 'lookups'>>;
}

/** ms for which stages and agents are kept. */
const freshFor = 3_600_000;

/** The page's three groups: the staff's follow-up records (its word for a note), what the customer did, and the rest. */
const groups: Readonly<Record<TimelinePart, EventGroup>> = {
  notes: 'groupService',
  customer: 'groupUser',
  others: 'groupOther',
};

/** An abort is `TIMEOUT` by a signal that timed out, else `CONTEXT_LOST`; `OUTCOME_UNKNOWN` once a write has left. */
export function createSobotBackEnd({
  connection,
  http,
  tokens,
  clock,
  guard,
  notes: memory,
  updates,
  known,
}: SobotAdapterOptions): SobotBackEnd {
  const wire = createSobotWire(createCalls({ http, baseUrl: connection.baseUrl, tokens }));
  const tagBook = createTagBook({ wire, clock, earlier: known?.groups ?? null });
  const fieldBook = createFieldBook({ wire, clock });
  const stageBook = createRemembered<Stage[]>({ clock, freshFor, read: readStages });
  const agentBook = createRemembered<Agent[]>({
    clock,
    freshFor,
    read: async (signal) => agentsOf(await wire.staff(signal)),
  });
  const lookups = createLookups({ wire });
  const serverNow = () => clock.now() - (http.aheadMs() ?? 0);
  const reader = createUserReader({
    wire,
    clock,
    connection,
    knownGroups: tagBook.last,
    lookups,
    serverNow,
    knownFields: () => fieldBook.last() ?? known?.fields ?? null,
  });
  const writeUser = createUserWriter({ wire, reader, guard, updates, definitions: fieldBook.get });
  const notes = createNotes({
    wire,
    connection,
    memory,
    now: serverNow,
  });
  const verifier = createVerifier({ wire, reader, notes, meId: connection.me?.agentId ?? null });
  const write = createChangeWriter({
    wire,
    reader,
    writeUser,
    notes,
    connection,
    tags: tagBook,
    stages: stageBook,
    fields: fieldBook,
    agents: agentBook,
  });
  const inTurn = createTurns();
  let capabilities = capabilitiesOf(connection, known?.fields ?? []);

  async function readStages(signal: AbortSignal): Promise<Stage[]> {
    const stages = await wire.stages(signal);
    return stages
      .map(({ id, name, sortnum }) => ({ id, name, order: Number(sortnum) || 0 }))
      .toSorted((one, other) => one.order - other.order);
  }

  /** Writes to one customer go one after the other: each starts from what the one before it left. */
  function apply(change: Change, key: string, signal: AbortSignal): Promise<Applied> {
    const whose = change.kind === 'create' ? (change.phone ?? change.chat) : change.customerId;
    return inTurn(
      whose,
      async () => {
        await mayWrite(guard);
        if (change.kind !== 'create') reader.timeline.forget(change.customerId);
        if (!capabilities.change[change.kind].able)
          throw new AppError('UNSUPPORTED', { detail: change.kind });
        return write(change, key, signal);
      },
      signal,
    );
  }

  async function find(asked: AskedNumber, signal: AbortSignal): Promise<Candidate[]> {
    const found = await reader.findByPhone(asked, signal);
    const exact = found.filter(({ reason }) => reason === 'same-number');
    const [only] = exact.length === 1 ? exact : [];
    // Only who will be shown at once is read whole; the others are to choose from.
    const others = found.filter(({ row }) => row !== only?.row).map(({ row }) => row);
    const listed = await reader.listedCustomers(others, signal);
    const candidates: Candidate[] = [];
    for (const { row, reason, stored } of found) {
      const candidate = { reason, stored };
      const customer = listed[others.indexOf(row)];
      if (customer) candidates.push({ ...candidate, customer });
      else {
        try {
          candidates.push({ ...candidate, customer: (await reader.read(row.id, row, signal)).customer });
        } catch (thrown) {
          // Deleted since the list was made.
          if (!isAppError(thrown) || thrown.code !== 'NOT_FOUND') throw thrown;
        }
      }
    }
    return candidates;
  }

  async function catalogue(signal: AbortSignal): Promise<Catalogue> {
    const [groups, stages, fields] = await Promise.all([
      tagBook.readAnew(signal),
      stageBook.readAnew(signal),
      fieldBook.readAnew(signal),
    ]);
    capabilities = capabilitiesOf(connection, fields);
    return { groups, stages, fields };
  }

  const adapter: SobotBackEnd['adapter'] = {
    get capabilities() {
      return capabilities;
    },
    catalogue: (signal) => untilAborted(signal, () => catalogue(signal)),
    findByPhone: (asked, signal) => untilAborted(signal, () => find(asked, signal)),
    search: (text, signal) =>
      untilAborted(signal, async () => reader.listedCustomers(await reader.search(text, signal), signal)),
    findByHandle: async (handle, signal) =>
      (await adapter.search(handle, signal)).filter(goesBy(handle, connection.usernameField)),
    get: (id, signal) => untilAborted(signal, async () => (await reader.read(id, null, signal)).customer),
    timeline: (id, cursor, signal, part) =>
      untilAborted(signal, () => reader.timeline.page(id, cursor, part ? groups[part] : null, signal)),
    agents: (signal) => untilAborted(signal, () => agentBook.get(signal)),
    lookups: (kind, parent, signal) => untilAborted(signal, () => lookups(kind, parent, signal)),
    apply: (change, key, signal) => untilAborted(signal, () => apply(change, key, signal)),
    verify: (change, key, signal) => untilAborted(signal, () => verifier(change, key, signal)),
    tagAdmin: createSobotTagAdmin({ wire, book: tagBook }),
    trouble: () => standingTrouble(tokens),
  };

  return { adapter };
}
