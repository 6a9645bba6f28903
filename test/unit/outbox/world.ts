/**
 * A disk, a back end and a clock that outlive the worker, and workers that die at whatever line they are told to: every
 * call of the disk or the back end passes a gate before and after its effect, and a dead worker never gets past one.
 */
import type { Customer } from '../../../lib/crm/model.ts';
import type { Candidate, Capabilities, Change, ChangeCapability, CrmAdapter } from '../../../lib/crm/port.ts';
import { createDrafts, type Drafts } from '../../../lib/drafts/drafts.ts';
import { createSubmissionMemory } from '../../../lib/drafts/submissions.ts';
import { AppError, type ErrorCode } from '../../../lib/errors/app-error.ts';
import { createOutbox, type Outbox } from '../../../lib/outbox/outbox.ts';
import type { OutboxRow } from '../../../lib/outbox/row.ts';
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
  | { refuses: ErrorCode; retryAt?: number }
  | { answersAfter: ErrorCode };

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
  },
  fields: {},
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
  const customers: ServerCustomer[] = [];
  /** What changed on the server, in order. */
  const landings: Change[] = [];
  /** Changes that the back end has confirmed, by answer or by look. */
  const confirmed = new Set<string>();
  const onTheWay: { at: number; land: () => void }[] = [];
  const digests: OutboxDigest[] = [];
  const told: { id: string; customerId: string | null }[] = [];
  const troubles: ErrorCode[] = [];
  /** The living worker's requests under way. */
  const asking = new Set<{ who: string }>();

  const world = {
    now: 1_000_000,
    alarm: null as number | null,
    /** The worker dies at the gate that brings this to 0. */
    fuse: 0,
    online: true,
    /** The accounts that a connection stands for. */
    standing: [acme],
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
    /** Called after each write to the disk. */
    onDisk: () => {},
    mostAtOnce: 0,
    mostPerCustomer: 0,
    applied: 0,
    lookUps: 0,
    disk,
    customers,
    landings,
    confirmed,
    digests,
    told,
    troubles,
    rows: (): OutboxRow[] => [...disk.values()].map((text) => JSON.parse(text)),
    writes: (): WriteView[] => digests.at(-1)?.writes ?? [],
    write: (id: string): WriteView | undefined => world.writes().find((write) => write.id === id),
    customer: (id: string): ServerCustomer => {
      const found = customers.find((one) => one.id === id);
      if (!found) throw new Error(`no customer ${id}`);
      return found;
    },
    addCustomer(id: string, phone: string): ServerCustomer {
      const made = { id, phone, tags: new Set<string>(), stage: 's0', fields: new Map(), notes: [] };
      customers.push(made);
      return made;
    },

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
    await tick();
    await tick();
    return answered;
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
    });
    life.outbox = createOutbox({
      rows: collection('outbox'),
      commit,
      submissions,
      async adapterFor() {
        await gate();
        await world.connecting;
        if (!world.online) throw new AppError('OFFLINE');
        if (world.adapterFault) throw new AppError(world.adapterFault);
        return adapter(gate);
      },
      standing: async () => new Set(world.standing),
      clock: () => world.now,
      setAlarm(at) {
        if (!life.dead) world.alarm = at;
      },
      onChange(digest) {
        if (!life.dead) digests.push(digest);
      },
      async onApplied({ row, applied }) {
        await gate();
        await world.hearing;
        told.push({ id: row.key, customerId: applied?.customerId ?? null });
      },
      onTrouble: (error) => troubles.push(error.code),
    });
    return life;
  }

  function adapter(gate: () => Promise<void>): CrmAdapter {
    const not = () => {
      throw new Error('not asked for');
    };
    return {
      capabilities: world.capabilities,
      catalogue: not,
      search: not,
      get: not,
      timeline: not,
      agents: not,
      async findByPhone({ e164 }) {
        await gate();
        world.lookUps++;
        return customers
          .filter(({ id, phone }) => phone === e164 || world.resembling.includes(id))
          .map((one): Candidate => {
            const reason = one.phone === e164 ? 'same-number' : 'brazil-ninth-digit';
            return { customer: asRead(one), reason, stored: one.phone };
          });
      },
      async apply(change, _key, signal) {
        await gate();
        const who = change.kind === 'create' ? change.phone : change.customerId;
        const request = { who };
        asking.add(request);
        signal.addEventListener('abort', () => asking.delete(request));
        const ofThisOne = [...asking].filter((one) => one.who === who).length;
        world.mostPerCustomer = Math.max(world.mostPerCustomer, ofThisOne);
        world.mostAtOnce = Math.max(world.mostAtOnce, asking.size);
        world.applied++;
        try {
          const id = await answer(change, gate);
          confirmed.add(JSON.stringify(change));
          return { customerId: id, customer: null };
        } finally {
          asking.delete(request);
        }
      },
      async verify(change) {
        await gate();
        const fault = world.lookFaults.shift();
        if (fault === 'unclear') return 'unclear';
        if (fault) throw new AppError(fault);
        const verdict = look(change);
        if (verdict === 'applied') confirmed.add(JSON.stringify(change));
        return verdict;
      },
    };
  }

  async function answer(change: Change, gate: () => Promise<void>): Promise<string> {
    const fault = world.faults.shift() ?? 'ok';
    if (fault === 'lost before') throw new AppError('OUTCOME_UNKNOWN');
    if (fault === 'hangs') return never();
    if (typeof fault === 'object' && 'answersWhen' in fault) {
      const id = land(change);
      await fault.answersWhen;
      return id;
    }
    if (fault === 'lost, lands late') {
      const restore = asItWas(change);
      onTheWay.push({
        at: world.now + 20_000,
        land() {
          restore();
          tryLand(change);
        },
      });
      throw new AppError('TIMEOUT');
    }
    if (typeof fault === 'object' && 'refuses' in fault) {
      throw new AppError(fault.refuses, fault.retryAt === undefined ? {} : { retryAt: fault.retryAt });
    }
    const id = land(change);
    await gate();
    if (fault === 'lost after') throw new AppError('OUTCOME_UNKNOWN');
    if (fault !== 'ok') throw new AppError(fault.answersAfter);
    return id;
  }

  /** What a write of the whole row takes along. */
  function asItWas(change: Change): () => void {
    const customer = customers.find(({ id }) => change.kind !== 'create' && id === change.customerId);
    if (!world.wholeRows || !customer) return () => {};
    const { tags, stage, fields } = structuredClone(customer);
    return () => Object.assign(customer, { tags, stage, fields });
  }

  function tryLand(change: Change): void {
    try {
      land(change);
    } catch {
      // The back end refused what came late.
    }
  }

  function land(change: Change): string {
    if (change.kind === 'create') {
      const made = world.addCustomer(`c${customers.length + 1}`, change.phone);
      landings.push(change);
      return made.id;
    }
    const customer = customers.find(({ id }) => id === change.customerId);
    if (!customer) throw new AppError('NOT_FOUND');
    switch (change.kind) {
      case 'setTags':
        for (const tag of change.add) customer.tags.add(tag.name);
        for (const tag of change.remove) customer.tags.delete(tag.name);
        break;
      case 'setStage': {
        const from = change.from === null || change.from === 'unknown' ? null : change.from.stageId;
        if (customer.stage !== from && customer.stage !== change.to.stageId) throw new AppError('CONFLICT');
        customer.stage = change.to.stageId;
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

  function look(change: Change): 'applied' | 'absent' | 'unclear' {
    if (change.kind === 'create') {
      return customers.some(({ phone }) => phone === change.phone) ? 'applied' : 'absent';
    }
    const customer = world.customer(change.customerId);
    switch (change.kind) {
      case 'setTags': {
        const there =
          change.add.every(({ name }) => customer.tags.has(name)) &&
          change.remove.every(({ name }) => !customer.tags.has(name));
        return there ? 'applied' : 'absent';
      }
      case 'setStage':
        if (customer.stage === change.to.stageId) return 'applied';
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

  return Object.assign(world, { settle });
}

export type World = ReturnType<typeof createWorld>;

function asRead({ id, phone }: ServerCustomer): Customer {
  return customerOf(id, { connectionId: 'crm', name: null, phones: [{ raw: phone, e164: phone as E164 }] });
}

/** Changes in few words. */
export const change = {
  create: (phone: string): Change => ({ kind: 'create', phone: phone as E164, name: null, fields: [] }),
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
  edit: (key: string, from: string | null, to: string | null, customerId = 'ana'): Change => ({
    kind: 'edit',
    customerId,
    edits: [{ key, from, to }],
  }),
};

export async function startedWorld(): Promise<World> {
  const world = createWorld();
  world.addCustomer('ana', '+5511900000001');
  world.addCustomer('bob', '+447700900002');
  await world.start();
  return world;
}

/** Submits and lets it come to rest; false when the worker died before it had taken the change. */
export const submit = (world: World, id: string, what: Change, accountId = acme): Promise<boolean> =>
  world.settle(world.outbox().submit({ id, accountId, change: what }));
