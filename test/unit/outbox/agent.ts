/** An agent at work for one company of a world, and what must hold whatever happens to the worker under them. */
import type { AccountId } from '../../../lib/accounts/account.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { idsOf } from '../../../lib/outbox/row.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import { acme } from '../support/samples.ts';
import { submit, type World } from './world.ts';

interface Intent {
  id: string;
  change: Change;
  undone: boolean;
  dropped: boolean;
}

export function createAgent(world: World, accountId: AccountId = acme) {
  const company = world.at(accountId);
  /** In the order in which they reached the disk. */
  const intents: Intent[] = [];
  /** Everything that ever was on the disk. */
  const seen = new Set<string>();
  /** Rows that waited when they were last looked at. */
  const waited = new Set<string>();
  const submitted = new Map<string, { change: Change; taken: boolean }>();
  /** How often the agent asked for a note again of whose fate nothing was known. */
  const savedAgain = new Map<string, number>();
  const saidThere = new Set<string>();
  let checked = 0;

  /** Takes note of what has reached the disk, in which order, and what was taken back or came to nothing. */
  function observe(): void {
    for (const row of company.rows().sort((one, other) => one.seq - other.seq)) {
      for (const id of idsOf(row)) seen.add(id);
      if (row.state === 'closed') {
        const ids = idsOf(row);
        if (waited.has(row.key)) for (const one of intents) if (ids.includes(one.id)) one.undone = true;
        continue;
      }
      if (row.state === 'waiting') waited.add(row.key);
      else waited.delete(row.key);
      for (const part of row.parts) {
        const known = intents.find(({ id }) => id === part.id);
        if (known) Object.assign(known, { undone: part.undone, change: part.change });
        else intents.push({ id: part.id, change: part.change, undone: part.undone, dropped: false });
      }
    }
  }

  const { onDisk } = world;
  world.onDisk = () => {
    onDisk();
    observe();
  };

  function check(): void {
    for (const customer of company.customers) {
      for (const text of new Set(customer.notes)) {
        const times = customer.notes.filter((one) => one === text).length;
        if (times > 1 + (savedAgain.get(text) ?? 0)) throw new Error(`note ${text} is there ${times} times`);
      }
    }
    const phones = company.customers.map(({ phone }) => phone);
    if (new Set(phones).size < phones.length) throw new Error('somebody was created twice');
    for (const { writes } of company.digests.slice(checked)) {
      for (const write of writes) {
        const said = company.confirmed.has(JSON.stringify(write.change)) || saidThere.has(write.id);
        if (write.state === 'done' && !said)
          throw new Error(`${write.id} is shown as saved, and nobody said so`);
      }
    }
    checked = company.digests.length;
    for (const [id, { taken }] of submitted) {
      if (taken && !seen.has(id)) throw new Error(`${id} was taken, and never was on the disk`);
    }
    if (world.mostPerCustomer > 1) throw new Error('two requests at once for one customer');
  }

  /** What was meant for one target, in order; landings must follow it, with gaps and repeats. */
  function checkOrder(name: string, meant: string[], landed: string[]): void {
    let at = 0;
    for (const [n, value] of landed.entries()) {
      if (n > 0 && landed[n - 1] === value) continue;
      const next = meant.indexOf(value, at);
      if (next < 0) throw new Error(`${name}: ${landed.join(' ')} is not in the order ${meant.join(' ')}`);
      at = next;
    }
  }

  const of = <K extends Change['kind']>(changes: Change[], kind: K) =>
    changes.filter((one): one is Extract<Change, { kind: K }> => one.kind === kind);

  return {
    intents,
    check,

    async submit(id: string, change: Change): Promise<void> {
      submitted.set(id, { change, taken: await submit(world, id, change, accountId) });
      check();
    },

    /** The panel hands over once more what it got no answer for. */
    async handOverAgain(): Promise<void> {
      for (const [id, one] of submitted) {
        if (one.taken) continue;
        submitted.set(id, { ...one, taken: await submit(world, id, one.change, accountId) });
        check();
      }
    },

    async undo(id: string): Promise<void> {
      await world.settle(world.outbox().undo(id));
      check();
    },

    /** Decides all that asks: what is there is there, what can't be any more is dropped, the rest goes again. */
    async decideAll(): Promise<void> {
      for (const write of company.writes()) {
        if (write.state === 'unknown' && isThere(write.change)) {
          saidThere.add(write.id);
          await world.settle(world.outbox().close(write.id, 'there'));
        } else if (write.state === 'failed' && !write.conflict && isHopeless(write)) {
          for (const intent of intents) {
            const row = company.rows().find((one) => idsOf(one).includes(write.id));
            if (row && idsOf(row).includes(intent.id)) intent.dropped = true;
          }
          await world.settle(world.outbox().close(write.id, 'dropped'));
        } else if (write.state === 'failed' || write.state === 'unknown') {
          if (write.state === 'unknown' && write.change.kind === 'note') {
            savedAgain.set(write.change.text, (savedAgain.get(write.change.text) ?? 0) + 1);
          }
          await world.settle(world.outbox().retry(write.id));
        }
        check();
      }
    },

    /** All is well again, and time passes: everything must come to rest, nothing lost. */
    async end(): Promise<void> {
      world.faults = [];
      world.lookFaults = [];
      world.fuse = 0;
      world.online = true;
      if (!world.life || world.life.dead) await world.start();
      await world.advance(60_000);
      await this.handOverAgain();
      for (let round = 0; round < 20; round++) {
        await world.advance(310_000);
        check();
        if (company.writes().every(({ state }) => state === 'done')) break;
        await this.decideAll();
      }
      const left = company.writes().filter(({ state }) => state !== 'done');
      if (left.length > 0) throw new Error(`left over: ${JSON.stringify(left)}`);

      const lasting = intents
        .filter(({ undone, dropped }) => !undone && !dropped)
        .map(({ change }) => change);
      for (const { text } of of(lasting, 'note')) {
        if (!company.customers.some(({ notes }) => notes.includes(text)))
          throw new Error(`note ${text} is lost`);
      }
      const became = new Map(
        of(company.landings, 'merge').map(({ customerId, staysId }) => [customerId, staysId]),
      );
      for (const { id, notes, stage, tags } of company.customers) {
        const mine = (all: Change[]) =>
          all.filter((one) => one.kind !== 'create' && (became.get(one.customerId) ?? one.customerId) === id);
        const meant = mine(intents.map(({ change }) => change));
        const landed = mine(company.landings);
        const once = [...new Set(notes)];
        checkOrder(
          'notes',
          of(meant, 'note').map(({ text }) => text),
          once,
        );
        const stageOf = (one: Extract<Change, { kind: 'setStage' }>) => one.to?.stageId ?? '';
        checkOrder('stage', of(meant, 'setStage').map(stageOf), of(landed, 'setStage').map(stageOf));
        const lastStage = of(mine(lasting), 'setStage').at(-1);
        const colleague = intents.some(({ dropped }) => dropped) || stage.startsWith('colleague');
        if (lastStage && !colleague && stage !== stageOf(lastStage)) {
          throw new Error(`the stage is ${stage} and was meant to be ${stageOf(lastStage)}`);
        }
        const last = new Map<string, boolean>();
        for (const { add, remove } of of(mine(lasting), 'setTags')) {
          for (const tag of add) last.set(tag.name, true);
          for (const tag of remove) last.set(tag.name, false);
        }
        for (const [tag, on] of last) {
          if (tags.has(tag) !== on) throw new Error(`tag ${tag} was meant to be ${on ? 'on' : 'off'}`);
        }
      }
    },
  };

  function isHopeless({ error, customerId }: WriteView): boolean {
    if (error?.code === 'NOT_FOUND') {
      return !company.customers.some(({ id, phone }) => customerId === id || customerId === `phone:${phone}`);
    }
    return error?.code === 'CONFLICT';
  }

  function isThere(change: Change): boolean {
    return change.kind === 'create'
      ? company.customers.some(({ phone }) => phone === (change.phone ?? change.chat))
      : change.kind === 'note' && company.customer(change.customerId).notes.includes(change.text);
  }
}

export type Agent = ReturnType<typeof createAgent>;
