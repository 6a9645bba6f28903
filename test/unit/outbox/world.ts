/**
 * A disk, two companies' back ends and a clock that outlive the worker, and workers that die at whatever line they are
 * told to: every call of the disk or a back end passes a gate before and after its effect, and a dead worker never gets
 * past one. Back ends take their time, and what was asked last may be answered first.
 *
 * What the world tells of itself is of Acme. Bolt stands beside it, with customers of the same ids and numbers: see
 * `World.at`.
 */
import { expect, onTestFinished } from 'vitest';
import { type AccountId, accountId } from '../../../lib/accounts/account.ts';
import type { Customer } from '../../../lib/crm/model.ts';
import type { Candidate, Capabilities, Change, ChangeCapability, CrmAdapter } from '../../../lib/crm/port.ts';
import type { Draft, Whose } from '../../../lib/drafts/draft.ts';
import { createDrafts, type Drafts } from '../../../lib/drafts/drafts.ts';
import { createSubmissionMemory } from '../../../lib/drafts/submissions.ts';
import { AppError, type ErrorCode, type ErrorReason } from '../../../lib/errors/app-error.ts';
import { createOutbox, type Outbox } from '../../../lib/outbox/outbox.ts';
import type { OutboxRow } from '../../../lib/outbox/row.ts';
import { customerOf as customerOfChange } from '../../../lib/outbox/target.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import type { JoinedCollection, SealedChange } from '../../../lib/sealed/index.ts';
import type { OutboxDigest, WriteView } from '../../../lib/session/shapes.ts';
import { acme, customerOf } from '../support/samples.ts';

export type Fault =
  | 'ok'
  | 'lost before'
  | 'lost after'
  | 'lost, lands late'
  | 'hangs'
  | { answersWhen: Promise<void> }
  | { refuses: ErrorCode; retryAt?: number; reason?: ErrorReason; when?: Promise<void> }
  | { answersAfter: ErrorCode };

export const bolt = accountId('bolt');

/** What one company's back end has, and what is to be seen of the writes for it. */
interface Company {
  customers: ServerCustomer[];
  /** What changed on the server, in order. */
  landings: Change[];
  /** Changes that the back end has confirmed, by answer or by look. */
  confirmed: Set<string>;
  /** What the panel was shown of its writes. */
  digests: OutboxDigest[];
  rows(): OutboxRow[];
  writes(): WriteView[];
  write(id: string): WriteView | undefined;
  customer(id: string): ServerCustomer;
  addCustomer(id: string, phone: string): ServerCustomer;
}

interface ServerCustomer {
  id: string;
  phone: string;
  tags: Set<string>;
  stage: string;
  fields: Map<string, string | null>;
  notes: string[];
}

export interface Life {
  dead: boolean;
  outbox: Outbox;
  drafts: Drafts;
}

const able = (repeatable: boolean, undo: boolean): ChangeCapability => ({
  able: true,
  repeatable,
  verifiable: true,
  undo,
});

export const capabilities: Capabilities = {
  read: ['find'],
  change: {
    create: able(false, false),
    edit: able(true, true),
    setTags: able(true, true),
    setStage: able(true, true),
    note: able(false, false),
    todo: able(true, true),
    assign: { able: false, why: 'not-offered' },
    claim: able(true, false),
    release: able(true, false),
    delete: able(true, false),
    merge: able(true, false),
  },
  fields: {},
  createWithoutNumber: true,
  createTags: true,
  outcomes: ['open'],
  note: { stage: false, reminder: false },
};

export const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = <T>(): Promise<T> => new Promise<T>(() => {});

