import { type AccountId, accountId } from '../../../lib/accounts/account.ts';
import type { Catalogue, Customer, TimelineEvent } from '../../../lib/crm/model.ts';
import type { Candidate, Capabilities, Change, CrmAdapter } from '../../../lib/crm/port.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import { createChatFollower } from '../../../lib/flow/follow-chats.ts';
import type { Merge } from '../../../lib/flow/follow-merge.ts';
import { createLinks, type LinkRow } from '../../../lib/matching/links.ts';
import type { SessionArea } from '../../../lib/session/area.ts';
import type { Setup } from '../../../lib/session/shapes.ts';
import { createSessionWriter } from '../../../lib/session/writer.ts';
import { sessionAreaDouble } from '../../doubles/session-area.ts';
import { memoryRows } from '../support/memory-rows.ts';
import { plainDigest } from '../support/plain-digest.ts';
import { acme, capabilities, customerOf, detectionOf, setup as oneConnection } from '../support/samples.ts';

export const ana = '5511900000001';
export const bob = '447700900002';
export const nobody = '15550100009';

export const bolt = accountId('bolt');
export const ofAcme = { connectionId: 'c1', accountId: acme };

/** Two companies, whose customers go by the same ids. */
export const setup: Setup = {
  ...oneConnection,
  connections: [
    { id: 'c1', name: 'Acme', provider: 'local', managed: false, accountId: acme },
    { id: 'c2', name: 'Bolt', provider: 'local', managed: false, accountId: bolt },
  ],
};

export const exact = (phone: string, customer: Customer): Candidate => ({
  customer,
  reason: 'same-number',
  stored: phone,
});

const eventOf = (id: string): TimelineEvent => ({
  id,
  at: '2026-01-01T00:00:00Z',
  kind: 'other',
  actor: null,
  summary: null,
  changes: [],
});

interface Held {
  question: string;
  go(): void;
}

/** Whatever is under way, as a worker that has just begun finds it: the session and the disk. */
export interface Remains {
  area: ReturnType<typeof sessionAreaDouble>;
  rows: Map<string, LinkRow>;
}

export type Travel = (what: string) => Promise<unknown>;

/**
 * A follower over memory, with two CRMs. An answer says what the CRM held when it was asked, and may be held up on its
 * way: all of them, or those of one question (`find c1 +55…`, `get c1 ana`, `timeline c1 ana`, `catalogue c1`).
 * `travel`: the latency of the CRMs, of the disk and of the session's answers.
 */
