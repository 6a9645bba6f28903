/**
 * Sobot behind the port. Tags are the company's business tags; those of WeCom are shown and never written. The stage is
 * told by the timeline alone, so it may be unknown.
 */

import { createTurns } from '../../concurrency/in-turn.ts';
import { untilAborted } from '../../concurrency/until-aborted.ts';
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { spellings } from '../../phone/index.ts';
import { standingTrouble, type TokenCache } from '../../tokens/token-cache.ts';
import type { Agent, Catalogue, Customer, Stage } from '../model.ts';
import type { Applied, AskedNumber, Candidate, Change, CrmAdapter, TimelinePart } from '../port.ts';
import { mayWrite, type WriteGuard } from '../write-guard.ts';
import { createCalls } from './calls.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { SobotConnection } from './connection.ts';
import { createFieldBook } from './field-book.ts';
import { createLookups } from './lookups.ts';
import { createNotes, type NoteMemory } from './notes.ts';
import {
  agentsOf,
  assigneeOf,
  byUpdate,
  ownedBy,
  ownerIdOf,
  planAssign,
  planClaim,
  planRelease,
} from './owner.ts';
import { planEdit, planFields } from './plan-edit.ts';
import { createUserReader } from './read-users.ts';
import { createRemembered } from './remembered.ts';
import { isAt, placeOf, planStage } from './stage.ts';
import { createSobotTagAdmin } from './tag-admin.ts';
import { createTagBook } from './tag-book.ts';
import { changedSet, checkedAdditions, holdsTags } from './tags.ts';
import type { UserRow } from './user-row.ts';
import { createVerifier } from './verify.ts';
import { createSobotWire } from './wire.ts';
import type { EventGroup } from './wire-course.ts';
import type { WireAssignee } from './wire-users.ts';
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

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

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
  const verifier = createVerifier({ wire, reader, notes, isThere, meId: connection.me?.agentId ?? null });
  const inTurn = createTurns();
  let capabilities = capabilitiesOf(connection, known?.fields ?? []);

  async function readStages(signal: AbortSignal): Promise<Stage[]> {
    const stages = await wire.stages(signal);
    return stages
      .map(({ id, name, sortnum }) => ({ id, name, order: Number(sortnum) || 0 }))
      .toSorted((one, other) => one.order - other.order);
  }

  const readBack = (id: string, signal: AbortSignal): Promise<Customer | null> =>
    reader.read(id, null, signal).then(
      ({ customer }) => customer,
      () => null,
    );

  async function isThere({ phone }: Of<'create'>, signal: AbortSignal): Promise<boolean> {
    const found = await reader.findByPhone({ e164: phone, spellings: spellings(phone) }, signal);
    return found.some(({ row, reason }) => reason === 'same-number' || row.fields.tel === phone);
  }

  async function create(change: Of<'create'>, signal: AbortSignal): Promise<Applied> {
    const { me, options } = connection;
    const given = [{ key: 'name', value: change.name }, ...change.fields];
    const plan = planFields(given, await fieldBook.get(signal));
    const body: Record<string, string | number> = {
      ...plan.fields,
      ...(plan.fields.sex && { sex: Number(plan.fields.sex) }),
      // With its plus sign nobody can read it in another way.
      tel: change.phone,
      crm_status: options.newCustomerStatus,
    };
    if (options.newCustomerStatus === 3) {
      if (!me) throw new AppError('NOT_CONFIGURED', { detail: 'a customer followed up needs an owner' });
      Object.assign(body, { liable_serviceid: me.agentId, liable_service_name: me.name });
    }
    if (plan.custom.size > 0) {
      const values = [...plan.custom].map(([fieldid, field_value]) => ({ fieldid, field_value }));
      body.ex_field_str = JSON.stringify(values);
    }
    if (await isThere(change, signal)) throw new AppError('CONFLICT', { detail: 'the number is taken' });
    const id = await wire.saveUser(body, signal);
    if (id === null) throw new AppError('OUTCOME_UNKNOWN', { detail: 'user/save: no id' });
    reader.wrote(id, null, { ...plan.fields, tel: change.phone }, null);
    return { customerId: id, customer: await readBack(id, signal) };
  }

  async function edit(change: Of<'edit'>, signal: AbortSignal): Promise<Applied> {
    const read = await writeUser(
      change.customerId,
      (row, definitions) => planEdit(change, row, definitions),
      signal,
    );
    return { customerId: change.customerId, customer: read?.customer ?? null };
  }

  async function setTags(change: Of<'setTags'>, signal: AbortSignal): Promise<Applied> {
    const { customerId: id } = change;
    const groups = change.add.length === 0 ? (tagBook.last() ?? []) : await tagBook.get(signal);
    checkedAdditions(change, groups);
    let present = (await wire.userLabels([id], signal)).get(id) ?? [];
    // Once more where a colleague's write fell between ours and the look at it.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      if (!holdsTags(present, change)) {
        await wire.setUserLabels(id, changedSet(present, change, groups), signal);
      }
      const customer = await readBack(id, signal);
      if (customer === null) return { customerId: id, customer };
      const business = customer.tags.filter((tag) => !tag.readOnly);
      if (holdsTags(business, change)) return { customerId: id, customer };
      present = business.map((tag) => ({ id: tag.id, name: tag.name, color_value: '' }));
    }
    throw new AppError('CONFLICT', { detail: 'tags' });
  }

  async function setStage(change: Of<'setStage'>, signal: AbortSignal): Promise<Applied> {
    const { customerId: id, to } = change;
    const [before, stages] = await Promise.all([reader.stageOf(id, signal), stageBook.get(signal)]);
    const sent = planStage(change, before, stages);
    if (!sent) return { customerId: id, customer: await readBack(id, signal) };
    await wire.saveStage(id, sent, signal);
    const after = await readBack(id, signal);
    // The server said that it wrote; its timeline may take a moment to tell.
    const late = after && !isAt(after.stage, to) && placeOf(after.stage) === placeOf(before);
    return { customerId: id, customer: late ? { ...after, stage: { ...to } } : after };
  }

  async function changeOwner(
    change: Of<'assign'> | Of<'claim'> | Of<'release'>,
    signal: AbortSignal,
  ): Promise<Applied> {
    const { customerId: id } = change;
    const row = await reader.withState(id, signal);
    const me = connection.me ?? null;
    if (change.kind === 'release') {
      if (planRelease(row, change.from)) await wire.release(id, change.valid, signal);
      return { customerId: id, customer: await readBack(id, signal) };
    }
    const toId = change.kind === 'assign' ? change.to.id : me?.agentId;
    if (toId === undefined) throw new AppError('UNSUPPORTED', { detail: 'claim: nobody to claim for' });
    const way =
      change.kind === 'assign'
        ? planAssign(row, change.from, toId, me?.agentId ?? null)
        : planClaim(row, toId);
    if (way !== null) {
      const agent = assigneeOf(toId, await agentBook.get(signal));
      if (way === byUpdate) return takeUp(row, agent, signal);
      await wire.assign(id, agent, way, signal);
    }
    return { customerId: id, customer: await readBack(id, signal) };
  }

  /** A first contact gets an owner by an update: no kind of assignment leads out of that state. */
  async function takeUp(seen: UserRow, agent: WireAssignee, signal: AbortSignal): Promise<Applied> {
    const plan = (row: UserRow) => ({
      fields: ownedBy(row, ownerIdOf(seen), agent),
      custom: new Map<string, string>(),
    });
    const read = await writeUser(seen.id, plan, signal);
    return { customerId: seen.id, customer: read?.customer ?? null };
  }

  async function note(change: Of<'note'>, key: string, signal: AbortSignal): Promise<Applied> {
    await notes.save(change, key, signal);
    return { customerId: change.customerId, customer: await readBack(change.customerId, signal) };
  }

  function write(change: Change, key: string, signal: AbortSignal): Promise<Applied> {
    const able = capabilities.change[change.kind];
    if (!able.able) throw new AppError('UNSUPPORTED', { detail: change.kind });
    switch (change.kind) {
      case 'create':
        return create(change, signal);
      case 'edit':
        return edit(change, signal);
      case 'setTags':
        return setTags(change, signal);
      case 'setStage':
        return setStage(change, signal);
      case 'note':
        return note(change, key, signal);
      case 'todo':
        throw new AppError('UNSUPPORTED', { detail: change.kind });
      case 'assign':
      case 'claim':
      case 'release':
        return changeOwner(change, signal);
    }
  }

  /** Writes to one customer go one after the other: each starts from what the one before it left. */
  function apply(change: Change, key: string, signal: AbortSignal): Promise<Applied> {
    const whose = change.kind === 'create' ? change.phone : change.customerId;
    return inTurn(
      whose,
      async () => {
        await mayWrite(guard);
        if (change.kind !== 'create') reader.timeline.forget(change.customerId);
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