export function createWorld() {
  const disk = new Map<string, string>();
  /** The other collections, by name. */
  const others = new Map<string, Map<string, string>>();
  const companies = new Map([acme, bolt].map((accountId) => [accountId, companyOf(accountId)]));
  const onTheWay: { at: number; land: () => void }[] = [];
  /** What the panel was shown. */
  const shown: OutboxDigest[] = [];
  const told: { id: string; customerId: string | null }[] = [];
  const troubles: ErrorCode[] = [];
  /** The living worker's requests under way. */
  const asking = new Set<{ who: string }>();
  /** Requests and answers that are under way to or from a back end. */
  let travelling = 0;
  let trips = 0;

  function at(accountId: AccountId): Company {
    const company = companies.get(accountId);
    if (!company) throw new Error(`no company ${accountId}`);
    return company;
  }

  function companyOf(accountId: AccountId): Company {
    const company: Company = {
      customers: [],
      landings: [],
      confirmed: new Set(),
      digests: [],
      rows: () =>
        [...disk.values()]
          .map((text): OutboxRow => JSON.parse(text))
          .filter((row) => row.accountId === accountId),
      writes: () => company.digests.at(-1)?.writes ?? [],
      write: (id) => company.writes().find((write) => write.id === id),
      customer: (id) => {
        const found = company.customers.find((one) => one.id === id);
        if (!found) throw new Error(`no customer ${id}`);
        return found;
      },
      addCustomer(id, phone) {
        const made = { id, phone, tags: new Set<string>(), stage: 's0', fields: new Map(), notes: [] };
        company.customers.push(made);
        return made;
      },
    };
    return company;
  }

  const world = {
    ...at(acme),
    at,
    now: 1_000_000,
    alarm: null as number | null,
    /** The worker dies at the gate that brings this to 0. */
    fuse: 0,
    online: true,
    /** The accounts that a connection stands for. */
    standing: [acme, bolt],
    /** What happens to the next writes, in order; then all goes well. */
    faults: [] as Fault[],
    /** Of the next looks. */
    lookFaults: [] as (ErrorCode | 'unclear')[],
    adapterFault: null as ErrorCode | null,
    /** The connection is not to be had before this. */
    connecting: null as Promise<void> | null,
    capabilities,
    life: null as Life | null,
    /** Customers that every search by number finds, as one whose number resembles. */
    resembling: [] as string[],
    /** How many of the next calls of the disk fail. */
    diskFaults: 0,
    /** The rest of the worker has not heard of what landed before this. */
    hearing: null as Promise<void> | null,
    /** The back end's writes carry the whole row as it was read for them, so one that lands late undoes what came between. */
    wholeRows: false,
    /** How many times the rest of the worker fails to take what it is told. */
    hearingFaults: 0,
    /** Called after each write to the disk. */
    onDisk: () => {},
    /** The panels are told that drafts were changed. */
    onDrafts: (_whose: Whose | null, _wrote: string | null, _forgotten?: true) => {},
    /** Whether the test has something written at Bolt. */
    worksForBolt: false,
    /** How many of the next readings of a customer fail. */
    readFaults: 0,
    mostAtOnce: 0,
    mostPerCustomer: 0,
    applied: 0,
    lookUps: 0,
    disk,
    /** Everything else that lies on the disk, by collection. */
    others,
    shown,
    told,
    troubles,

    /** A worker starts; the one before is dead. */
    async start(): Promise<void> {
      if (world.life) world.life.dead = true;
      asking.clear();
      world.life = newLife();
      await settle(world.life.outbox.resume());
    },
    outbox(): Outbox {
      if (!world.life) throw new Error('not started');
      return world.life.outbox;
    },
    drafts(): Drafts {
      if (!world.life) throw new Error('not started');
      return world.life.drafts;
    },
    kill(): void {
      if (world.life) world.life.dead = true;
    },

    /** Lets time pass; alarms ring, and start a worker where none is alive. */
    async advance(ms: number): Promise<void> {
      const end = world.now + ms;
      for (let rings = 0; ; rings++) {
        if (rings > 500) throw new Error('the alarm rings without end');
        const next = Math.min(end, world.alarm ?? end, ...onTheWay.map(({ at }) => at));
        world.now = Math.max(world.now, next);
        for (const late of onTheWay.splice(0).sort((one, other) => one.at - other.at)) {
          if (late.at <= world.now) late.land();
          else onTheWay.push(late);
        }
        if (world.alarm !== null && world.alarm <= world.now) {
          world.alarm = null;
          if (!world.life || world.life.dead) await world.start();
          else await settle(world.life.outbox.pump());
          continue;
        }
        if (world.now >= end) return;
      }
    },
  };

  function on(collection: string): Map<string, string> {
    if (collection === 'outbox') return disk;
    const rows = others.get(collection) ?? new Map<string, string>();
    others.set(collection, rows);
    return rows;
  }

  /** Waits for what was called, unless the worker dies under it. */
  async function settle(call: Promise<unknown>): Promise<boolean> {
    let answered = false;
    call.then(
      () => {
        answered = true;
      },
      (thrown) => {
        answered = true;
        troubles.push(thrown.code);
      },
    );
    await rest();
    return answered;
  }

  /** Resolves when nothing is under way any more but what hangs. */
  async function rest(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet++) {
      await tick();
      if (travelling > 0) quiet = -1;
    }
  }

  /** Some way is longer than another: of two that set out together, either may be there first. */
  async function travel(): Promise<void> {
    travelling++;
    for (let left = [2, 0, 3, 1, 0][trips++ % 5] ?? 0; left > 0; left--) await tick();
    travelling--;
  }

  function newLife(): Life {
    const life: Life = {
      dead: false,
      outbox: undefined as unknown as Outbox,
      drafts: undefined as unknown as Drafts,
    };

    async function gate(): Promise<void> {
      if (!life.dead && world.fuse > 0 && --world.fuse === 0) life.dead = true;
      if (life.dead) return never();
    }

    async function reachDisk(): Promise<void> {
      await gate();
      if (world.diskFaults === 0) return;
      world.diskFaults--;
      throw new AppError('STORAGE_FULL');
    }

    /** All of it at once, as a transaction does: a worker dies before or after it. */
    async function commit(changes: readonly SealedChange[]): Promise<void> {
      await reachDisk();
      for (const { collection, id, value } of changes) {
        if (value === undefined) on(collection).delete(id);
        else on(collection).set(id, JSON.stringify(value));
      }
      world.onDisk();
      await gate();
    }

    function collection<T>(name: string): JoinedCollection<T> {
      const toPut = (id: string, value: T): SealedChange => ({ collection: name, id, value });
      const toDelete = (id: string): SealedChange => ({ collection: name, id, value: undefined });
      return {
        toPut,
        toDelete,
        async get(id) {
          await reachDisk();
          const text = on(name).get(id);
          return text && JSON.parse(text);
        },
        put: (id, value) => commit([toPut(id, value)]),
        delete: (id) => commit([toDelete(id)]),
        async list() {
          await reachDisk();
          // A sealed store lists in no order of ours: here the newest comes first.
          const rows = [...on(name)].map(([id, text]) => ({ id, value: JSON.parse(text) }));
          return rows.toReversed();
        },
      };
    }

    const submissions = createSubmissionMemory({
      rows: collection('submissions'),
      now: () => world.now,
    });
    life.drafts = createDrafts({
      rows: collection('drafts'),
      older: collection('field-drafts'),
      submissions,
      newId: () => `new ${world.now}`,
      onChange: (...told) => world.onDrafts(...told),
    });
    life.outbox = createOutbox({
      rows: collection('outbox'),
      commit,
      submissions,
      async adapterFor(accountId) {
        await gate();
        await world.connecting;
        if (!world.online) throw new AppError('OFFLINE');
        if (world.adapterFault) throw new AppError(world.adapterFault);
        return adapter(accountId, gate);
      },
      standing: async () => new Set(world.standing),
      clock: () => world.now,
      setAlarm(at) {
        if (!life.dead) world.alarm = at;
      },
      onChange(digest) {
        if (life.dead) return;
        shown.push(digest);
        for (const [accountId, { digests }] of companies) {
          digests.push({ ...digest, writes: digest.writes.filter((one) => one.accountId === accountId) });
        }
      },
      async onApplied({ row, applied }) {
        await gate();
        await world.hearing;
        if (world.hearingFaults > 0) {
          world.hearingFaults--;
          throw new AppError('BUG');
        }
        told.push({ id: row.key, customerId: applied?.customerId ?? null });
      },
      onTrouble: (error) => troubles.push(error.code),
    });
    return life;
  }

  function adapter(accountId: AccountId, gate: () => Promise<void>): CrmAdapter {
    const company = at(accountId);
    const not = () => {
      throw new Error('not asked for');
    };
    return {
      capabilities: world.capabilities,
      catalogue: not,
      search: not,
      timeline: not,
      agents: not,
      async findByPhone({ e164 }) {
        await gate();
        world.lookUps++;
        await travel();
        return company.customers
          .filter(({ id, phone }) => phone === e164 || world.resembling.includes(id))
          .map((one): Candidate => {
            const reason = one.phone === e164 ? 'same-number' : 'brazil-ninth-digit';
            return { customer: asRead(one), reason, stored: one.phone };
          });
      },
      async get(id) {
        await gate();
        if (world.readFaults > 0) {
          world.readFaults--;
          throw new AppError('SERVER_DOWN');
        }
        await travel();
        for (const row of company.rows()) {
          const isAsked = row.state === 'sending' && row.customerId === id;
          if (isAsked && look(company, row.change) === 'applied')
            company.confirmed.add(JSON.stringify(row.change));
        }
        return asRead(company.customer(id));
      },
      async apply(change, _key, signal) {
        await gate();
        const who = `${accountId} ${customerOfChange(change)}`;
        const request = { who };
        asking.add(request);
        signal.addEventListener('abort', () => asking.delete(request));
        const ofThisOne = [...asking].filter((one) => one.who === who).length;
        world.mostPerCustomer = Math.max(world.mostPerCustomer, ofThisOne);
        world.mostAtOnce = Math.max(world.mostAtOnce, asking.size);
        world.applied++;
        const { stage } = company.customers.find(({ id }) => id === customerOfChange(change)) ?? {};
        const wasSo = change.kind === 'setStage' && stage === change.to?.stageId;
        try {
          const id = await answer(company, change, gate);
          company.confirmed.add(JSON.stringify(change));
          return { customerId: id, customer: null, ...(wasSo && { wasSo: true as const }) };
        } finally {
          asking.delete(request);
        }
      },
      async verify(change) {
        await gate();
        const fault = world.lookFaults.shift();
        await travel();
        if (fault === 'unclear') return 'unclear';
        if (fault) throw new AppError(fault);
        const verdict = look(company, change);
        await travel();
        if (verdict === 'applied') company.confirmed.add(JSON.stringify(change));
        return verdict;
      },
    };
  }

  async function answer(company: Company, change: Change, gate: () => Promise<void>): Promise<string> {
    const fault = world.faults.shift() ?? 'ok';
    await travel();
    if (fault === 'lost before') throw new AppError('OUTCOME_UNKNOWN');
    if (fault === 'hangs') return never();
    if (typeof fault === 'object' && 'answersWhen' in fault) {
      const id = land(company, change);
      await fault.answersWhen;
      return id;
    }
    if (fault === 'lost, lands late') {
      const restore = asItWas(company, change);
      onTheWay.push({
        at: world.now + 20_000,
        land() {
          restore();
          tryLand(company, change);
        },
      });
      throw new AppError('TIMEOUT');
    }
    if (typeof fault === 'object' && 'refuses' in fault) {
      const { refuses, when, ...more } = fault;
      await when;
      throw new AppError(refuses, more);
    }
    const id = land(company, change);
    await gate();
    await travel();
    if (fault === 'lost after') throw new AppError('OUTCOME_UNKNOWN');
    if (fault !== 'ok') throw new AppError(fault.answersAfter);
    return id;
  }

  /** What a write of the whole row takes along. */
  function asItWas({ customers }: Company, change: Change): () => void {
    const customer = customers.find(({ id }) => change.kind !== 'create' && id === change.customerId);
    if (!world.wholeRows || !customer) return () => {};
    const { tags, stage, fields } = structuredClone(customer);
    return () => Object.assign(customer, { tags, stage, fields });
  }

  function tryLand(company: Company, change: Change): void {
    try {
      land(company, change);
    } catch {
      // The back end refused what came late.
    }
  }

  function land(company: Company, change: Change): string {
    const { customers, landings } = company;
    if (change.kind === 'create') {
      const made = company.addCustomer(`c${customers.length + 1}`, change.phone ?? change.chat);
      landings.push(change);
      return made.id;
    }
    const customer = customers.find(({ id }) => id === change.customerId);
    if (change.kind === 'delete') {
      if (customer) customers.splice(customers.indexOf(customer), 1);
      landings.push(change);
      return change.customerId;
    }
    if (!customer) throw new AppError('NOT_FOUND');
    if (change.kind === 'merge') {
      const stays = customers.find(({ id }) => id === change.staysId);
      if (!stays) throw new AppError('NOT_FOUND');
      stays.notes.push(...customer.notes);
      for (const tag of customer.tags) stays.tags.add(tag);
      customers.splice(customers.indexOf(customer), 1);
      landings.push(change);
      return stays.id;
    }
    switch (change.kind) {
      case 'setTags':
        for (const tag of change.add) customer.tags.add(tag.name);
        for (const tag of change.remove) customer.tags.delete(tag.name);
        break;
      case 'setStage': {
        const from = change.from === null || change.from === 'unknown' ? null : change.from.stageId;
        if (customer.stage !== from && customer.stage !== change.to?.stageId) throw new AppError('CONFLICT');
        customer.stage = change.to?.stageId ?? '';
        break;
      }
      case 'edit':
        for (const { key, from, to } of change.edits) {
          const now = customer.fields.get(key) ?? null;
          if (now !== from && now !== to) throw new AppError('CONFLICT');
        }
        for (const { key, to } of change.edits) customer.fields.set(key, to === null ? null : String(to));
        break;
      case 'note':
        customer.notes.push(change.text);
        break;
      default:
        break;
    }
    landings.push(change);
    return customer.id;
  }

  function look(company: Company, change: Change): 'applied' | 'absent' | 'unclear' {
    if (change.kind === 'create') {
      if (change.phone === null) return 'unclear';
      return company.customers.some(({ phone }) => phone === change.phone) ? 'applied' : 'absent';
    }
    if (change.kind === 'delete' || change.kind === 'merge') {
      return company.customers.some(({ id }) => id === change.customerId) ? 'absent' : 'applied';
    }
    const customer = company.customer(change.customerId);
    switch (change.kind) {
      case 'setTags': {
        const there =
          change.add.every(({ name }) => customer.tags.has(name)) &&
          change.remove.every(({ name }) => !customer.tags.has(name));
        return there ? 'applied' : 'absent';
      }
      case 'setStage':
        if (customer.stage === (change.to?.stageId ?? '')) return 'applied';
        return change.from && change.from !== 'unknown' && customer.stage === change.from.stageId
          ? 'absent'
          : 'unclear';
      case 'edit': {
        const values = change.edits.map((edit) => ({ ...edit, now: customer.fields.get(edit.key) ?? null }));
        if (values.every(({ now, to }) => now === to)) return 'applied';
        return values.every(({ now, from, to }) => now === from || now === to) ? 'absent' : 'unclear';
      }
      case 'note':
        return customer.notes.includes(change.text) ? 'applied' : 'absent';
      default:
        return 'unclear';
    }
  }

  return Object.assign(world, { settle, rest });
}