export function flowWorld({ travel = async () => {}, remains }: { travel?: Travel; remains?: Remains } = {}) {
  const area = remains?.area ?? sessionAreaDouble();
  const rows = remains?.rows ?? new Map<string, LinkRow>();
  const session = createSessionWriter(late(area, travel), { now: () => time });
  let time = 1_000_000;
  const accounts: Record<string, AccountId> = { c1: acme, c2: bolt };
  let current: Setup | Promise<Setup> = setup;
  let hold = false;
  let failure: AppError | null = null;
  const asked: string[] = [];
  /** What `c1` lists, and whose catalogues were asked for. */
  const catalogue: Catalogue = { groups: [], stages: [], fields: [] };
  const cataloguesAsked: string[] = [];
  /** What the back ends can read. */
  const read: Capabilities['read'] = [...capabilities.read, 'timeline'];
  /** How often the rest of the worker was told that a back end had answered, or failed. */
  const answers = { count: 0 };
  const renamed: Merge[] = [];
  /** Whom a search by name finds. */
  const named = new Map<string, Customer[]>();
  /** Ids of what the timelines hold. */
  const events: string[] = [];
  let held: Held[] = [];
  const people: Record<string, Map<string, Candidate[]>> = {
    c1: new Map([
      [`+${ana}`, [exact(ana, customerOf('ana', { name: 'Ana' }))]],
      [`+${bob}`, [exact(bob, customerOf('bob', { name: 'Bob' }))]],
    ]),
    c2: new Map([
      [`+${ana}`, [exact(ana, customerOf('ana', { name: 'Ana of Bolt', connectionId: 'c2' }))]],
      [`+${bob}`, [exact(bob, customerOf('bob', { name: 'Bob of Bolt', connectionId: 'c2' }))]],
    ]),
  };

  async function answer<T>(question: string, find: () => T): Promise<T> {
    await travel(question);
    const value = structuredClone(find());
    if (hold) await new Promise<void>((go) => held.push({ question, go }));
    await travel(`answer to ${question}`);
    if (failure) throw failure;
    return value;
  }

  function crm(connectionId: string): CrmAdapter {
    const known = people[connectionId] ?? new Map<string, Candidate[]>();
    return {
      capabilities: { ...capabilities, read },
      catalogue() {
        cataloguesAsked.push(connectionId);
        return answer(`catalogue ${connectionId}`, () => catalogue);
      },
      findByPhone({ e164 }) {
        asked.push(e164);
        return answer(`find ${connectionId} ${e164}`, () => known.get(e164) ?? []);
      },
      findByHandle: (handle) => answer('search', () => named.get(handle) ?? []),
      search(text) {
        asked.push(`search ${text}`);
        return answer('search', () => named.get(text) ?? []);
      },
      get(id) {
        asked.push(`get ${id}`);
        return answer(`get ${connectionId} ${id}`, () => {
          const found = [...known.values()].flat().find((one) => one.customer.id === id);
          if (!found) throw new AppError('NOT_FOUND');
          return found.customer;
        });
      },
      timeline: (id) =>
        answer(`timeline ${connectionId} ${id}`, () => ({ events: events.map(eventOf), next: null })),
      agents: () => answer('agents', () => []),
      apply: () => Promise.reject(new AppError('BUG')),
      verify: () => Promise.reject(new AppError('BUG')),
    };
  }
  const adapters = { c1: crm('c1'), c2: crm('c2') };
  const links = createLinks({
    collection: memoryRows(rows, (what) => travel(`disk: ${what}`)),
    clock: { now: () => time },
    digest: plainDigest,
  });
  const follower = createChatFollower({
    session,
    links,
    async adapterFor(connectionId) {
      if (connectionId === 'c1' || connectionId === 'c2') return adapters[connectionId];
      throw new AppError('NOT_CONFIGURED');
    },
    accountOf: async (connectionId) => accounts[connectionId] ?? bolt,
    setup: async () => current,
    accessPattern: async () => 'https://crm.example/*',
    async onAnswer() {
      answers.count++;
    },
    onRenamed(merge) {
      renamed.push(merge);
      void follower.startOver(() => links.merge(merge.accountId, merge));
    },
    now: () => time,
  });

  return {
    area,
    rows,
    adapter: adapters.c1,
    session,
    follower,
    links,
    asked,
    answers,
    renamed,
    catalogue,
    cataloguesAsked,
    events,
    named,
    people,
    known: people.c1 ?? new Map<string, Candidate[]>(),
    unable: (what: Capabilities['read'][number]) => {
      read.splice(read.indexOf(what), 1);
    },
    later: (ms: number) => {
      time += ms;
    },
    configure: (next: Setup | Promise<Setup>) => {
      current = next;
    },
    /** The connection `c1` is another company's from now on, with these customers. */
    giveAway: (to: AccountId, theirs: [phone: string, customer: Customer][]) =>
      follower.startOver(async () => {
        accounts.c1 = to;
        adapters.c1 = crm('c1');
        people.c1?.clear();
        for (const [phone, customer] of theirs) people.c1?.set(`+${phone}`, [exact(phone, customer)]);
        const { active, ...others } = await current;
        current = { ...others, active: active && { ...active, accountId: to } };
        await session.forgetAll();
      }),
    holdAnswers: () => {
      hold = true;
    },
    /** The answer to the oldest of these questions arrives; without a name all do, and none is held up any more. */
    letGo(question?: string, which: 'oldest' | 'newest' = 'oldest') {
      if (question === undefined) hold = false;
      const those = held.filter((one) => one.question === question);
      const one = which === 'oldest' ? those[0] : those.at(-1);
      const mine = held.filter((each) => question === undefined || each === one);
      held = held.filter((one) => !mine.includes(one));
      for (const { go } of mine) go();
    },
    /** A write leaves; once the CRM has answered with the customer as it left them, the result has the follower hear of it. */
    async write(
      connectionId: 'c1' | 'c2',
      change: Change,
      answer: Customer | Promise<Customer>,
      createdAt = 1,
    ): Promise<() => Promise<void>> {
      const writer = follower.asWriter({
        ...adapters[connectionId],
        async apply() {
          const customer = await answer;
          return { customerId: customer.id, customer };
        },
      });
      const applied = await writer.apply(change, 'key', AbortSignal.timeout(60_000));
      const row = { key: crypto.randomUUID(), accountId: accounts[connectionId] ?? acme, change, createdAt };
      return () => follower.written(connectionId, row, { customerId: applied.customerId, applied });
    },
    fail: (error: AppError | null) => {
      failure = error;
    },
    open: (tabId: number, phone: string | null, epoch: number, more = {}) =>
      follower.chatChanged(tabId, 'doc', detectionOf(phone, epoch, more), false),
    async state(tabId: number) {
      await settled();
      const view = await session.readTab(tabId);
      return view && [view.state, view.customerId].filter((part) => part !== null).join(' ');
    },
  };
}

/** What is asked of the session takes effect in order, and is answered whenever. */
function late(area: SessionArea, travel: Travel): SessionArea {
  async function answer<T>(result: Promise<T>): Promise<T> {
    const value = await result;
    await travel('answer of the session');
    return value;
  }
  return {
    get: (keys) => answer(area.get(keys)),
    set: (items) => answer(area.set(items)),
    remove: (keys) => answer(area.remove(keys)),
    getBytesInUse: (keys) => answer(area.getBytesInUse(keys)),
  };
}

/** Until everything that can go on without an answer has. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  await new Promise((done) => setImmediate(done));
}
