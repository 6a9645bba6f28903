/**
 * What every back end promises behind the port. A back end joins with one file: it calls {@link adapterContract} with a
 * way to make a {@link Harness}. What an adapter says it cannot do is tried only to see it refuse. What a back end has not
 * is named with its reason, in the test that looks that it has not.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Customer,
  type FieldDefinition,
  type FieldValue,
  type Stage,
  standardFields,
  type Tag,
} from '../../lib/crm/model.ts';
import type { Change, ChangeKind, CrmAdapter, SearchedPart } from '../../lib/crm/port.ts';
import { type ErrorCode, isAppError } from '../../lib/errors/app-error.ts';
import { isClash, onTopOf } from '../../lib/outbox/clash.ts';
import type { E164 } from '../../lib/phone/e164.ts';
import { parseE164, spellings } from '../../lib/phone/index.ts';

export interface Harness {
  adapter: CrmAdapter;
  /** A customer with a number and a name, and nothing else; gives the id. */
  seed(phone: E164, name: string): Promise<string>;
  /** Somebody else, from another screen. */
  colleague: {
    rename(id: string, name: string): Promise<void>;
    moveTo(id: string, stageId: string): Promise<void>;
    addTag(id: string, name: string): Promise<void>;
  };
  /**
   * Every moment of an edit in which a colleague's change of the remark may fall, by name; those aside of which the back
   * end keeps no trace. Null: an edit is one step here.
   */
  gaps: Record<string, (id: string, remark: string) => void> | null;
  /** An edit sends the row as it was read, so that one that lands late undoes what was written since. */
  sendsWholeRows: boolean;
  /** The next write lands, and its answer does not. Null: that cannot happen here. */
  loseNextAnswer: (() => void) | null;
  /** The next request is never answered; resolves when it has arrived. Null: that cannot happen here. */
  hangNext: (() => Promise<void>) | null;
  /** Ways for the next answers to go wrong, by name. */
  failures: Record<string, () => void>;
  /** Has the back end send a field that our model does not know; null: it has none. */
  unknownField: (() => { name: string; value: string }) | null;
  /** The agent lets writing go on. */
  letWrite(): Promise<void>;
  /** Says what no correct client does, if anything was done. */
  complaints(): unknown[];
  close(): Promise<void>;
}

/** What this back end has not, and why. */
export type Lacks = Partial<
  Record<'unknownField' | 'loseNextAnswer' | 'hangNext' | 'gaps' | 'createTags' | 'find', string>
>;

const never = new AbortController().signal;

function number(text: string): E164 {
  const e164 = parseE164(text);
  if (!e164) throw new Error('not a number');
  return e164;
}

const anaPhone = number('+5511900000021');
const bobPhone = number('+447700900022');
const nobodyPhone = number('+15550100023');

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const asked = (e164: E164) => ({ e164, spellings: spellings(e164) });
const names = (customer: Customer | null) => customer?.tags.map((tag) => tag.name).sort();

/** What is thrown, as its code; an error of another kind fails the test. */
async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  const thrown = await promise.then(
    () => {
      throw new Error('nothing was thrown');
    },
    (error: unknown) => error,
  );
  if (!isAppError(thrown)) throw thrown;
  return thrown.code;
}

