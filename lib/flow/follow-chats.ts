/**
 * From "this chat is open" to "this customer is on the screen". Lives in the worker and keeps no fact to itself: what
 * a tab shows is in the session, whom a chat belongs to is in the session and in the links.
 *
 * What is known is painted first; when it is older than a minute it is read again and replaced in place. An answer is
 * filed under its number and its customer, and a tab takes it only while it still shows that chat. What the agent
 * decides stands: no answer is filed that was asked for before it (`order.ts`).
 */
import type { AccountId } from '../accounts/account.ts';
import type { Catalogue, Customer } from '../crm/model.ts';
import type { Applied, Candidate, Change, CrmAdapter } from '../crm/port.ts';
import { type AppErrorData, toErrorData } from '../errors/app-error.ts';
import { decideMatch } from '../matching/decide-match.ts';
import type { Links } from '../matching/links.ts';
import { parseE164, spellings } from '../phone/index.ts';
import { chatName, isPassing, phoneOf } from '../session/chat-name.ts';
import type { CandidateView, Match, Setup, TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import { withoutTurns } from '../text/unseen.ts';
import type { Detection } from '../whatsapp/detection.ts';
import { createCardFile } from './file-cards.ts';
import { createLookupQueue } from './lookup-queue.ts';
import { type Asked, createOrder } from './order.ts';
import { matched, tabView, undecided } from './tab-state.ts';

/** ms for which an answer is shown without asking again. */
const cardFreshFor = 60_000;
const catalogueFreshFor = 3_600_000;
/** ms between two reads of a catalogue that lacks something. */
const catalogueRetry = 60_000;
/** ms after which a look-up is given up; each of its requests ends sooner. */
const lookupDeadline = 60_000;

export interface ChatFollowerDeps {
  session: SessionWriter;
  links: Links;
  /** Throws `NOT_CONFIGURED`. */
  adapterFor(connectionId: string): Promise<CrmAdapter>;
  /** Whose a connection is. Throws `NOT_CONFIGURED`. */
  accountOf(connectionId: string): Promise<AccountId>;
  /** Waits for the first set-up of this browser session. */
  setup(): Promise<Setup>;
  /** The origin pattern to ask access for, of a connection whose host is not allowed. */
  accessPattern(connectionId: string): Promise<string | null>;
  /** The back end was asked: what it can do may have changed with that, and what troubles it. */
  asked(): Promise<void>;
  now(): number;
}

/** A chat that the agent said something about, and of which account's customers. */
interface Said {
  connectionId: string;
  accountId: AccountId;
  chat: string;
}

/** This chat is this customer's. */
export interface Linked extends Said {
  customerId: string;
}

/** This chat is none of these customers'. */
export interface Rejected extends Said {
  customerIds: string[];
}

/** A write that is done. `createdAt`: when the agent asked for it, epoch ms. */
export interface Written {
  accountId: AccountId;
  change: Change;
  createdAt: number;
}

export type ChatFollower = ReturnType<typeof createChatFollower>;

export function createChatFollower(deps: ChatFollowerDeps) {
  const { session, links, adapterFor, accountOf, setup, accessPattern, asked, now } = deps;
  /** Tab → look-up key of what it shows: only to drop look-ups that nobody waits for. */
  const shown = new Map<number, string>();
  const lookups = createLookupQueue({ wanted: (key) => [...shown.values()].includes(key) });
  const catalogues = new Map<string, Promise<void>>();
  const order = createOrder(now);
  const cards = createCardFile({ session, order });
  /** When the write left that an answer belongs to. */
  const writesAsked = new WeakMap<Applied, Asked>();

  const lookupKey = (connectionId: string, chat: string) => `${connectionId} ${chat}`;
  const isOutdated = (left: Asked, connectionId: string, chat: string) =>
    order.isOutdated(left, lookupKey(connectionId, chat));
  const stillIs = async (connectionId: string, accountId: AccountId): Promise<boolean> =>
    (await accountOf(connectionId).catch(() => null)) === accountId;
  /** What seems to come from later is of a clock that was set back since: it may be of any age. */
  function isFresh(readAt: number, freshFor = cardFreshFor): boolean {
    const age = now() - readAt;
    return age >= 0 && age < freshFor;
  }

  function ask(tabId: number, view: TabView): void {
    const wanted = noteShown(tabId, view);
    if (wanted) askFor(wanted.connectionId, wanted.chat, false);
  }

  function askFor(connectionId: string, chat: string, anew: boolean): void {
    lookups.ask(lookupKey(connectionId, chat), anew, (must) => lookUp(connectionId, chat, must));
    bringCatalogue(connectionId, anew ? catalogueRetry : catalogueFreshFor);
  }

  /** What there is to look up for a tab; null: nothing. */
  function noteShown(tabId: number, view: TabView): { connectionId: string; chat: string } | null {
    const chat = chatName(view);
    // Of a title alone nothing can be asked; whoever was chosen for it by hand can be read again.
    const isNobody = chat !== null && isPassing(chat) && view.customerId === null;
    if (!view.connectionId || !chat || isNobody || view.state === 'not-configured') {
      shown.delete(tabId);
      return null;
    }
    const { connectionId } = view;
    shown.set(tabId, lookupKey(connectionId, chat));
    return { connectionId, chat };
  }

  /** An answer that a decision has overtaken is dropped: whoever decided has the chat looked up again. */
  async function lookUp(connectionId: string, chat: string, anew: boolean): Promise<void> {
    const left = order.leave();
    try {
      const adapter = await adapterFor(connectionId);
      const known = anew ? null : await readUpToDate(adapter, connectionId, chat);
      // The worker may have died between the answer and its tab. What went wrong since the answer stays said.
      if (known) return await show(left, connectionId, chat, known, ({ error }) => error === null);
      const signal = AbortSignal.timeout(lookupDeadline);
      const { match, customer } = await resolve(left, adapter, connectionId, chat, signal);
      await publish(left, connectionId, chat, match, customer);
      if (customer && !isOutdated(left, connectionId, chat))
        await readTimeline(adapter, connectionId, customer.id, signal);
    } catch (thrown) {
      await publishError(left, connectionId, chat, toErrorData(thrown));
    }
    // What was answered is on the screen; what there is to say about the back end can come with the next answer.
    await asked().catch(() => {});
  }

  /** What is known of a chat, where that is fresh, with its card. */
  async function readUpToDate(
    adapter: CrmAdapter,
    connectionId: string,
    chat: string,
  ): Promise<Match | null> {
    const match = await session.readMatch(connectionId, chat);
    if (!match || !isFresh(match.readAt)) return null;
    if (!match.customerId) return match;
    const card = await session.readCard(connectionId, match.customerId);
    if (!card || !isFresh(card.readAt)) return null;
    // The worker may have died between the card and its timeline.
    return card.timeline !== null || !adapter.capabilities.read.includes('timeline') ? match : null;
  }

  async function readTimeline(
    adapter: CrmAdapter,
    connectionId: string,
    customerId: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (!adapter.capabilities.read.includes('timeline')) return;
    const left = order.leave();
    const timeline = await adapter.timeline(customerId, null, signal);
    await cards.fileTimeline(left, connectionId, customerId, timeline);
  }

  async function resolve(
    { at }: Asked,
    adapter: CrmAdapter,
    connectionId: string,
    chat: string,
    signal: AbortSignal,
  ): Promise<{ match: Match; customer: Customer | null }> {
    const link = await links.get(await accountOf(connectionId), chat);
    const chosen = isPassing(chat)
      ? (await session.readMatch(connectionId, chat))?.customerId
      : link.customerId;
    if (chosen) {
      const customer = await getLinked(adapter, chosen, signal);
      if (customer) return { match: matchOf(customer.id, [], at), customer };
    }
    const e164 = parseE164(phoneOf(chat) ?? '');
    if (!e164) return { match: matchOf(null, [], at), customer: null };
    const candidates = await adapter.findByPhone({ e164, spellings: spellings(e164) }, signal);
    const decision = decideMatch({ candidates, link: null, rejected: new Set(link.rejected) });
    switch (decision.kind) {
      case 'one': {
        const customer = candidates.find((one) => one.customer.id === decision.customerId)?.customer ?? null;
        return { match: matchOf(decision.customerId, [], at), customer };
      }
      case 'confirm':
        return { match: matchOf(null, [candidateView(decision.candidate)], at), customer: null };
      case 'choose':
        return { match: matchOf(null, decision.candidates.map(candidateView), at), customer: null };
      case 'none':
        return { match: matchOf(null, [], at), customer: null };
    }
  }

  const matchOf = (customerId: string | null, candidates: CandidateView[], readAt: number): Match => ({
    customerId,
    candidates,
    readAt,
  });

  async function writeCard(left: Asked, connectionId: string, customer: Customer): Promise<void> {
    await cards.file(left, connectionId, customer);
    if (order.isOutdated(left)) return;
    const view = await session.readCatalogue(connectionId);
    if (view && lacks(view.catalogue, customer)) bringCatalogue(connectionId, catalogueRetry);
  }

  /** Files an answer, then gives it to every tab that still shows this chat; stops where it has become outdated. */
  async function publish(
    left: Asked,
    connectionId: string,
    chat: string,
    match: Match,
    customer: Customer | null,
  ): Promise<void> {
    if (isOutdated(left, connectionId, chat)) return;
    if (customer) await writeCard(left, connectionId, customer);
    if (isOutdated(left, connectionId, chat)) return;
    await session.writeMatch(connectionId, chat, match);
    await show(left, connectionId, chat, match);
  }

  /** Gives a match, whose card is at hand, to the tabs that show this chat; to those alone that need it, where that is said. */
  const show = (
    left: Asked,
    connectionId: string,
    chat: string,
    match: Match,
    needs: (view: TabView) => boolean = () => true,
  ): Promise<void> =>
    eachTabShowing(connectionId, chat, (view) => {
      if (isOutdated(left, connectionId, chat) || !needs(view)) return null;
      const next = { ...view, ...matched(view.detection, match, true), error: null, needsAccess: null };
      return JSON.stringify(next) === JSON.stringify(view) ? null : next;
    });

  async function publishError(
    left: Asked,
    connectionId: string,
    chat: string,
    error: AppErrorData,
  ): Promise<void> {
    const needsAccess = error.code === 'PERMISSION_MISSING' ? await accessPattern(connectionId) : null;
    await eachTabShowing(connectionId, chat, (view) => {
      if (isOutdated(left, connectionId, chat)) return null;
      if (needsAccess) return { ...view, state: 'needs-access', error, needsAccess };
      // What the vendor misses in a request is an error like any other: here everything was filled in.
      if (error.code === 'NOT_CONFIGURED' && !error.backend)
        return { ...view, state: 'not-configured', error };
      // What was known stays, with its age and the reason why it is no newer.
      return view.state === 'loading' ? { ...view, state: 'error', error } : { ...view, error };
    });
  }

  async function eachTabShowing(
    connectionId: string,
    chat: string,
    change: (view: TabView) => TabView | null,
  ): Promise<void> {
    for (const tabId of await session.knownTabs()) {
      await session.updateTab(tabId, (view) =>
        view && view.connectionId === connectionId && chatName(view) === chat ? change(view) : null,
      );
    }
  }

  /** The card is shown without it; the next chat or the next opening asks again. */
  function bringCatalogue(connectionId: string, freshFor: number): void {
    readCatalogue(connectionId, freshFor).catch(() => {});
  }

  /** Until the chat is left, and no longer: a name is not enough to know it again. */
  async function showChosen(connectionId: string, chat: string, customerId: string): Promise<void> {
    const match: Match = { customerId, candidates: [], readAt: 0 };
    await session.writeMatch(connectionId, chat, match);
    await eachTabShowing(connectionId, chat, (view) => ({
      ...view,
      ...matched(view.detection, match, false),
      error: null,
    }));
  }

  /**
   * What the agent says of a chat. Whom it showed goes from the screen first, then the decision is kept, then it is
   * looked up anew: wherever the worker dies, the session names nobody whom the disk denies.
   */
  async function decide(connectionId: string, chat: string, keep: () => Promise<void>): Promise<void> {
    const key = lookupKey(connectionId, chat);
    try {
      await order.decide(key, async () => {
        await session.forgetMatch(connectionId, chat);
        await eachTabShowing(connectionId, chat, (view) => ({
          ...view,
          ...undecided(view.detection),
          error: null,
          needsAccess: null,
        }));
        await keep();
      });
    } finally {
      lookups.letGo(key);
      await refresh(connectionId, chat);
    }
  }

  /** Asks again at once. A tab that showed why it could not be read shows that it is being read. */
  async function refresh(connectionId: string, chat: string): Promise<void> {
    await eachTabShowing(connectionId, chat, (view) =>
      view.state === 'error' ? { ...view, state: 'loading', error: null } : view,
    );
    let isWanted = false;
    for (const tabId of await session.knownTabs()) {
      const view = await session.readTab(tabId);
      if (view?.connectionId !== connectionId || chatName(view) !== chat) continue;
      if (noteShown(tabId, view)) isWanted = true;
    }
    if (isWanted) askFor(connectionId, chat, true);
  }

  /**
   * `change` makes whatever is known, or on its way, a thing of the past: the set-up, the account, what was forgotten.
   * Afterwards every tab is judged anew.
   */
  async function startOver(change: () => Promise<void>): Promise<void> {
    try {
      await order.decideAll(change);
    } finally {
      catalogues.clear();
      lookups.letGo();
      const current = await setup();
      for (const tabId of await session.knownTabs()) await reconsiderTab(tabId, current);
    }
  }

  function readCatalogue(connectionId: string, freshFor = catalogueFreshFor): Promise<void> {
    const underWay = catalogues.get(connectionId);
    if (underWay) return underWay;
    const left = order.leave();
    const run = (async () => {
      const view = await session.readCatalogue(connectionId);
      if (view && isFresh(view.readAt, freshFor)) return;
      const adapter = await adapterFor(connectionId);
      const catalogue = await adapter.catalogue(AbortSignal.timeout(lookupDeadline));
      if (order.isOutdated(left)) return;
      await session.writeCatalogue(connectionId, { catalogue, readAt: now() });
      await asked();
    })().finally(() => {
      if (catalogues.get(connectionId) === run) catalogues.delete(connectionId);
    });
    catalogues.set(connectionId, run);
    return run;
  }

  /**
   * We wrote this number ourselves, so from now on it is this customer's, however the back end spells it: unless the
   * agent said something else since the customer was asked for.
   */
  async function created(
    connectionId: string,
    accountId: AccountId,
    chat: string,
    customer: Customer | null,
    remember: () => Promise<void>,
  ): Promise<void> {
    const key = lookupKey(connectionId, chat);
    const keep = order.decide(key, async () => {
      await session.forgetMatch(connectionId, chat);
      await remember();
    });
    await keep.finally(() => lookups.letGo(key));
    const left = order.leave();
    const { customerId: whose } = await links.get(accountId, chat);
    if (customer === null || whose !== customer.id) return refresh(connectionId, chat);
    // The card is there already, with whatever was confirmed since.
    await publish(left, connectionId, chat, matchOf(customer.id, [], left.at), null);
  }

  let heard: Promise<unknown> = Promise.resolve();
  /** What tabs say is taken in the order in which it came, whatever it has to wait for. */
  function setupInTurn(): Promise<Setup> {
    const mine = Promise.all([setup(), heard]).then(([current]) => current);
    heard = mine.catch(() => {});
    return mine;
  }

  async function reconsiderTab(tabId: number, current: Setup): Promise<void> {
    const shows = await session.readTab(tabId);
    if (!shows) return;
    const view = await session.showChat(tabId, chatOf(shows, current), (was, known) =>
      // Meanwhile the tab may have gone on; then it was judged by the new set-up already.
      was?.documentId === shows.documentId && was.epoch === shows.epoch
        ? tabView(was.documentId, was.detection, current, known)
        : null,
    );
    if (view) ask(tabId, view);
  }

  return {
    /**
     * The content script of a tab spoke. What is older than what the tab shows is dropped: of the same document by its
     * epoch; of another by its not being the first that is heard of it, since one that was left has been heard before.
     */
    async chatChanged(
      tabId: number,
      documentId: string,
      detection: Detection,
      first: boolean,
    ): Promise<void> {
      const current = await setupInTurn();
      let accountChanged = false;
      const view = await session.showChat(tabId, chatOf({ documentId, detection }, current), (was, known) => {
        const isSame = was?.documentId === documentId;
        if (was && (isSame ? detection.epoch < was.epoch : !first)) return null;
        const before = was?.detection.account;
        accountChanged = Boolean(before && detection.account && before !== detection.account);
        return tabView(documentId, detection, current, known);
      });
      if (!view) return;
      if (accountChanged) {
        await startOver(async () => {
          for (const connection of current.connections) await session.forgetConnection(connection.id);
        });
        return;
      }
      ask(tabId, view);
    },

    /** A chat is about to be named: what every one needs is read ahead. */
    async prepare(): Promise<void> {
      await setup();
    },

    /** Somebody looks, or the worker has just started: what is old or was cut off is asked for again. */
    async bringUpToDate(): Promise<void> {
      for (const tabId of await session.knownTabs()) {
        const view = await session.readTab(tabId);
        if (view) ask(tabId, view);
      }
    },

    startOver,

    /** Has the catalogue in the session, read anew where it is older than `freshFor` (ms). Throws what the reading throws. */
    readCatalogue,

    refresh,

    /** By name and the like where the back end can; a number is always looked up as one. */
    async search(connectionId: string, text: string): Promise<CandidateView[]> {
      const adapter = await adapterFor(connectionId);
      const signal = AbortSignal.timeout(lookupDeadline);
      const e164 = parseE164(text);
      const byNumber = e164 ? await adapter.findByPhone({ e164, spellings: spellings(e164) }, signal) : [];
      if (byNumber.length > 0) return byNumber.map(candidateView);
      if (!adapter.capabilities.read.includes('search')) return [];
      const found = await adapter.search(withoutTurns(text).trim(), signal);
      return found.map((customer) => ({
        customerId: customer.id,
        name: customer.name,
        stored: customer.phones[0]?.raw ?? '',
        reason: 'search',
        ...tagNames(customer),
      }));
    },

    async link({ connectionId, accountId, chat, customerId }: Linked): Promise<void> {
      const remember = () => links.set(accountId, chat, customerId);
      if (await stillIs(connectionId, accountId)) {
        const show = () => showChosen(connectionId, chat, customerId);
        return decide(connectionId, chat, isPassing(chat) ? show : remember);
      }
      if (!isPassing(chat)) await remember();
    },

    async reject({ connectionId, accountId, chat, customerIds }: Rejected): Promise<void> {
      const remember = async () => {
        if (!isPassing(chat)) await links.reject(accountId, chat, customerIds);
      };
      if (await stillIs(connectionId, accountId)) await decide(connectionId, chat, remember);
      else await remember();
    },

    /** The adapter to write through: when a write left is how old its answer is. */
    asWriter: (adapter: CrmAdapter): CrmAdapter => ({
      ...adapter,
      async apply(change, key, signal) {
        const left = order.leave();
        const applied = await adapter.apply(change, key, signal);
        writesAsked.set(applied, left);
        return applied;
      },
    }),

    /**
     * A write is done: the card has it from now on, and what it touched is shown as the back end has it.
     * `connectionId` is null where no connection is left for the account, `customerId` where nobody said who was
     * created, `applied` where the write was found out to be there.
     */
    async written(
      connectionId: string | null,
      { accountId, change, createdAt }: Written,
      { customerId, applied }: { customerId: string | null; applied: Applied | null },
    ): Promise<void> {
      const customer = applied?.customer ?? null;
      const asked = applied && writesAsked.get(applied);
      const id = customer?.id ?? customerId;
      const isFiled = customer !== null && asked !== undefined && asked !== null;
      if (connectionId && id) {
        await cards.confirm(connectionId, id, change, isFiled ? { asked, customer } : null);
      }
      if (change.kind === 'create') {
        const chat = `phone:${change.phone}`;
        const remember = async () => {
          if (customerId) await links.setUnlessSaid(accountId, chat, customerId, createdAt);
        };
        if (!connectionId) return remember();
        await created(connectionId, accountId, chat, customer, remember);
      }
      if (!connectionId || !id) return;
      const adapter = await adapterFor(connectionId);
      const signal = AbortSignal.timeout(lookupDeadline);
      if (!isFiled) {
        const left = order.leave();
        await writeCard(left, connectionId, await adapter.get(id, signal));
      }
      await readTimeline(adapter, connectionId, id, signal);
    },

    async tabClosed(tabId: number): Promise<void> {
      shown.delete(tabId);
      await session.removeTab(tabId);
    },
  };
}

function chatOf(
  view: Pick<TabView, 'documentId' | 'detection'>,
  { active }: Setup,
): { connectionId: string; name: string } | null {
  const name = chatName(view);
  return active && name ? { connectionId: active.id, name } : null;
}

function candidateView(candidate: Candidate): CandidateView {
  return {
    customerId: candidate.customer.id,
    name: candidate.customer.name,
    stored: candidate.stored,
    reason: candidate.reason,
    ...tagNames(candidate.customer),
  };
}

const tagNames = ({ tags }: Customer): Pick<CandidateView, 'tags'> =>
  tags.length === 0 ? {} : { tags: tags.map(({ name }) => name) };

async function getLinked(adapter: CrmAdapter, id: string, signal: AbortSignal): Promise<Customer | null> {
  try {
    return await adapter.get(id, signal);
  } catch (thrown) {
    if (toErrorData(thrown).code === 'NOT_FOUND') return null;
    throw thrown;
  }
}

/** A tag or a stage that the catalogue does not know: somebody added one since it was read. */
function lacks(catalogue: Catalogue, { tags, stage }: Customer): boolean {
  const known = new Set(catalogue.groups.flatMap((group) => group.tags.map((tag) => tag.id)));
  if (tags.some((tag) => !tag.readOnly && !known.has(tag.id))) return true;
  if (stage === null || stage === 'unknown') return false;
  return !catalogue.stages.some((one) => one.id === stage.stageId);
}
