/** The agent: sees what the panel shows, and presses only what is there. Everything pressed goes into the ledger. */

import * as v from 'valibot';
import type { AccountId } from '../../lib/accounts/account.ts';
import type { Change } from '../../lib/crm/port.ts';
import type { PanelView } from '../../lib/panel/view.ts';
import { parseE164 } from '../../lib/phone/index.ts';
import { chatName, lastingName } from '../../lib/session/chat-name.ts';
import type { WriteView } from '../../lib/session/shapes.ts';
import { chats, companyNames, lidOf, ownerOf } from './cast.ts';
import { type Fact, isThere, type Owner } from './facts.ts';
import type { Customer, Intention, Ledger } from './ledger.ts';
import type { OpenChat } from './page.ts';
import type { Panel } from './panel.ts';
import type { World } from './world.ts';

export interface Hands {
  world: World;
  ledger: Ledger;
  decisions: Decisions;
  /** Whose an account is, as the panel named it. */
  ownerOfAccount: Map<AccountId, Owner>;
  /** "Read again" was pressed, and nothing that would have kept it from being done was seen since. */
  toBeRead: ToBeRead | null;
  /** What was typed, oldest first. */
  typed: Typed[];
  /** Numbers notes and addresses, so that each is told from all others. */
  next(): number;
}

interface Typed {
  customerId: string;
  what: 'note' | 'email';
  /** ms on the machine, and the event it happened with. */
  since: number;
  at: number;
}

interface ToBeRead {
  chat: string;
  /** ms on the machine, and epoch ms by its clock. */
  since: number;
  clock: number;
  /** The worker that was asked. */
  life: number;
}

/** What the agent said about whose chat it is: `owner chat customer`. */
export interface Decisions {
  /** Once chosen: until they are refused, whoever it is may be shown. */
  chosen: Set<string>;
  refused: Set<string>;
  /** The worker said that it has done so: of the account that the panel named. */
  heard: Map<string, string>;
  /** Gone from the screen once, and so for good. */
  gone: Set<string>;
}

/** The worker answered a "Not this person": whoever was refused for that chat. */
export function hearRefusal({ refused, heard }: Decisions, input: unknown): void {
  const { accountId, chat, customerIds } = v.parse(
    v.object({ accountId: v.string(), chat: v.string(), customerIds: v.array(v.string()) }),
    input,
  );
  for (const key of refused) {
    const [, its = '', customerId = ''] = key.split(' ');
    if (customerIds.includes(customerId) && lidOf(its) === lidOf(chat)) heard.set(key, accountId);
  }
}

const decisionKey = (owner: Owner, chat: string, customerId: string) => `${owner} ${chat} ${customerId}`;

/** The chat that is drawn, by all of its names, and the company it is looked up in, by the name that the panel shows. */
export function shownChat({
  panel,
}: {
  panel: Panel;
}): { chat: string; names: string[]; owner: Owner; accountId: AccountId } | null {
  const { tab, setup, hearing, documentId, epoch } = panel.state();
  if (!tab?.accountId || hearing !== 'connected') return null;
  if (tab.documentId !== documentId || tab.epoch < epoch) return null;
  const chat = chatName(tab);
  const owner = ownerNamed(setup?.connections.find(({ id }) => id === tab.connectionId)?.name ?? null);
  if (!chat || !owner) return null;
  const names = [...new Set([chat, lastingName(tab) ?? chat])];
  return { chat, names, owner, accountId: tab.accountId };
}

/** Connections are called after the company that they are to. */
export const ownerNamed = (name: string | null): Owner | null =>
  name === 'device' ? name : (companyNames.find((one) => one === name) ?? null);

/** Who is drawn, ready to be worked on. */
export function shownCustomer(view: PanelView): { owner: Owner; customerId: string } | null {
  const owner =
    view.customer &&
    (ownerOf(view.customer.name) ?? (view.customer.name?.startsWith('device') ? 'device' : null));
  return view.state === 'ready' && view.customer && owner ? { owner, customerId: view.customer.id } : null;
}

type Asked = Pick<Intention, 'target' | 'makes' | 'hasDraft'> &
  Partial<Pick<Intention, 'unmakes' | 'restores'>>;