export function adapterContract(name: string, makeHarness: () => Promise<Harness>, lacks: Lacks = {}): void {
  describe(`${name}, behind the port`, () => {
    let harness: Harness;
    let adapter: CrmAdapter;
    let keys = 0;

    beforeEach(async () => {
      harness = await makeHarness();
      adapter = harness.adapter;
    });
    afterEach(async () => {
      const complaints = harness.complaints();
      await harness.close();
      expect(complaints).toEqual([]);
    });

    const newKey = () => {
      keys += 1;
      return `change-${keys}`;
    };
    const apply = (change: Change, key = newKey()) => adapter.apply(change, key, never);
    const get = (id: string) => adapter.get(id, never);
    /** A test of what some back ends have not. */
    function given<K extends 'unknownField' | 'loseNextAnswer' | 'hangNext' | 'gaps'>(
      what: K,
      does: string,
      test: (use: NonNullable<Harness[K]>) => Promise<void>,
      patience = 5000,
    ): void {
      const why = lacks[what];
      if (why !== undefined) it(`${does}: not here, ${why}`, () => expect(harness[what]).toBeNull());
      else {
        it(
          does,
          async () => {
            const use = harness[what];
            if (!use) throw new Error('the harness lacks it, and does not say why');
            await test(use);
          },
          patience,
        );
      }
    }
    const can = (kind: ChangeKind, skip: () => void) => {
      if (!adapter.capabilities.change[kind].able) skip();
    };

    async function twoStages(): Promise<[Stage, Stage]> {
      const [one, other] = (await adapter.catalogue(never)).stages;
      if (!one || !other) throw new Error('the harness needs two stages');
      return [one, other];
    }

    /** Two tags that may stand together. */
    async function twoTags(): Promise<[Tag, Tag]> {
      const groups = (await adapter.catalogue(never)).groups.filter((group) => group.multiple);
      const [one, other] = groups.flatMap((group) => group.tags);
      if (!one || !other) throw new Error('the harness needs two tags');
      return [one, other];
    }

    const tagged = (customerId: string, add: Tag[], remove: Tag[] = []): Change => ({
      kind: 'setTags',
      customerId,
      add,
      remove,
    });
    const moved = (customerId: string, from: string | null, to: string): Change => ({
      kind: 'setStage',
      customerId,
      from: from === null ? null : { stageId: from, outcome: 'open' },
      to: { stageId: to, outcome: 'open' },
    });
    const renamed = (customerId: string, from: string | null, to: string | null): Change => ({
      kind: 'edit',
      customerId,
      edits: [{ key: 'name', from, to }],
    });

    describe('finding', () => {
      if (lacks.find !== undefined) {
        it(`is not offered: ${lacks.find}`, async () => {
          await harness.seed(anaPhone, 'Ana');
          expect(adapter.capabilities.read).not.toContain('find');
          expect(await codeOf(adapter.findByPhone(asked(anaPhone), never))).toBe('UNSUPPORTED');
        });
        return;
      }

      it('gives the one customer with exactly this number', async () => {
        const id = await harness.seed(anaPhone, 'Ana');
        await harness.seed(bobPhone, 'Bob');
        const found = await adapter.findByPhone(asked(anaPhone), never);
        expect(found).toMatchObject([{ reason: 'same-number', customer: { id, name: 'Ana' } }]);
        expect(found[0]?.customer).toEqual(await get(id));
      });

      it('gives nobody for a number that nobody has', async () => {
        await harness.seed(anaPhone, 'Ana');
        expect(await adapter.findByPhone(asked(nobodyPhone), never)).toEqual([]);
      });

      it('gives several, each with its reason, and calls only the exact one exact', async () => {
        const exact = await harness.seed(anaPhone, 'Ana');
        const other = await harness.seed(number('+551100000021'), 'Ana without the ninth digit');
        const found = await adapter.findByPhone(asked(anaPhone), never);
        expect(Object.fromEntries(found.map(({ customer, reason }) => [customer.id, reason]))).toEqual({
          [exact]: 'same-number',
          [other]: 'brazil-ninth-digit',
        });
      });
    });

    describe('reading', () => {
      it('says NOT_FOUND for an id that nobody has', async () => {
        expect(await codeOf(get('15550100099'))).toBe('NOT_FOUND');
      });

      it('gives null, and never an empty text, for what is not known', async () => {
        const customer = await get(await harness.seed(anaPhone, 'Ana'));
        expect(customer).toMatchObject({ email: null, address: null, remark: null, tags: [] });
        expect(Object.values(customer)).not.toContain('');
      });

      it('knows everybody by one id, however they are found, and namesakes by two', async () => {
        const seeded = [await harness.seed(anaPhone, 'Zuleika'), await harness.seed(bobPhone, 'Zuleika')];
        const byName = new Set<string>();
        if (adapter.capabilities.read.includes('search')) {
          let from: string | null = null;
          do {
            const part: SearchedPart = (await adapter.searchFurther?.('Zuleika', from, never)) ?? {
              customers: await adapter.search('Zuleika', never),
              goneThrough: 0,
              next: null,
            };
            for (const { id } of part.customers) byName.add(id);
            from = part.next;
          } while (from !== null);
          expect([...byName].toSorted()).toEqual(seeded.toSorted());
        }
        if (adapter.capabilities.read.includes('find')) {
          const [ana] = await adapter.findByPhone(asked(anaPhone), never);
          expect(ana?.customer.id).toBe(seeded[0]);
        }
        for (const id of seeded) expect((await get(id)).id).toBe(id);
      });

      given('unknownField', 'keeps a field that the model does not know', async (send) => {
        const id = await harness.seed(anaPhone, 'Ana');
        const field = send();
        expect((await get(id)).other).toContainEqual(field);
      });

      it('offers as many reads as it says, and the others give nothing', async () => {
        const id = await harness.seed(anaPhone, 'Ana');
        const { read } = adapter.capabilities;
        const tries = {
          search: () => adapter.search('Ana', never),
          timeline: () => adapter.timeline(id, null, never).then((page) => page.events),
          agents: () => adapter.agents(never),
        };
        for (const [kind, attempt] of Object.entries(tries)) {
          const outcome = await attempt().catch((thrown: unknown) => thrown);
          if (read.some((one) => one === kind)) expect(outcome, kind).toBeInstanceOf(Array);
          else if (Array.isArray(outcome)) expect(outcome, kind).toEqual([]);
          else expect(outcome, kind).toMatchObject({ code: 'UNSUPPORTED' });
        }
      });
    });

    it('lists everybody’s reminders that are not done, where notes carry one', async () => {
      const { note, change } = adapter.capabilities;
      expect(adapter.reminders !== undefined).toBe(note.reminder);
      if (!adapter.reminders || !change.todo.able) return;
      const id = await harness.seed(anaPhone, 'Ana');
      const remind = (remindAt: string) => apply({ kind: 'note', customerId: id, text: 'Call', remindAt });
      await remind('2026-12-02T09:00:00.000Z');
      await remind('2026-12-01T09:00:00.000Z');
      const [first, second, ...more] = await adapter.reminders(never);
      expect(first).toMatchObject({ customerId: id, name: 'Ana', phone: anaPhone, summary: 'Call' });
      expect(first?.dueAt).toBe('2026-12-01T09:00:00.000Z');
      expect(more).toEqual([]);
      const done = await apply({ kind: 'todo', customerId: id, todoId: first?.todoId ?? '', done: true });
      expect(done.wasSo).toBeUndefined();
      expect(await adapter.reminders(never)).toEqual([second]);
    });

    describe('what it cannot do', () => {
      it('is refused as UNSUPPORTED', async () => {
        const id = await harness.seed(anaPhone, 'Ana');
        const agent = { id: 'bo', name: 'Bo' };
        const changes: Record<ChangeKind, Change> = {
          create: { kind: 'create', phone: nobodyPhone, name: 'Carla', fields: [] },
          edit: renamed(id, 'Ana', 'Ana B'),
          setTags: tagged(id, []),
          setStage: moved(id, null, 'x'),
          note: { kind: 'note', customerId: id, text: 'Hello' },
          todo: { kind: 'todo', customerId: id, todoId: 'x', done: true },
          assign: { kind: 'assign', customerId: id, from: null, to: agent },
          claim: { kind: 'claim', customerId: id },
          release: { kind: 'release', customerId: id, valid: true },
          delete: { kind: 'delete', customerId: id, phones: [anaPhone], record: true },
          merge: { kind: 'merge', customerId: id, staysId: 'x', take: [] },
        };
        const before = await get(id);
        for (const change of Object.values(changes)) {
          if (adapter.capabilities.change[change.kind].able) continue;
          expect(await codeOf(apply(change)), change.kind).toBe('UNSUPPORTED');
        }
        expect(await get(id)).toEqual(before);
      });

      it('includes outcomes that it does not name', async ({ skip }) => {
        can('setStage', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const [stage] = await twoStages();
        for (const outcome of ['won', 'lost', 'invalid'] as const) {
          if (adapter.capabilities.outcomes.includes(outcome)) continue;
          const change = moved(id, null, stage.id);
          if (change.kind !== 'setStage') continue;
          expect(await codeOf(apply({ ...change, to: { stageId: stage.id, outcome } }))).toBe('UNSUPPORTED');
        }
      });
    });

    describe('a username', () => {
      it('finds who is called so and nobody else, where the back end can look for it', async ({ skip }) => {
        if (!adapter.findByHandle) skip();
        const [dora, signed] = await Promise.all([
          harness.seed(anaPhone, 'dora.lima'),
          harness.seed(bobPhone, '@Dora.Lima'),
        ]);
        await harness.seed(nobodyPhone, 'dora.lima junior');
        const find = async (handle: string) =>
          (await adapter.findByHandle?.(handle, never))?.map(({ id }) => id).sort();
        await expect.poll(() => find('dora.lima')).toEqual([dora, signed].sort());
        expect(await find('lima')).toEqual([]);
      });
    });

    describe('creating', () => {
      const carla: Change = {
        kind: 'create',
        phone: nobodyPhone,
        name: 'Carla',
        fields: [{ key: 'email', value: 'carla@example.com' }],
      };

      it('makes a customer who can be found by the number', async ({ skip }) => {
        can('create', skip);
        const { customerId, customer } = await apply(carla);
        expect(customer).toMatchObject({ id: customerId, name: 'Carla', email: 'carla@example.com' });
        const find = async () =>
          (await adapter.findByPhone(asked(nobodyPhone), never)).map((one) => [one.customer.id, one.reason]);
        await expect.poll(find).toEqual([[customerId, 'same-number']]);
      });

      it('works without a name', async ({ skip }) => {
        can('create', skip);
        const { customerId } = await apply({ kind: 'create', phone: nobodyPhone, name: null, fields: [] });
        expect(await get(customerId)).toMatchObject({ name: null });
      });

      it('refuses a number that is taken, and leaves its customer alone', async ({ skip }) => {
        can('create', skip);
        const id = await harness.seed(nobodyPhone, 'Somebody');
        expect(await codeOf(apply(carla))).toBe('CONFLICT');
        expect(await get(id)).toMatchObject({ name: 'Somebody', email: null });
      });

      const unnumbered: Change = {
        kind: 'create',
        phone: null,
        chat: 'chat:5511999999999:100000000000003@lid',
        name: 'Hidden Dora',
        fields: [{ key: 'email', value: 'dora@example.com' }],
      };

      it('works without a number where it says so, and is refused where not', async ({ skip }) => {
        can('create', skip);
        if (!adapter.capabilities.createWithoutNumber) {
          expect(await codeOf(apply(unnumbered))).toBe('UNSUPPORTED');
          return;
        }
        const { customerId, customer } = await apply(unnumbered);
        expect(customer).toMatchObject({ id: customerId, name: 'Hidden Dora', phones: [] });
        expect(await get(customerId)).toMatchObject({ name: 'Hidden Dora', email: 'dora@example.com' });
        const find = async () => (await adapter.search('Hidden Dora', never)).map(({ id }) => id);
        await expect.poll(find).toEqual([customerId]);
      });

      it('takes nobody by that name for the new one, whose answer may be lost', async ({ skip }) => {
        can('create', skip);
        if (!adapter.capabilities.createWithoutNumber) skip();
        const { customerId } = await apply(unnumbered);
        const another = await adapter.verify(unnumbered, newKey(), never);
        expect(another).not.toBe('applied');
        const second = await apply({ ...unnumbered, chat: 'chat:5511999999999:100000000000004@lid' });
        expect(second.customerId).not.toBe(customerId);
      });

      it('needs a name where there is no number', async ({ skip }) => {
        can('create', skip);
        if (!adapter.capabilities.createWithoutNumber) skip();
        for (const name of [null, ' ', '+55 11 90000-0001'])
          expect(await codeOf(apply({ ...unnumbered, name }))).toBe('INVALID_INPUT');
      });
    });

    describe('editing', () => {
      it('writes and clears, and touches nothing else', async ({ skip }) => {
        can('edit', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const before = await get(id);
        const { customer } = await apply(renamed(id, 'Ana', 'Ana Maria'));
        expect(customer).toEqual({ ...before, name: 'Ana Maria', updatedAt: customer?.updatedAt });
        await apply(renamed(id, 'Ana Maria', null));
        expect(await get(id)).toMatchObject({ name: null, phones: before.phones });
      });

      it('can write every field that it says it can', async ({ skip }) => {
        can('edit', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const { fields } = await adapter.catalogue(never);
        for (const [key, mode] of Object.entries(adapter.capabilities.fields)) {
          const isWritten = mode === 'write' || mode === 'edit-only';
          if (!isWritten || key.startsWith('custom:') || key === 'name') continue;
          const to = example(fields.find((field) => field.key === key));
          const from = fieldIn(await get(id), key);
          await apply({ kind: 'edit', customerId: id, edits: [{ key, from, to }] });
          await expect.poll(async () => fieldIn(await get(id), key), { message: key }).toBe(to);
        }
      });

      it('writes several fields or none', async ({ skip }) => {
        can('edit', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const edits = [
          { key: 'email', from: null, to: 'ana@example.com' },
          { key: 'name', from: 'Anna', to: 'Ana B' },
        ];
        expect(await codeOf(apply({ kind: 'edit', customerId: id, edits }))).toBe('CONFLICT');
        expect(await get(id)).toMatchObject({ email: null, name: 'Ana' });
      });

      it('refuses to overwrite what the agent did not see', async ({ skip }) => {
        can('edit', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        await harness.colleague.rename(id, 'Ana by a colleague');
        expect(await codeOf(apply(renamed(id, 'Ana', 'Ana Maria')))).toBe('CONFLICT');
        expect((await get(id)).name).toBe('Ana by a colleague');
      });

      it('writes over what the agent was shown since, where that is the wish', async ({ skip }) => {
        can('edit', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        await harness.colleague.rename(id, 'Ana by a colleague');
        const change = renamed(id, 'Ana', 'Ana Maria');
        const refusal = await apply(change).catch((thrown: unknown) => thrown);
        expect(isAppError(refusal) && isClash(refusal, change)).toBe(true);
        const mine = onTopOf(await get(id), change);
        expect(mine).toEqual(renamed(id, 'Ana by a colleague', 'Ana Maria'));
        if (mine === null || mine === 'there') return;
        expect(await apply(mine)).toMatchObject({ customer: { name: 'Ana Maria' } });
      });

      it('says whether it carries the whole row', () => {
        const { edit } = adapter.capabilities.change;
        expect(edit.able && edit.wholeRow === true).toBe(harness.sendsWholeRows);
      });

      given(
        'gaps',
        "neither loses a colleague's change in any gap, nor undoes it unsaid",
        async (gaps) => {
          for (const [index, [gap, arm]] of Object.entries(gaps).entries()) {
            const id = await harness.seed(number(`+551190000003${index}`), 'Ana');
            await apply({
              kind: 'edit',
              customerId: id,
              edits: [{ key: 'remark', from: null, to: 'Calls.' }],
            });
            arm(id, 'Writes.');
            const outcome = await apply(renamed(id, 'Ana', 'Ana Maria')).catch((thrown: unknown) => thrown);
            if (!isAppError(outcome)) expect(outcome, gap).toMatchObject({ customer: { name: 'Ana Maria' } });
            else expect(outcome.code, gap).toBe('CONFLICT');
            if (!isAppError(outcome) || outcome.reason !== 'colleague-overwritten') {
              await expect.poll(async () => (await get(id)).remark, { message: gap }).toBe('Writes.');
            }
            await harness.letWrite();
          }
          // A list that lags behind is waited for, gap by gap.
        },
        30_000,
      );

      it('says NOT_FOUND where the customer is gone', async ({ skip }) => {
        can('edit', skip);
        expect(await codeOf(apply(renamed('15550100099', null, 'Ana')))).toBe('NOT_FOUND');
      });
    });

    describe('tags', () => {
      it('are added and taken away', async ({ skip }) => {
        can('setTags', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const [one, other] = await twoTags();
        expect(names((await apply(tagged(id, [one, other]))).customer)).toEqual(
          [one.name, other.name].sort(),
        );
        expect(names((await apply(tagged(id, [], [one]))).customer)).toEqual([other.name]);
        await apply(tagged(id, [], [other]));
        expect(names(await get(id))).toEqual([]);
      });

      it('of a colleague stay', async ({ skip }) => {
        can('setTags', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const [one, other] = await twoTags();
        await harness.colleague.addTag(id, other.name);
        await apply(tagged(id, [one]));
        expect(names(await get(id))).toEqual([one.name, other.name].sort());
      });

      it('that are there already are not told as written by us', async ({ skip }) => {
        can('setTags', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const [one] = await twoTags();
        await harness.colleague.addTag(id, one.name);
        expect((await apply(tagged(id, [one]))).wasSo).toBe(true);
        expect((await apply(tagged(id, [], [one]))).wasSo).toBeUndefined();
      });

      if (lacks.createTags !== undefined) {
        it(`may not be invented: ${lacks.createTags}`, () => {
          expect(adapter.capabilities.createTags).toBe(false);
        });
        return;
      }
      it('may be invented', async () => {
        const id = await harness.seed(anaPhone, 'Ana');
        await apply({
          kind: 'setTags',
          customerId: id,
          add: [{ id: 'Fresh', name: 'Fresh', groupId: null }],
          remove: [],
        });
        expect(names(await get(id))).toEqual(['Fresh']);
        const known = (await adapter.catalogue(never)).groups.flatMap((group) => group.tags);
        expect(known.map((tag) => tag.name)).toContain('Fresh');
      });
    });

    describe('the stage', () => {
      it('moves', async ({ skip }) => {
        can('setStage', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const [one, other] = await twoStages();
        await apply(moved(id, null, one.id));
        const { customer } = await apply(moved(id, one.id, other.id));
        expect(customer?.stage).toMatchObject({ stageId: other.id, outcome: 'open' });
        expect((await get(id)).stage).toEqual(customer?.stage);
      });

      it('to which a colleague moved already is not told as written by us', async ({ skip }) => {
        can('setStage', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const [one, other] = await twoStages();
        await harness.colleague.moveTo(id, one.id);
        expect((await apply(moved(id, null, one.id))).wasSo).toBe(true);
        expect((await apply(moved(id, one.id, other.id))).wasSo).toBeUndefined();
      });

      it('is not moved from where the agent did not see it', async ({ skip }) => {
        can('setStage', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const [one, other] = await twoStages();
        await harness.colleague.moveTo(id, one.id);
        expect(await codeOf(apply(moved(id, null, other.id)))).toBe('CONFLICT');
        expect((await get(id)).stage).toMatchObject({ stageId: one.id });
      });
    });

    it('takes a stage off where it says so, and is refused as UNSUPPORTED where it does not', async ({
      skip,
    }) => {
      can('setStage', skip);
      const { setStage } = adapter.capabilities.change;
      const id = await harness.seed(anaPhone, 'Ana');
      const [one] = await twoStages();
      await apply(moved(id, null, one.id));
      const from = { stageId: one.id, outcome: 'open' as const };
      const off = apply({ kind: 'setStage', customerId: id, from, to: null });
      if (setStage.able && setStage.clears) expect((await off).customer?.stage).toBeNull();
      else expect(await codeOf(off)).toBe('UNSUPPORTED');
      const { stage } = await get(id);
      if (setStage.able && setStage.clears) expect(stage).toBeNull();
      else expect(stage).toMatchObject({ stageId: one.id });
    });

    describe('deleting', () => {
      it('leaves nobody with that number, and everybody else', async ({ skip }) => {
        can('delete', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const other = await harness.seed(bobPhone, 'Bob');
        await apply({ kind: 'delete', customerId: id, phones: [anaPhone], record: false });
        expect(await codeOf(get(id))).toBe('NOT_FOUND');
        expect(await adapter.findByPhone(asked(anaPhone), never)).toEqual([]);
        expect((await get(other)).name).toBe('Bob');
      });

      it('leaves no way to change them', async ({ skip }) => {
        can('delete', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        await apply({ kind: 'delete', customerId: id, phones: [anaPhone], record: false });
        expect(await codeOf(apply(renamed(id, 'Ana', 'Ana B')))).toBe('NOT_FOUND');
      });
    });

    describe('merging', () => {
      it('leaves one of two, by both numbers', async ({ skip }) => {
        can('merge', skip);
        const gone = await harness.seed(bobPhone, 'Bob');
        const stays = await harness.seed(anaPhone, 'Ana');
        const { customerId } = await apply({ kind: 'merge', customerId: gone, staysId: stays, take: [] });
        expect(customerId).toBe(stays);
        expect(await codeOf(get(gone))).toBe('NOT_FOUND');
        for (const phone of [anaPhone, bobPhone]) {
          const found = await adapter.findByPhone(asked(phone), never);
          expect(found.map(({ customer }) => customer.id)).toEqual([stays]);
        }
      });

      it('with nobody is refused', async ({ skip }) => {
        can('merge', skip);
        const id = await harness.seed(anaPhone, 'Ana');
        const change = { kind: 'merge' as const, customerId: id, staysId: 'nobody', take: [] };
        expect(await codeOf(apply(change))).toBe('NOT_FOUND');
        expect((await get(id)).name).toBe('Ana');
      });
    });

    describe('a change that is', () => {
      async function changesOf(id: string): Promise<Change[]> {
        const { change: able, note } = adapter.capabilities;
        const all: Change[] = [
          renamed(id, 'Ana', 'Ana Maria'),
          ...(able.setTags.able ? [tagged(id, [(await twoTags())[0]])] : []),
          ...(able.setStage.able ? [moved(id, null, (await twoStages())[0].id)] : []),
          { kind: 'create', phone: nobodyPhone, name: 'Carla', fields: [] },
          { kind: 'note', customerId: id, text: 'Hello', ...(note.needsReminder && { remindAt: soon() }) },
        ];
        return all.filter((change) => adapter.capabilities.change[change.kind].able);
      }

      it('repeatable leaves the same state when it is sent twice', async () => {
        const id = await harness.seed(anaPhone, 'Ana');
        for (const change of await changesOf(id)) {
          const able = adapter.capabilities.change[change.kind];
          if (!able.able || !able.repeatable) continue;
          const key = newKey();
          const once = await apply(change, key);
          const { wasSo: _, ...twice } = await apply(change, key);
          expect(twice, change.kind).toEqual(once);
        }
      });

      it('verifiable is absent before and applied after', async () => {
        const id = await harness.seed(anaPhone, 'Ana');
        for (const change of await changesOf(id)) {
          const able = adapter.capabilities.change[change.kind];
          if (!able.able || !able.verifiable) continue;
          const key = newKey();
          expect(await adapter.verify(change, key, never), change.kind).toBe('absent');
          await apply(change, key);
          await expect
            .poll(() => adapter.verify(change, key, never), { message: change.kind })
            .toBe('applied');
        }
      });

      given(
        'loseNextAnswer',
        'without an answer is OUTCOME_UNKNOWN, landed once, and can be looked up',
        async (lose) => {
          const id = await harness.seed(anaPhone, 'Ana');
          for (const change of await changesOf(id)) {
            const key = newKey();
            lose();
            expect(await codeOf(apply(change, key)), change.kind).toBe('OUTCOME_UNKNOWN');
            await expect
              .poll(() => adapter.verify(change, key, never), { message: change.kind, timeout: 5000 })
              .toBe('applied');
          }
          const { edit, create } = adapter.capabilities.change;
          if (edit.able) expect(await get(id)).toMatchObject({ name: 'Ana Maria' });
          if (create.able) expect(await adapter.findByPhone(asked(nobodyPhone), never)).toHaveLength(1);
        },
      );
    });

    describe('aborting', () => {
      it('before it begins does nothing', async () => {
        const id = await harness.seed(anaPhone, 'Ana');
        const before = await get(id);
        const late = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
        for (const [signal, code] of [
          [AbortSignal.abort(), 'CONTEXT_LOST'],
          [late, 'TIMEOUT'],
        ] as const) {
          expect(await codeOf(adapter.get(id, signal))).toBe(code);
          expect(await codeOf(adapter.findByPhone(asked(anaPhone), signal))).toBe(code);
          expect(await codeOf(adapter.catalogue(signal))).toBe(code);
          expect(await codeOf(adapter.apply(renamed(id, 'Ana', 'Ana Maria'), newKey(), signal))).toBe(code);
        }
        expect(await get(id)).toEqual(before);
      });

      given('hangNext', 'ends a read that is under way', async (hang) => {
        const id = await harness.seed(anaPhone, 'Ana');
        const arrived = hang();
        const stop = new AbortController();
        const ended = codeOf(adapter.get(id, stop.signal));
        await arrived;
        stop.abort();
        expect(await ended).toBe('CONTEXT_LOST');
        expect(await get(id)).toMatchObject({ name: 'Ana' });
      });
    });

    describe('whatever goes wrong', () => {
      it('is an error with a name or a whole customer, and over with the next answer', async () => {
        const id = await harness.seed(anaPhone, 'Ana');
        const before = await get(id);
        for (const [failure, arm] of Object.entries(harness.failures)) {
          arm();
          const outcome = await adapter.get(id, never).catch((thrown: unknown) => thrown);
          if (!isAppError(outcome)) expect(outcome, failure).toEqual(before);
          else expect(JSON.stringify(outcome), failure).not.toMatch(/Ana|5511900000021/);
          expect(await get(id), `after ${failure}`).toEqual(before);
        }
      });
    });
  });
}

function fieldIn(customer: Customer, key: string): FieldValue {
  const standard = standardFields.find((one) => one === key);
  return standard ? customer[standard] : (customer.fields.find((field) => field.key === key)?.value ?? null);
}

/** A value that fits a field. */
function example(field: FieldDefinition | undefined): string {
  if (field?.key === 'email') return 'some@example.com';
  if (field?.key === 'phone') return '+5511900000029';
  if (field?.type === 'date') return '1990-05-17';
  if (field?.type === 'number') return '7';
  return field?.options[0]?.value ?? `Some ${field?.key}`;
}
