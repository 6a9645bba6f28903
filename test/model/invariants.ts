/** What must be so after every event, whatever happened; and once the world has come to rest. */

import type { PanelView } from '../../lib/panel/view.ts';
import type { OutboxDigest } from '../../lib/session/shapes.ts';
import { hiddenOne, lidOf } from './cast.ts';
import { deviceDatabase, factsOf, type Owner } from './facts.ts';
import { type Hands, ownerNamed, shownChat, shownCustomer } from './hands.ts';
import type { Intention } from './ledger.ts';
import type { CompanyName } from './network.ts';
import type { Panel } from './panel.ts';
import type { Presses } from './presses.ts';

/** Something a promise says never happens. */
class Broken extends Error {}

export type Watch = ReturnType<typeof watchInvariants>;

export function watchInvariants(hands: Hands, presses: Presses) {
  const { world, ledger, decisions } = hands;
  let broken: string | null = null;
  let atRest = false;
  let looked: PanelView | null = null;
  /** What the panel called saved, by customer and target. */
  const confirmed = new Map<string, { intention: Intention; at: number }>();
  /** Whether the page has shown the number that it hides. */
  let hasShownIt = false;
  /** What was called saved before: that it still is says nothing new. */
  const heard = new Set<Intention>();

  function say(what: string | null): void {
    if (what !== null) broken ??= what;
  }

  const facts = (owner: Owner) => factsOf(owner, { companies: world.network.companies, disk: world.disk });

  function learnAccounts({ setup }: PanelView): void {
    for (const { accountId, name } of setup?.connections ?? []) {
      const owner = ownerNamed(name);
      if (!accountId || !owner) continue;
      const known = hands.ownerOfAccount.get(accountId);
      if (known && known !== owner) say(`an account is two companies: ${known}, ${owner}`);
      hands.ownerOfAccount.set(accountId, owner);
    }
  }

  /** Whether it could be seen: a transaction that is under way may come to nothing. */
  function lookAtDevice(): boolean {
    if (!world.disk.isAtRest(deviceDatabase)) return false;
    say(ledger.observe('device', facts('device')));
    return true;
  }

  /** Only of the chat that the panel believes to be open; once heard, nobody who was refused. */
  function judgePerson(panel: Panel, view: PanelView): void {
    const { documentId, epoch, hearing, tab } = panel.state();
    if (hearing !== 'connected' || !tab) return;
    const open = world.chatAt(documentId, epoch);
    const drawn = shownCustomer(view);
    if (view.customer && view.state === 'ready') {
      if (!open) say(`somebody is shown while no chat is open: ${view.customer.name}`);
      const number = open?.phone ?? open?.hidden;
      const isTheirs = view.customer.phones.some(({ e164 }) => number && e164 === `+${number}`);
      const isOfIt = (name: string | undefined) => name !== undefined && lidOf(name) === open?.lid;
      const isChosen = [...decisions.chosen].some((key) => {
        const [owner, its, customerId] = key.split(' ');
        return owner === drawn?.owner && customerId === drawn?.customerId && isOfIt(its);
      });
      const isMadeForIt = isOfIt(view.customer.name?.split(' ')[1]);
      if (open && !isTheirs && !isChosen && !isMadeForIt)
        say(`${view.customer.name} is shown beside the chat of ${open.title}`);
    }
    const shown = shownChat({ panel });
    if (!shown || !open || tab.epoch < epoch) return;
    const present = new Set([
      ...(drawn ? [drawn.customerId] : []),
      ...view.candidates.map((one) => one.customerId),
    ]);
    const isSettled = ['ready', 'choose', 'confirm', 'not-found', 'hidden-number'].includes(view.state);
    // Who has shown it once may be called by it in what was done then; the panel hides it when it hears of that.
    const isHidden = open.hidden !== null && open.phone === null;
    const people = hasShownIt ? [] : view.writes.map(({ person }) => person);
    if (
      isHidden &&
      (!hasShownIt || tab.detection.phone === null) &&
      JSON.stringify([view.chat, people]).includes(`+${open.hidden}`)
    )
      say('a number that WhatsApp hides is shown');
    for (const key of decisions.refused) {
      const [owner, its = '', customerId = ''] = key.split(' ');
      if (owner !== shown.owner || !shown.names.includes(its)) continue;
      const isThere = present.has(customerId);
      // What is said in the moment in which the connection turns out to be another company's is not known of that one.
      const of = decisions.heard.get(key);
      if (of !== undefined && of !== shown.accountId) continue;
      if (isThere && atRest && of !== undefined) say(`somebody who was refused is still shown: ${key}`);
      if (isThere && decisions.gone.has(key)) say(`somebody who was refused is shown again: ${key}`);
      else if (!isThere && isSettled) decisions.gone.add(key);
    }
  }

  function judgeWrites(panel: Panel, view: PanelView): void {
    const { writes, submitted } = panel.state();
    for (const { state, error, change } of submitted) {
      if (state === 'failed' && error?.code === 'CONTEXT_LOST')
        say(`called a failure, and nobody answered: ${change.kind}`);
    }
    for (const write of writes) {
      const intention = ledger.byId(write.id);
      if (!intention) continue;
      intention.isKept = true;
      if (write.state === 'done') {
        if (intention.owner === 'device' && !lookAtDevice()) continue;
        if (intention.fate === 'undo pressed') intention.fate = 'kept';
        const isOwnWord = intention.fate === 'said to be there';
        if (!isOwnWord && !ledger.cameTrue(intention) && !ledger.comesToNothing(intention))
          say(`"Saved", and it never was: ${describe(intention)}`);
        const key = `${intention.owner} ${intention.customerId} ${intention.target}`;
        if (isOwnWord || heard.has(intention)) continue;
        heard.add(intention);
        if (!confirmed.has(key)) confirmed.set(key, { intention, at: world.machine.count() });
      }
    }
    for (const intention of ledger.intentions) {
      if (intention.fate !== 'undo pressed') continue;
      if (intention.panel !== panel.context.name) intention.fate = 'kept';
      else if (
        !writes.some(({ id }) => id === intention.id) &&
        !panel.state().submitted.some(({ id }) => id === intention.id)
      )
        intention.fate = 'taken back';
    }
    judgeConfirmed(view);
  }

  function judgeConfirmed(view: PanelView): void {
    const drawn = shownCustomer(view);
    if (!drawn || !view.customer) return;
    const { customer } = view;
    for (const [key, { intention, at }] of confirmed) {
      const fact = intention.makes ?? intention.unmakes ?? '';
      const truth = ledger.truth(intention, fact);
      const isSo = truth.is === (intention.makes !== null);
      if (ledger.isRestated(intention) || intention.fate !== 'asked' || !isSo || truth.since > at) {
        confirmed.delete(key);
        continue;
      }
      if (intention.owner !== drawn.owner || intention.customerId !== drawn.customerId) continue;
      const [kind, ...rest] = fact.split(' ');
      const value = rest.join(' ');
      const hasTag = customer.tags.some(({ name }) => name === value);
      if (kind === 'tag' && hasTag !== (intention.makes !== null))
        say(`what was saved is off the screen: ${fact}`);
      if (kind === 'email' && customer.email !== value) say(`what was saved is off the screen: ${fact}`);
      const stageId = customer.stage !== null && customer.stage !== 'unknown' ? customer.stage.stageId : null;
      const stage = view.catalogue?.stages.find(({ id }) => id === stageId)?.name;
      if (kind === 'stage' && view.catalogue && stage !== value)
        say(`what was saved is off the screen: ${fact}`);
    }
  }

  /** ms within which whoever is to be read anew has been. */
  const readWithin = 12_000;

  function judgeRefresh(): void {
    const { toBeRead } = hands;
    const panel = world.panel();
    if (!toBeRead || !panel) return;
    const { machine, browser, network } = world;
    const passed = machine.now() - toBeRead.since;
    const shown = shownChat({ panel });
    const isAsItWas =
      shown !== null &&
      `${shown.owner} ${shown.chat}` === toBeRead.chat &&
      browser.lives() === toBeRead.life &&
      browser.worker() !== null &&
      network.weather.online &&
      network.weather.mishaps.length === 0 &&
      Math.abs(machine.clock() - toBeRead.clock - passed) < 2;
    if (!isAsItWas) hands.toBeRead = null;
    else if (passed >= readWithin) {
      hands.toBeRead = null;
      const { state, card, error } = panel.view();
      if (state === 'ready' && card && !error && card.readAt < toBeRead.clock)
        say('"Read again" did nothing');
    }
  }

  world.watch(() => {
    if (world.chat(hiddenOne)?.phone) hasShownIt = true;
    judgeRefresh();
    say(presses.judge());
    if (ledger.hasDeletions()) lookAtDevice();
    const panel = world.panel();
    const view = panel?.view();
    if (!panel || !view || view === looked) return;
    looked = view;
    learnAccounts(view);
    judgePerson(panel, view);
    judgeWrites(panel, view);
  });

  for (const owner of ['acme', 'bolt', 'desk', 'device'] as const) ledger.know(owner, facts(owner));

  /** Nothing is being written, or read for that. */
  function isCalm(): boolean {
    const digest = world.browser.session.read('outbox') as Partial<OutboxDigest> | null;
    return !world.network.isBusy() && !digest?.writes?.some(({ state }) => state === 'sending');
  }

  return {
    /** A request was handled by this company. */
    arrived: (company: CompanyName) => say(ledger.observe(company, facts(company))),
    /** Somebody else changed something. */
    changedByOthers: (owner: Owner) => ledger.know(owner, facts(owner), isCalm()),

    /** Throws {@link Broken}. */
    check(): void {
      lookAtDevice();
      if (broken !== null) throw new Broken(broken);
    },

    /** Of the panel that something was asked on, before it closes: it is there, or the screen says why not. */
    checkHandedOver(): void {
      const panel = world.panel();
      if (!panel) return;
      const { writes, submitted } = panel.state();
      for (const intention of ledger.intentions) {
        const { id, accountId, fate, target } = intention;
        if (intention.panel !== panel.context.name || fate !== 'asked') continue;
        if (ledger.isOvertaken(intention) || ledger.cameTrue(intention)) continue;
        if (ledger.comesToNothing(intention)) continue;
        const kind = target.split(' ')[0];
        const isShown = [...writes, ...submitted].some(
          (write) => write.id === id || (write.accountId === accountId && isOf(kind, write.change.kind)),
        );
        if (!isShown) say(`lost, on the panel that it was asked on: ${describe(intention)}`);
      }
    },

    /** With the network up and time gone by. Throws {@link Broken}. */
    async checkAtRest(): Promise<void> {
      const panel = world.panel();
      if (!panel) return;
      atRest = true;
      judgePerson(panel, panel.view());
      const { state, error, candidates, customer } = panel.view();
      const chat = shownChat({ panel });
      for (const { customerId } of [...candidates, ...(customer ? [{ customerId: customer.id }] : [])])
        if (chat && ledger.isGone({ owner: chat.owner, customerId }))
          say(`deleted, and still shown: ${chat.owner} ${customerId}`);
      if (state === 'loading' || state === 'disconnected' || state === 'error') {
        say(`the panel does not come to rest: ${state} ${error?.code ?? ''}`);
      }
      const { writes, drafts } = panel.state();
      for (const place of Object.values(drafts)) {
        for (const draft of Object.values(place)) {
          const intention = draft && ledger.byId(draft.id);
          if (intention && ledger.cameTrue(intention))
            say(`saved, and in its box all the same: ${describe(intention)}`);
        }
      }
      const { stranded, questions } = panel.view();
      const isHeld = (accountId: string) =>
        [...stranded, ...questions].some((one) => one.accountId === accountId);
      const isBlocked = (customer: string) =>
        writes.some(
          (one) => one.customerId === customer && (one.state === 'failed' || one.state === 'unknown'),
        );
      for (const { accountId, customerId, state: its, change, error: why } of writes) {
        if (isHeld(accountId)) continue;
        if (its === 'waiting' && !isBlocked(customerId))
          say(`a write still waits: ${change.kind} ${why?.code ?? ''}`);
        if (its === 'sending') say(`a write does not come to rest: ${change.kind} ${why?.code ?? ''}`);
      }
      for (const write of writes) {
        const refused = write.state === 'failed' ? ledger.byId(write.id) : undefined;
        const isCorrected = refused?.target === 'email' && ledger.newerCameTrue(refused);
        if (isCorrected) say(`refused, said anew and saved, and it stands there still: ${describe(refused)}`);
      }
      for (const deletion of ledger.intentions) {
        const { accountId, customerId, target, at } = deletion;
        if (target !== 'delete' || !ledger.isGone(deletion)) continue;
        const isTypedSince = hands.typed.some((typed) => typed.customerId === customerId && typed.at > at);
        const draft = isTypedSince ? '' : await world.draftOf(accountId, customerId);
        if (draft !== '' && draft !== '[]') say(`deleted, and what was typed is kept: ${describe(deletion)}`);
      }
      for (const intention of ledger.intentions) {
        if (ledger.isOvertaken(intention)) continue;
        const { fate, makes, accountId } = intention;
        if (fate === 'taken back') {
          const truth = makes === null ? null : ledger.truth(intention, makes);
          const isSo = truth?.is && !truth.byOthers && truth.since >= intention.at;
          if (isSo) say(`taken back, and it is there all the same: ${describe(intention)}`);
        }
        const open = writes.filter((write) => write.accountId === accountId && write.state !== 'done');
        const isUndone = !ledger.isRestated(intention) && ledger.wasUndoneByUs(intention);
        if (fate === 'asked' && open.length === 0 && isUndone) {
          say(`undone by another write: ${describe(intention)}`);
        }
        if (fate !== 'asked' || ledger.cameTrue(intention)) continue;
        const kind = intention.target.split(' ')[0];
        const isShown = writes.some(
          (write) =>
            write.id === intention.id || (write.accountId === accountId && isOf(kind, write.change.kind)),
        );
        const { hasDraft, isKept } = intention;
        if (isShown || (intention.panel !== panel.context.name && !hasDraft && !isKept)) continue;
        if (
          intention.hasDraft &&
          (await world.draftOf(accountId, intention.customerId)).includes(
            makes?.slice(makes.indexOf(' ') + 1) ?? '?',
          )
        )
          continue;
        say(`lost: ${describe(intention)}`);
      }
      if (broken !== null) throw new Broken(broken);
    },
  };
}

const changeKinds: Record<string, string> = {
  tag: 'setTags',
  stage: 'setStage',
  email: 'edit',
  note: 'note',
  create: 'create',
  delete: 'delete',
};
const isOf = (target: string | undefined, change: string) => changeKinds[target ?? ''] === change;

const describe = ({ owner, customerId, makes, unmakes }: Intention) =>
  `${owner} ${customerId}: ${makes ?? `not ${unmakes}`}`;