async function submit({ ledger }: Hands, panel: Panel, change: Change, asked: Asked): Promise<void> {
  const view = panel.view();
  const chat = shownChat({ panel });
  const customer = shownCustomer(view);
  const to = change.kind === 'create' ? chat && { owner: chat.owner, customerId: '*' } : customer;
  if (!chat || !to) return;
  const known = new Set(panel.state().submitted.map(({ id }) => id));
  await panel.do(`submit ${change.kind}`, (events) => {
    events.submit(change);
    const write = panel.state().submitted.find(({ id }) => !known.has(id));
    const before = write && ledger.byId(write.id);
    // A draft that comes back is the same note, pressed once more; as it was before the last words, it is another one.
    const isAsBefore = before?.makes === asked.makes && before?.target === asked.target;
    if (before && !isAsBefore && !ledger.cameTrue(before)) before.fate = 'dropped';
    if (write && !(before && isAsBefore)) {
      ledger.ask({
        ...asked,
        ...to,
        id: write.id,
        accountId: chat.accountId,
        panel: panel.context.name,
      });
    }
  });
}

export async function tag(hands: Hands, name: string): Promise<void> {
  const panel = hands.world.panel();
  const view = panel?.view();
  if (!panel || !view?.customer || !shownCustomer(view)) return;
  const known = view.catalogue?.groups.flatMap(({ tags }) => tags).find((one) => one.name === name);
  const mayInvent = view.setup?.active?.capabilities.createTags ?? false;
  if (!known && !mayInvent) return;
  const ref = known ? { id: known.id, name, groupId: known.groupId } : { id: name, name, groupId: null };
  const has = view.customer.tags.find((one) => one.name === name);
  const customerId = view.customer.id;
  const fact = `tag ${name}`;
  if (has) {
    const { id, groupId } = has;
    const change: Change = { kind: 'setTags', customerId, add: [], remove: [{ id, name, groupId }] };
    await submit(hands, panel, change, { target: fact, makes: null, unmakes: fact, hasDraft: false });
  } else {
    const change: Change = { kind: 'setTags', customerId, add: [ref], remove: [] };
    await submit(hands, panel, change, { target: fact, makes: fact, hasDraft: false });
  }
}

export async function moveTo(hands: Hands, name: string): Promise<void> {
  const panel = hands.world.panel();
  const view = panel?.view();
  const stage = view?.catalogue?.stages.find((one) => one.name === name);
  const customer = view && shownCustomer(view);
  if (!panel || !view?.customer || !stage || !customer) return;
  const { id: customerId, stage: from } = view.customer;
  if (from !== null && from !== 'unknown' && from.stageId === stage.id) return;
  const before =
    view.catalogue?.stages.find(({ id }) => from !== null && from !== 'unknown' && from.stageId === id)
      ?.name ?? '';
  const change: Change = { kind: 'setStage', customerId, from, to: { stageId: stage.id, outcome: 'open' } };
  hands.ledger.sees(customer, `stage ${before}`);
  await submit(hands, panel, change, {
    target: 'stage',
    makes: `stage ${name}`,
    restores: `stage ${before}`,
    hasDraft: false,
  });
}

export async function writeEmail(hands: Hands): Promise<void> {
  const panel = hands.world.panel();
  const view = panel?.view();
  const customer = view && shownCustomer(view);
  if (!panel || !view?.customer || !customer) return;
  const { id: customerId, email: from } = view.customer;
  typesOver(hands, panel, customer, `email ${view.fieldDrafts.email ?? ''}`);
  const to = `mail${hands.next()}@example.com`;
  hands.ledger.sees(customer, `email ${from ?? ''}`);
  const change: Change = { kind: 'edit', customerId, edits: [{ key: 'email', from, to }] };
  hasTyped(hands, customerId, 'email');
  await panel.do('type', (events) => events.draftField('email', { value: to }));
  await submit(hands, panel, change, {
    target: 'email',
    makes: `email ${to}`,
    restores: `email ${from ?? ''}`,
    hasDraft: true,
  });
}

export async function note(hands: Hands, { reminds }: { reminds: boolean }): Promise<void> {
  const able = hands.world.panel()?.view().setup?.active?.capabilities;
  if (!able?.change.note.able) return writeEmail(hands);
  await typeNote(hands);
  await saveNote(hands, { reminds });
}

function hasTyped({ world, typed }: Hands, customerId: string, what: Typed['what']): void {
  const { machine } = world;
  typed.push({ customerId, what, since: machine.now(), at: machine.count() });
}

/** What came back into its box, since nobody had taken it, makes room for what is typed there. */
function typesOver({ ledger }: Hands, panel: Panel, customer: Customer, fact: Fact): void {
  const { writes, submitted } = panel.state();
  for (const one of ledger.intentions) {
    const { owner, customerId, makes, fate, id } = one;
    const isInBox = owner === customer.owner && customerId === customer.customerId && makes === fact;
    const isTaken = [...writes, ...submitted].some((write) => write.id === id);
    if (isInBox && fate === 'asked' && !isTaken && !ledger.cameTrue(one)) one.fate = 'dropped';
  }
}

