/**
 * The model: what the agent asked for and of whom, what colleagues did, and how the companies' data came to be what it
 * is. Everything that is written is held against it as it arrives.
 */
import type { AccountId } from '../../lib/accounts/account.ts';
import type { WriteView } from '../../lib/session/shapes.ts';
import { type Fact, type Facts, isThere, type Owner } from './facts.ts';
import type { Machine } from './machine.ts';

export interface Customer {
  owner: Owner;
  /** `*`: whoever is made for it. */
  customerId: string;
}

/** Something the agent pressed "save" for. */
export interface Intention extends Customer {
  /** The submission's. */
  id: string;
  accountId: AccountId;
  /** Those of one target follow one another: `tag Shoes`, `stage`, `email`, `note 3`, `create +55…`, `delete`. */
  target: string;
  /** What is so once it is saved, and what no longer is. */
  makes: Fact | null;
  unmakes: Fact | null;
  /** What "Undo" writes in its place, of what has one value. */
  restores: Fact | null;
  /** The event it happened with. */
  at: number;
  /** It lies with a draft until it is kept: it may not be lost, whatever closes. */
  hasDraft: boolean;
  /** The panel that it was asked on. */
  panel: string;
  fate: 'asked' | 'undo pressed' | 'taken back' | 'kept' | 'dropped' | 'said to be there';
  /** How often it may be there, since the agent asked for it again. */
  times: number;
  /** The event with which the agent asked for it again; 0: never. */
  againAt: number;
  /** It was refused, and the agent gave it up. */
  isGivenUp: boolean;
  /** The worker showed it as one of its own: it may not be lost from then on, whatever closes. */
  isKept: boolean;
  /** ms on the machine, and how far its clock was off. */
  since: number;
  clockOff: number;
}

/** As it is pressed; what is left out is null. */
type Asked = Pick<
  Intention,
  'owner' | 'customerId' | 'id' | 'accountId' | 'target' | 'makes' | 'hasDraft' | 'panel'
> &
  Partial<Pick<Intention, 'unmakes' | 'restores'>>;

interface Truth {
  is: boolean;
  /** The event it became so with. */
  since: number;
  byOthers: boolean;
  /** Nothing of ours was under way when it became so: whatever is written later was read later. */
  isToBeSeen: boolean;
  /** A write of ours undid what somebody else wrote between our reading and it. */
  isCrossed: boolean;
}

const never: Truth = { is: false, since: 0, byOthers: false, isToBeSeen: false, isCrossed: false };

const keyOf = ({ owner, customerId }: Customer, fact: Fact) => `${owner} ${customerId} ${fact}`;
/** What a fact is one value of; a tag or a note is a target of its own. */
const kindOf = (fact: Fact) => fact.slice(0, fact.indexOf(' '));
const single = new Set(['stage', 'email']);
const takesWholeRows: ReadonlySet<Owner> = new Set(['acme', 'bolt']);

export type Ledger = ReturnType<typeof createLedger>;

/** ms for which a deletion can be taken back. */
const heldFor = 8_000;