export type World = ReturnType<typeof createWorld>;

function asRead({ id, phone, stage, tags, fields }: ServerCustomer): Customer {
  return customerOf(id, {
    connectionId: 'crm',
    name: fields.get('name') ?? null,
    email: fields.get('email') ?? null,
    phones: [{ raw: phone, e164: phone as E164 }],
    stage: { stageId: stage, outcome: 'open' },
    tags: [...tags].map((name) => ({ id: name, name, groupId: null, colour: null, readOnly: false })),
  });
}

/** Changes in few words. */
export const change = {
  create: (phone: string): Change => ({ kind: 'create', phone: phone as E164, name: null, fields: [] }),
  createFor: (chat: string): Change => ({ kind: 'create', phone: null, chat, name: 'Hidden', fields: [] }),
  note: (text: string, customerId = 'ana'): Change => ({ kind: 'note', customerId, text }),
  tags: (add: string[], remove: string[] = [], customerId = 'ana'): Change => ({
    kind: 'setTags',
    customerId,
    add: add.map((name) => ({ id: name, name, groupId: null })),
    remove: remove.map((name) => ({ id: name, name, groupId: null })),
  }),
  stage: (from: string, to: string, customerId = 'ana'): Change => ({
    kind: 'setStage',
    customerId,
    from: { stageId: from, outcome: 'open' },
    to: { stageId: to, outcome: 'open' },
  }),
  merge: (customerId = 'bob', staysId = 'ana'): Change => ({ kind: 'merge', customerId, staysId, take: [] }),
  delete: (customerId = 'ana'): Change => ({ kind: 'delete', customerId, phones: [], record: false }),
  edit: (key: string, from: string | null, to: string | null, customerId = 'ana'): Change => ({
    kind: 'edit',
    customerId,
    edits: [{ key, from, to }],
  }),
};