export async function typeNote(hands: Hands): Promise<void> {
  const panel = hands.world.panel();
  const customer = panel && shownCustomer(panel.view());
  if (!customer) return;
  typesOver(hands, panel, customer, `note ${panel.view().noteDraft.text}`);
  const text = `text ${hands.next()}`;
  hasTyped(hands, customer.customerId, 'note');
  await panel.do('type', (events) => events.draftNote({ text, stageId: '', remindAt: '' }));
}

/** Whatever stands in the note's box, whoever typed it and when. */
export async function saveNote(hands: Hands, { reminds = false } = {}): Promise<void> {
  const panel = hands.world.panel();
  const view = panel?.view();
  const able = view?.setup?.active?.capabilities;
  if (!panel || !view?.customer || !shownCustomer(view) || !able?.change.note.able) return;
  const { text } = view.noteDraft;
  if (text === '') return;
  const remindAt = reminds && able.note.reminder ? { remindAt: '2027-01-01T09:00:00.000Z' } : {};
  const change: Change = { kind: 'note', customerId: view.customer.id, text, ...remindAt };
  await submit(hands, panel, change, { target: `note ${text}`, makes: `note ${text}`, hasDraft: true });
}

export async function create(hands: Hands): Promise<void> {
  const panel = hands.world.panel();
  const view = panel?.view();
  const chat = panel && shownChat({ panel });
  if (!panel || !view || !chat || (view.state !== 'not-found' && view.state !== 'hidden-number')) return;
  if (view.writes.some(({ change }) => change.kind === 'create')) return;
  const phone = parseE164(chat.chat.replace('phone:', ''));
  const able = view.setup?.active?.capabilities;
  if (!phone && !(able?.createWithoutNumber && view.chat?.key)) return;
  const whose = phone ? { phone } : { phone: null, chat: chat.chat };
  const name = `${chat.owner} ${phone ?? chat.chat}`;
  const change: Change = { kind: 'create', ...whose, name, fields: [] };
  const fact: Fact = `number ${phone ?? name}`;
  await submit(hands, panel, change, {
    target: `create ${phone ?? chat.chat}`,
    makes: fact,
    hasDraft: false,
  });
}

/** One of the customer's writes that show, by how far down it stands. */
const shownWrite = (view: PanelView | undefined, which: number, fits: (write: WriteView) => boolean) => {
  const all = view?.writes.filter(fits) ?? [];
  return all[which % Math.max(1, all.length)];
};

/** Whoever is drawn, and was made on this device, is to go. */
export async function deleteShown(hands: Hands): Promise<void> {
  const panel = hands.world.panel();
  const view = panel?.view();
  if (!panel || !view?.customer || !shownCustomer(view)) return;
  if (!view.setup?.active?.capabilities.change.delete.able) return;
  const phones = view.customer.phones.flatMap(({ e164 }) => e164 ?? []);
  const change: Change = { kind: 'delete', customerId: view.customer.id, phones, record: false };
  await submit(hands, panel, change, { target: 'delete', makes: null, unmakes: isThere, hasDraft: false });
}

export const undoDeletion = (hands: Hands): Promise<void> =>
  undo(hands, 0, ({ change }) => change.kind === 'delete');

export async function undo(
  { world, ledger }: Hands,
  which: number,
  fits: (write: WriteView) => boolean = () => true,
): Promise<void> {
  const panel = world.panel();
  const view = panel?.view();
  const write = shownWrite(view, which, (one) => (one.undoUntil ?? 0) > (view?.now ?? 0) && fits(one));
  if (!panel || !write) return;
  const intention = ledger.byId(write.id);
  if (intention) ledger.takeBack(intention);
  ledger.mayTakeBack(write);
  await panel.do('undo', (events) => events.undo(write.id));
}

const isStuck = ({ state }: WriteView) => state === 'failed' || state === 'unknown';

export async function retry(hands: Hands, which: number, fits = isStuck): Promise<void> {
  const { world, ledger } = hands;
  const panel = world.panel();
  const write = shownWrite(panel?.view(), which, fits);
  if (!panel || !write) return;
  const intention = ledger.byId(write.id);
  if (intention) ledger.askAgain(intention, { mayBeThere: write.state === 'unknown' });
  seesConflict(hands, panel, write);
  await panel.do('retry', (events) => events.retry(write.id));
}