export function createLedger(machine: Pick<Machine, 'count' | 'now' | 'clock' | 'trueTime'>) {
  /** The number of the event that is happening. */
  const now = machine.count;
  const clockOff = () => machine.clock() - machine.trueTime();
  const intentions: Intention[] = [];
  const last = new Map<Owner, Facts>();
  const truths = new Map<string, Truth>();
  /** The last event with which it became so of anybody at all. */
  const ofAnybody = new Map<string, number>();
  const permitted = new Map<string, number>();
  /** What stood before the agent's eyes when something was put in its place. */
  const seen = new Set<string>();

  function permit(customer: Customer, fact: Fact | null, times = 1): void {
    if (fact === null) return;
    const key = keyOf(customer, fact);
    permitted.set(key, (permitted.get(key) ?? 0) + times);
  }

  const count = (facts: readonly Fact[], fact: Fact) => facts.filter((one) => one === fact).length;

  function settle(
    customer: Customer,
    [before, after]: readonly [readonly Fact[], readonly Fact[]],
    { byOthers, isToBeSeen = false }: { byOthers: boolean; isToBeSeen?: boolean },
  ): void {
    const become = (fact: Fact, is: boolean) => {
      const isCrossed = !byOthers && isByOthers(customer, fact) && !isToBeSeenNow(customer, fact);
      truths.set(keyOf(customer, fact), { is, since: now(), byOthers, isToBeSeen, isCrossed });
    };
    for (const fact of before) if (!after.includes(fact)) become(fact, false);
    for (const fact of after) {
      if (before.includes(fact)) continue;
      become(fact, true);
      ofAnybody.set(keyOf({ ...customer, customerId: '*' }, fact), now());
    }
  }

  /**
   * A vendor that takes only whole rows is sent what was read a moment before: a write of ours whose answer was lost and
   * that lands in between is undone until it is looked for and sent again. At rest it has to be there.
   */
  const isAsItWas = (customer: Customer, fact: Fact) =>
    takesWholeRows.has(customer.owner) && truths.has(keyOf(customer, fact));

  /** Also what somebody else wrote between our reading and our writing: such a vendor lets nobody prevent it. */
  const mayBeOverwritten = (customer: Customer, fact: Fact) =>
    takesWholeRows.has(customer.owner) &&
    (permitted.has(keyOf(customer, fact)) || (isByOthers(customer, fact) && !isToBeSeenNow(customer, fact)));
  const isByOthers = (customer: Customer, fact: Fact) => truths.get(keyOf(customer, fact))?.byOthers === true;
  const isToBeSeenNow = (customer: Customer, fact: Fact) =>
    truths.get(keyOf(customer, fact))?.isToBeSeen === true && !seen.has(keyOf(customer, fact));

  /** What is wrong with a value that takes another's place, if something is. */
  function judgeValue(customer: Customer, fact: Fact): string | null {
    if (kindOf(fact) !== 'email') return null;
    const all = intentions.filter(
      ({ owner, customerId, makes }) =>
        owner === customer.owner && customerId === customer.customerId && makes === fact,
    );
    const [mine] = all;
    const isRestored = intentions.some(({ restores, fate }) => restores === fact && fate !== 'asked');
    if (!mine || isRestored || isAsItWas(customer, fact)) return null;
    const where = `${customer.owner} ${customer.customerId}: ${fact}`;
    if (all.every(({ isGivenUp }) => isGivenUp)) return `given up, and written all the same: ${where}`;
    const isNewer = (other: Intention) =>
      isAfter(other, mine) &&
      other.at > mine.againAt &&
      other.makes !== null &&
      (truths.get(keyOf(customer, other.makes))?.since ?? 0) > 0;
    return intentions.some(isNewer) ? `an older word was written over a newer one: ${where}` : null;
  }

  /** What is wrong with a change of a customer's facts, if something is. */
  function judge(customer: Customer, before: readonly Fact[], after: readonly Fact[]): string | null {
    for (const fact of new Set(after)) {
      const more = count(after, fact) - count(before, fact);
      if (more <= 0) continue;
      const anybody = { ...customer, customerId: '*' };
      const may = Math.max(
        permitted.get(keyOf(customer, fact)) ?? 0,
        permitted.get(keyOf(anybody, fact)) ?? 0,
      );
      const where = `${customer.owner} ${customer.customerId}`;
      if (may === 0 && !isAsItWas(customer, fact))
        return `written to somebody for whom nobody asked it: ${where}: ${fact}`;
      if (kindOf(fact) === 'note' && count(after, fact) > may) return `written twice: ${where}: ${fact}`;
      const wrong = judgeValue(customer, fact);
      if (wrong !== null) return wrong;
    }
    for (const fact of before) {
      if (after.includes(fact)) continue;
      if (single.has(kindOf(fact))) {
        if (isByOthers(customer, fact) && isToBeSeenNow(customer, fact))
          return `a colleague's word is gone, and nobody had seen it: ${customer.owner} ${customer.customerId}: ${fact}`;
        continue;
      }
      if (!permitted.has(keyOf(customer, `not ${fact}`)) && !mayBeOverwritten(customer, fact)) {
        return `taken from somebody for whom nobody asked it: ${customer.owner} ${customer.customerId}: ${fact}`;
      }
    }
    return null;
  }

  function judgeNew(customer: Customer, facts: readonly Fact[], all: Facts): string | null {
    const number = facts.find((fact) => kindOf(fact) === 'number') ?? '';
    const may = permitted.get(keyOf({ ...customer, customerId: '*' }, number)) ?? 0;
    if (may === 0) return `made for nobody who asked it: ${customer.owner}: ${number}`;
    const made = [...all].filter(([id, its]) => its.includes(number) && !first.get(customer.owner)?.has(id));
    return made.length > may ? `made twice: ${customer.owner}: ${number}` : null;
  }
  const deletionsOf = ({ owner, customerId }: Customer) =>
    intentions.filter(
      (one) => one.target === 'delete' && one.owner === owner && one.customerId === customerId,
    );

  const isHeld = (one: Intention) =>
    machine.now() - one.since < heldFor && Math.abs(clockOff() - one.clockOff) < 2;

  function judgeGone(customer: Customer): string | null {
    const asked = deletionsOf(customer).filter(({ fate }) => fate !== 'taken back');
    const where = `${customer.owner} ${customer.customerId}`;
    if (asked.length === 0) return `gone, and nobody wants it: ${where}`;
    return asked.every(isHeld) ? `gone before it could be taken back: ${where}` : null;
  }
  /** Who was there before anything happened. */
  const first = new Map<Owner, Set<string>>();

  const isAfter = (one: Intention, other: Intention) =>
    one.at > other.at &&
    one.owner === other.owner &&
    one.customerId === other.customerId &&
    one.target === other.target;

  return {
    intentions,

    /** As it is before anything happens, or after somebody else changed it; `isToBeSeen`: see {@link Truth}. */
    know(owner: Owner, facts: Facts, isToBeSeen = false): void {
      const before = last.get(owner);
      if (!before) first.set(owner, new Set(facts.keys()));
      for (const [customerId, after] of facts)
        settle({ owner, customerId }, [before?.get(customerId) ?? [], after], {
          byOthers: true,
          isToBeSeen,
        });
      last.set(owner, facts);
    },

    /** After a write of ours arrived. What is wrong with it, if something is. */
    observe(owner: Owner, facts: Facts): string | null {
      const before = last.get(owner);
      let wrong: string | null = null;
      for (const [customerId, after] of facts) {
        const customer = { owner, customerId };
        const was = before?.get(customerId);
        if (was && was.length === after.length && was.every((fact, index) => fact === after[index])) continue;
        wrong ??= was ? judge(customer, was, after) : judgeNew(customer, after, facts);
        settle(customer, [was ?? [], after], { byOthers: false });
      }
      for (const [customerId, was] of before ?? []) {
        if (facts.has(customerId)) continue;
        wrong ??= judgeGone({ owner, customerId });
        settle({ owner, customerId }, [was, []], { byOthers: false });
      }
      last.set(owner, facts);
      return wrong;
    },

    ask(asked: Asked): Intention {
      const made: Intention = {
        unmakes: null,
        restores: null,
        ...asked,
        at: now(),
        fate: 'asked',
        times: 1,
        againAt: 0,
        isGivenUp: false,
        isKept: false,
        since: machine.now(),
        clockOff: clockOff(),
      };
      intentions.push(made);
      permit(made, made.makes);
      permit(made, made.unmakes && `not ${made.unmakes}`);
      return made;
    },

    /** "Undo" was pressed. */
    takeBack(intention: Intention): void {
      intention.fate = 'undo pressed';
      permit(intention, intention.makes && `not ${intention.makes}`);
      permit(intention, intention.unmakes);
      permit(intention, intention.restores);
    },

    /** The worker heard of an "Undo": what is held for it, and was not due yet, may not come. */
    hearUndo(id: string): void {
      for (const one of intentions)
        if (one.id === id && one.target === 'delete' && one.fate === 'undo pressed' && isHeld(one))
          one.fate = 'taken back';
    },

    /** What became one write with what is taken back: with it, unless it waited until then. */
    mayTakeBack({
      accountId,
      customerId,
      change,
    }: Pick<WriteView, 'accountId' | 'customerId' | 'change'>): void {
      if (change.kind !== 'setTags') return;
      const names = [...change.add, ...change.remove].map(({ name }) => `tag ${name}`);
      for (const one of intentions) {
        const isOfIt = one.accountId === accountId && one.customerId === customerId;
        if (!isOfIt || one.fate !== 'asked' || !names.includes(one.target)) continue;
        this.takeBack(one);
        one.fate = 'kept';
      }
    },

    /** "Save again" was pressed, or "Retry" of what was refused. */
    askAgain(intention: Intention, { mayBeThere }: { mayBeThere: boolean }): void {
      intention.againAt = now();
      intention.isGivenUp = false;
      if (!mayBeThere) return;
      intention.times += 1;
      permit(intention, intention.makes);
    },

    /** The agent puts something in the place of what she sees. */
    sees: (customer: Customer, fact: Fact): void => void seen.add(keyOf(customer, fact)),

    /** Whether somebody is to go and is not gone yet. */
    hasDeletions: () =>
      intentions.some((one) => one.target === 'delete' && truths.get(keyOf(one, isThere))?.is),
    isGone: (customer: Customer) =>
      deletionsOf(customer).length > 0 && truths.get(keyOf(customer, isThere))?.is === false,

    byId: (id: string) => intentions.findLast((one) => one.id === id),
    isOvertaken(intention: Intention): boolean {
      return (
        intentions.some((other) => isAfter(other, intention) && other.accountId === intention.accountId) ||
        (intention.target !== 'delete' && this.isGone(intention))
      );
    },

    /** The same, also where the agent took the company for another one meanwhile. */
    isRestated: (intention: Intention) => intentions.some((other) => isAfter(other, intention)),

    /**
     * Whether it takes back one of ours that may never have left: the two come to nothing, and what a colleague did to the
     * same tag, unseen, stays as it is.
     */
    comesToNothing(intention: Intention): boolean {
      const before = intentions.findLast(
        (other) =>
          other.at < intention.at &&
          other.accountId === intention.accountId &&
          other.customerId === intention.customerId &&
          other.target === intention.target,
      );
      const fact = intention.makes ?? intention.unmakes;
      const isOpposite = before?.makes === intention.unmakes && before?.unmakes === intention.makes;
      return isOpposite && fact !== null && truths.get(keyOf(intention, fact))?.byOthers === true;
    },

    /** Whether it is so, and since which event. */
    truth: (customer: Customer, fact: Fact): Truth => truths.get(keyOf(customer, fact)) ?? never,

    /** Whether a newer word on the same thing was so at some time since. */
    newerCameTrue(intention: Intention): boolean {
      return intentions.some(
        (other) =>
          isAfter(other, intention) &&
          other.at > intention.againAt &&
          other.accountId === intention.accountId &&
          this.cameTrue(other),
      );
    },

    /** Whether what was asked for came true and is not so any more, though nobody else changed it. */
    wasUndoneByUs(intention: Intention): boolean {
      const fact = intention.makes ?? intention.unmakes;
      const truth = fact ? truths.get(keyOf(intention, fact)) : undefined;
      if (!truth || truth.since < intention.at || truth.byOthers || truth.isCrossed) return false;
      return truth.is !== (intention.makes !== null);
    },

    /** Whether what was asked for was so at some time since. */
    cameTrue(intention: Intention): boolean {
      const was = (fact: Fact, wanted: boolean) => {
        if (intention.customerId === '*') {
          const since = ofAnybody.get(keyOf(intention, fact)) ?? 0;
          const all = [...(last.get(intention.owner)?.values() ?? [])];
          return since >= intention.at || all.some((facts) => facts.includes(fact));
        }
        const truth = truths.get(keyOf(intention, fact)) ?? never;
        return truth.is === wanted || truth.since >= intention.at;
      };
      return (
        (intention.makes === null || was(intention.makes, true)) &&
        (intention.unmakes === null || was(intention.unmakes, false))
      );
    },
  };
}