/** Somebody who is at no company yet. */
export const newPhone = '+15550100009';

/** A world in which both companies have Ana and Bob, under the same ids and numbers. */
export async function twoCompanies(prepare: (world: World) => void = () => {}): Promise<World> {
  const world = createWorld();
  for (const company of [world.at(acme), world.at(bolt)]) {
    company.addCustomer('ana', '+5511900000001');
    company.addCustomer('bob', '+447700900002');
  }
  prepare(world);
  await world.start();
  return world;
}

/**
 * A world in which everything that one company can have waiting, drafted, created and merged is there at Bolt, for the
 * ids and numbers that a test works on at Acme. At the end of the test it is all as it was.
 */
export async function startedWorld(): Promise<World> {
  const world = await twoCompanies(leaveWorkAtBolt);
  const { customers } = world.at(bolt);
  const before = structuredClone([customers, left(world)]);
  onTestFinished(() => {
    expect(left(world), 'what is kept for the other company').toEqual(before[1]);
    if (!world.worksForBolt) expect(customers, "the other company's customers").toEqual(before[0]);
  });
  return world;
}

/** What failed at Bolt, and what is typed for its customers. */
const left = (world: World) => [
  world
    .at(bolt)
    .rows()
    .filter(({ key }) => key.startsWith('left ')),
  world.others.get('drafts')?.get(anaAtBolt),
];
const anaAtBolt = JSON.stringify([bolt, 'ana']);