const isClash = ({ conflict }: WriteView) => conflict !== undefined;
/** Of a conflict: over what a colleague wrote, as it is shown. */
export const useMine = (hands: Hands): Promise<void> => retry(hands, 0, isClash);
export const keepTheirs = (hands: Hands): Promise<void> => settleWrite(hands, 0, 'dropped', isClash);

/** What is shown as theirs. */
function seesConflict({ ledger, ownerOfAccount }: Hands, panel: Panel, write: WriteView): void {
  const { conflict, accountId, customerId } = write;
  const owner = ownerOfAccount.get(accountId);
  if (!conflict || !owner) return;
  if (conflict.kind === 'edit')
    for (const { from } of conflict.edits) ledger.sees({ owner, customerId }, `email ${from ?? ''}`);
  if (conflict.kind === 'setStage') {
    const { from } = conflict;
    const stageId = from !== null && from !== 'unknown' ? from.stageId : null;
    const name = panel.view().catalogue?.stages.find(({ id }) => id === stageId)?.name ?? '';
    ledger.sees({ owner, customerId }, `stage ${name}`);
  }
}

export async function settleWrite(
  { world, ledger }: Hands,
  which: number,
  as: 'there' | 'dropped',
  fits = ({ state }: WriteView) => state === 'unknown' || (as === 'dropped' && state === 'failed'),
): Promise<void> {
  const panel = world.panel();
  const write = shownWrite(panel?.view(), which, fits);
  if (!panel || !write) return;
  const intention = ledger.byId(write.id);
  if (intention) {
    intention.fate = as === 'there' ? 'said to be there' : 'dropped';
    // Of what was asked for again a moment before, the one word may come before the other.
    intention.isGivenUp = isClash(write) && intention.againAt === 0;
  }
  await panel.do(as, (events) => events.closeWrite(write.id, as));
}

function decide(
  decisions: Decisions,
  { owner, names, chat }: { owner: Owner; names: string[]; chat: string },
  customerId: string,
): void {
  for (const name of names) decisions.chosen.add(decisionKey(owner, name, customerId));
  takeBackDecisions(decisions, (key) => {
    const [whose, its = '', whom] = key.split(' ');
    return whose === owner && whom === customerId && lidOf(its) === lidOf(chat);
  });
}

export async function choose({ world, decisions }: Hands, which: number): Promise<void> {
  const panel = world.panel();
  const candidates = panel?.view().candidates ?? [];
  const candidate = candidates[which % Math.max(1, candidates.length)];
  const chat = panel && shownChat({ panel });
  if (!panel || !candidate || !chat) return;
  decide(decisions, chat, candidate.customerId);
  await panel.do('choose', (events) => events.link(candidate.customerId));
}

/** Looks for another customer's number, and takes whoever is found for this chat's. */
export async function find({ world, decisions }: Hands, which: number): Promise<void> {
  const panel = world.panel();
  if (!panel || !shownChat({ panel })) return;
  await panel.do('find', (events) => {
    events.search(`+${chats[which % 2]?.phone}`).then(
      ({ people: [found] }) => {
        const chat = shownChat({ panel });
        if (!found || !chat) return;
        decide(decisions, chat, found.customerId);
        events.link(found.customerId);
      },
      () => {},
    );
  });
}

export async function refresh(hands: Hands): Promise<void> {
  const { world } = hands;
  const panel = world.panel();
  if (!panel) return;
  const { machine, browser, network } = world;
  const chat = shownChat({ panel });
  const isCalm = network.weather.online && network.weather.mishaps.length === 0 && browser.worker() !== null;
  hands.toBeRead =
    chat && isCalm && panel.view().state === 'ready'
      ? {
          chat: `${chat.owner} ${chat.chat}`,
          since: machine.now(),
          clock: machine.clock(),
          life: browser.lives(),
        }
      : null;
  await panel.do('refresh', (events) => events.refresh());
}

async function refuse({ decisions }: Hands, panel: Panel, customerIds: readonly string[]): Promise<void> {
  const chat = shownChat({ panel });
  if (!chat) return;
  for (const customerId of customerIds) {
    for (const name of chat.names) decisions.refused.add(decisionKey(chat.owner, name, customerId));
  }
  await panel.do('refuse', (events) => events.reject([...customerIds]));
}

/** "None of these" or "Not this person", whichever there is. */
export async function refuseShown(hands: Hands): Promise<void> {
  const panel = hands.world.panel();
  if (!panel) return;
  const view = panel.view();
  const customer = shownCustomer(view);
  const candidates = view.candidates.map(({ customerId }) => customerId);
  const refused = customer ? [customer.customerId] : candidates;
  if (refused.length > 0) await refuse(hands, panel, refused);
}