function leaveWorkAtBolt({ now, disk, others }: World): void {
  const common = { accountId: bolt, rev: 1 };
  const failed = [
    change.note('of Bolt'),
    change.tags(['of Bolt']),
    change.stage('s0', 'of Bolt'),
    change.edit('email', null, 'of Bolt'),
    change.create(newPhone),
  ].map(
    (one, index): OutboxRow => ({
      ...common,
      state: 'failed',
      key: `left ${one.kind}`,
      parts: [{ id: `left ${one.kind}`, change: one, undone: false }],
      change: one,
      customerId: customerOfChange(one),
      seq: index + 1,
      createdAt: now,
      attempts: 1,
      mayHaveLanded: false,
      error: new AppError('FORBIDDEN').toJSON(),
    }),
  );
  // Bolt has made a customer of the number already, and one customer of Ana and Bob.
  const addressed = [`phone:${newPhone}`, 'bob'].map(
    (customerId): OutboxRow => ({
      ...common,
      state: 'closed',
      key: `moved ${customerId}`,
      ids: [],
      customerId,
      seq: 0,
      closedAt: now,
      created: customerId !== 'bob',
      newId: 'ana',
    }),
  );
  for (const row of [...failed, ...addressed]) disk.set(row.key, JSON.stringify(row));
  const draft: Draft = { id: 'left', content: { kind: 'note', text: 'of Bolt', stageId: '', remindAt: '' } };
  others.set('drafts', new Map([[anaAtBolt, JSON.stringify([draft])]]));
}

/** Submits and lets it come to rest; false when the worker died before it had taken the change. */
export function submit(world: World, id: string, what: Change, accountId = acme): Promise<boolean> {
  world.worksForBolt ||= accountId === bolt;
  return world.settle(world.outbox().submit({ id, accountId, change: what }));
}