/** "Same company?", answered as it is. */
export async function answerQuestion({ world, ownerOfAccount }: Hands): Promise<boolean> {
  const panel = world.panel();
  const question = panel?.view().questions[0];
  if (!panel || !question) return false;
  const { connection, accountId } = question;
  const isSame = ownerOfAccount.get(accountId) === ownerNamed(connection.name);
  await panel.do('same company?', (events) => events.answerCompany(connection.id, isSame));
  return true;
}

/**
 * A connection is set up anew. What is said of a chat in this very moment is said of whom the connection led to: it need
 * not hold for whom it leads to now.
 */
export async function setUpAnew(hands: Hands, change: (world: World) => Promise<void> | void): Promise<void> {
  const { world, decisions } = hands;
  takeBackDecisions(decisions, (key) => !decisions.heard.has(key));
  await change(world);
}

/** The agent does not know the company again: what was said of its chats is not known of the other one. */
export async function callItAnother({ world, decisions }: Hands): Promise<void> {
  const panel = world.panel();
  const connection = panel?.view().questions[0]?.connection;
  if (!panel || !connection) return;
  takeBackDecisions(decisions, (key) => key.startsWith(`${connection.name} `));
  await panel.do('another company', (events) => events.answerCompany(connection.id, false));
}

function takeBackDecisions({ refused, heard, gone }: Decisions, isMeant: (key: string) => boolean): void {
  for (const said of [refused, heard, gone]) {
    for (const key of said.keys()) if (isMeant(key)) said.delete(key);
  }
}

/** What the worker had not said to be kept may end with the panel; until then the screen says so. */
function loseUnkept(
  { world, ledger }: Hands,
  isLost: (intention: Intention, write: WriteView) => boolean = () => true,
): void {
  for (const write of world.panel()?.state().submitted ?? []) {
    const intention = ledger.byId(write.id);
    if (intention && isLost(intention, write)) intention.fate = 'dropped';
  }
}

/** What is a draft is on the disk, and saved from there; a click, and what was typed this moment, may go. */
export async function restart(hands: Hands, chat: OpenChat | null): Promise<void> {
  const { disk, machine } = hands.world;
  const isAtOnce = machine.now() - (hands.typed.at(-1)?.since ?? 0) < aMoment;
  loseUnkept(hands, ({ hasDraft }) => !hasDraft || isAtOnce || disk.refuses() !== null);
  await hands.world.restart(chat);
}

/** ms after which what was typed is a draft. */
const aMoment = 1_000;

/**
 * A panel that closes has nowhere to put anything while the disk takes nothing, nor what was typed this moment where the
 * worker ends with it.
 */
export async function closePanel(hands: Hands): Promise<void> {
  const { disk, machine, isDoomed } = hands.world;
  const isAtOnce = machine.now() - (hands.typed.at(-1)?.since ?? 0) < aMoment;
  if (disk.refuses() || (isAtOnce && isDoomed())) loseUnkept(hands);
  // What was refused is not handed over once more: a click, and a text in whose box another was typed since.
  loseUnkept(hands, (intention, { state }) => {
    const { customerId, at, target, hasDraft } = intention;
    const isSame = (typed: Typed) => typed.customerId === customerId && target.startsWith(typed.what);
    const isTypedOver = hands.typed.some((typed) => isSame(typed) && typed.at > at);
    return state === 'failed' && (!hasDraft || isTypedOver);
  });
  await hands.world.closePanel();
}

/** What was said of its chats, and typed for its customers, goes with it. */
export async function removeDesk({ world, decisions, ledger }: Hands): Promise<void> {
  takeBackDecisions(decisions, (key) => key.startsWith('desk '));
  for (const intention of ledger.intentions) if (intention.owner === 'desk') intention.hasDraft = false;
  await world.removeDesk();
}

/** Uses the connection of this name, where there is one. */
export async function use({ world }: Hands, name: string): Promise<void> {
  const panel = world.panel();
  const connection = panel?.state().setup?.connections.find((one) => one.name === name);
  if (connection) await panel?.do('select', (events) => events.selectConnection(connection.id));
}

/** What was typed for them goes too; what was saved by then does not. */
export async function forget(hands: Hands): Promise<void> {
  const { world, decisions } = hands;
  const panel = world.panel();
  const customer = panel && shownCustomer(panel.view());
  if (!panel || !customer) return;
  const { owner, customerId } = customer;
  takeBackDecisions(decisions, (key) => key.startsWith(`${owner} `) && key.endsWith(` ${customerId}`));
  loseUnkept(hands, (intention) => intention.customerId === customerId);
  await panel.do('forget', (events) => events.forget());
}
