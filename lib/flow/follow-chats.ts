/**
 * From "this chat is open" to "this customer is on the screen". Lives in the worker and keeps no fact to itself: what
 * a tab shows is in the session, whom a chat belongs to is in the session and in the links.
 *
 * What is known is painted first; when it is older than a minute it is read again and replaced in place. An answer is
 * filed under its number and its customer, and a tab takes it only while it still shows that chat.
 */
import type { AccountId } from '../accounts/account.ts';
import type { Catalogue, Customer } from '../crm/model.ts';
import type { Candidate, Change, CrmAdapter } from '../crm/port.ts';
import { type AppErrorData, toErrorData } from '../errors/app-error.ts';
import { decideMatch } from '../matching/decide-match.ts';
import type { Links } from '../matching/links.ts';
import { parseE164, spellings } from '../phone/index.ts';
import type { CandidateView, Match, Setup, TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import { withoutTurns } from '../text/unseen.ts';
import type { Detection } from '../whatsapp/detection.ts';
import { chatName, isPassing, phoneOf } from './chat-name.ts';
import { createLookupQueue } from './lookup-queue.ts';
import { matched, tabView } from './tab-state.ts';

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

export type ChatFollower = ReturnType<typeof createChatFollower>;

export function createChatFollower(deps: ChatFollowerDeps) {
  const { session, links, adapterFor, accountOf, setup, accessPattern, asked, now } = deps;
  /** Tab → look-up key of what it shows: only to drop look-ups that nobody waits for. */
  const shown = new Map<number, string>();
  const lookups = createLookupQueue({ wanted: (key) => [...shown.values()].includes(key) });
  const catalogues = new Map<string, Promise<void>>();
  /** How often the set-up changed: an answer that was asked for under an older one is asked for again. */
  let setUps = 0;

  const lookupKey = (connectionId: string, chat: string) => `${connectionId} ${chat}`;
  const stillIs = async (connectionId: string, accountId: AccountId): Promise<boolean> =>
    (await accountOf(connectionId).catch(() => null)) === accountId;
  const isFresh = (readAt: number) => now() - readAt < cardFreshFor;

  function ask(tabId: number, view: TabView, force = false): void {
    const chat = chatName(view.detection);
    // Of a title alone nothing can be asked; whoever was chosen for it by hand can be read again.
    const isNobody = chat !== null && isPassing(chat) && view.customerId === null;
    if (!view.connectionId || !chat || isNobody || view.state === 'not-configured') {
      shown.delete(tabId);
      return;
    }
    const { connectionId } = view;
    const key = lookupKey(connectionId, chat);
    shown.set(tabId, key);
    lookups.ask(key, () => lookUp(connectionId, chat, force));
    bringCatalogue(connectionId, force ? catalogueRetry : catalogueFreshFor);
  }

  async function lookUp(connectionId: string, chat: string, force: boolean): Promise<void> {
    const asOf = setUps;
    try {
      const adapter = await adapterFor(connectionId);
      if (!force && (await isUpToDate(adapter, connectionId, chat))) return;
      const signal = AbortSignal.timeout(lookupDeadline);
      const { match, customer } = await resolve(adapter, connectionId, chat, signal);
      if (asOf !== setUps) return lookUp(connectionId, chat, true);
      await publish(asOf, connectionId, chat, match, customer);
      if (customer) await readTimeline(asOf, adapter, connectionId, customer.id, signal);
    } catch (thrown) {
      if (asOf !== setUps) return lookUp(connectionId, chat, true);
      await publishError(connectionId, chat, toErrorData(thrown));
    }
    // What was answered is on the screen; what there is to say about the back end can come with the next answer.
    await asked().catch(() => {});
  }

  async function isUpToDate(adapter: CrmAdapter, connectionId: string, chat: string): Promise<boolean> {
    const match = await session.readMatch(connectionId, chat);
    if (!match || !isFresh(match.readAt)) return false;
    if (!match.customerId) return true;
    const card = await session.readCard(connectionId, match.customerId);
    if (!card || !isFresh(card.readAt)) return false;
    // The worker may have died between the card and its timeline.
    return card.timeline !== null || !adapter.capabilities.read.includes('timeline');
  }

  async function readTimeline(
    asOf: number,
    adapter: CrmAdapter,
    connectionId: string,
    customerId: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (!adapter.capabilities.read.includes('timeline')) return;
    const timeline = await adapter.timeline(customerId, null, signal);
    if (asOf !== setUps) return;
    await session.updateCard(connectionId, customerId, (card) => card && { ...card, timeline });
  }

  async function resolve(
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
      if (customer) return { match: matchOf(customer.id, []), customer };
    }
    const e164 = parseE164(phoneOf(chat) ?? '');
    if (!e164) return { match: matchOf(null, []), customer: null };
    const candidates = await adapter.findByPhone({ e164, spellings: spellings(e164) }, signal);
    const decision = decideMatch({ candidates, link: null, rejected: new Set(link.rejected) });
    switch (decision.kind) {
      case 'one': {
        const customer = candidates.find((one) => one.customer.id === decision.customerId)?.customer ?? null;
        return { match: matchOf(decision.customerId, []), customer };
      }
      case 'confirm':
        return { match: matchOf(null, [candidateView(decision.candidate)]), customer: null };
      case 'choose':
        return { match: matchOf(null, decision.candidates.map(candidateView)), customer: null };
      case 'none':
        return { match: matchOf(null, []), customer: null };
    }
  }

  const matchOf = (customerId: string | null, candidates: CandidateView[]): Match => ({
    customerId,
    candidates,
    readAt: now(),
  });

  async function writeCard(asOf: number, connectionId: string, customer: Customer): Promise<void> {
    if (asOf !== setUps) return;
    await session.updateCard(connectionId, customer.id, (was) => ({
      customer,
      readAt: now(),
      timeline: was?.timeline ?? null,
    }));
    const view = await session.readCatalogue(connectionId);
    if (view && lacks(view.catalogue, customer)) bringCatalogue(connectionId, catalogueRetry);
  }

  /**
   * Files an answer, then gives it to every tab that still shows this chat. One that was asked for under another set-up
   * is another company's, perhaps: it is filed nowhere.
   */
  async function publish(
    asOf: number,
    connectionId: string,
    chat: string,
    match: Match,
    customer: Customer | null,
  ): Promise<void> {
    if (customer) await writeCard(asOf, connectionId, customer);
    if (asOf !== setUps) return;
    await session.writeMatch(connectionId, chat, match);
    const hasCard = customer !== null;
    await eachTabShowing(connectionId, chat, (view) =>
      asOf === setUps
        ? { ...view, ...matched(view.detection, match, hasCard), error: null, needsAccess: null }
        : null,
    );
  }

  async function publishError(connectionId: string, chat: string, error: AppErrorData): Promise<void> {
    const needsAccess = error.code === 'PERMISSION_MISSING' ? await accessPattern(connectionId) : null;
    await eachTabShowing(connectionId, chat, (view) => {
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
        view && view.connectionId === connectionId && chatName(view.detection) === chat ? change(view) : null,
      );
    }
  }

  /** The card is shown without it; the next chat or the next opening asks again. */
  function bringCatalogue(connectionId: string, freshFor: number): void {
    readCatalogue(connectionId, freshFor).catch(() => {});
  }

  /** Until the chat is left, and no longer: a name is not enough to know it again. */
  async function showChosen(connectionId: string, chat: string, customerId: string | null): Promise<void> {
    const match: Match = { customerId, candidates: [], readAt: 0 };
    await session.writeMatch(connectionId, chat, match);
    await eachTabShowing(connectionId, chat, (view) => ({
      ...view,
      ...matched(view.detection, match, false),
      error: null,
    }));
  }

  function readCatalogue(connectionId: string, freshFor = catalogueFreshFor): Promise<void> {
    const underWay = catalogues.get(connectionId);
    if (underWay) return underWay;
    const asOf = setUps;
    const run = (async () => {
      const view = await session.readCatalogue(connectionId);
      if (view && now() - view.readAt < freshFor) return;
      const adapter = await adapterFor(connectionId);
      const catalogue = await adapter.catalogue(AbortSignal.timeout(lookupDeadline));
      if (asOf !== setUps) return;
      await session.writeCatalogue(connectionId, { catalogue, readAt: now() });
      await asked();
    })().finally(() => {
      if (catalogues.get(connectionId) === run) catalogues.delete(connectionId);
    });
    catalogues.set(connectionId, run);
    return run;
  }

  async function reconsiderTab(tabId: number, current: Setup): Promise<void> {
    const shows = await session.readTab(tabId);
    if (!shows) return;
    const view = await session.showChat(tabId, chatOf(shows.detection, current), (was, known) =>
      // Meanwhile the tab may have gone on; then it was judged by the new set-up already.
      was?.epoch === shows.epoch ? tabView(was.documentId, was.detection, current, known) : null,
    );
    if (view) ask(tabId, view);
  }

  return {
    /** The content script of a tab spoke. What is older than what the tab shows is dropped. */
    async chatChanged(
      tabId: number,
      documentId: string,
      detection: Detection,
      first: boolean,
    ): Promise<void> {
      const current = await setup();
      let accountChanged = false;
      const view = await session.showChat(tabId, chatOf(detection, current), (was, known) => {
        const reloaded = first && was?.documentId !== documentId;
        if (was && detection.epoch < was.epoch && !reloaded) return null;
        const before = was?.detection.account;
        accountChanged = Boolean(before && detection.account && before !== detection.account);
        return tabView(documentId, detection, current, known);
      });
      if (!view) return;
      if (accountChanged) {
        for (const connection of current.connections) await session.forgetConnection(connection.id);
        await reconsiderTab(tabId, current);
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

    /** The set-up is about to change: whatever is still on its way belongs to the old one. */
    startOver(): void {
      setUps += 1;
      catalogues.clear();
    },

    /** The set-up changed: every tab is judged anew. */
    async reconsider(): Promise<void> {
      const current = await setup();
      for (const tabId of await session.knownTabs()) await reconsiderTab(tabId, current);
    },

    /** Has the catalogue in the session, read anew where it is older than `freshFor` (ms). Throws what the reading throws. */
    readCatalogue,

    /** Asks again at once. A tab that showed why it could not be read shows that it is being read. */
    async refresh(connectionId: string, chat: string): Promise<void> {
      await eachTabShowing(connectionId, chat, (view) =>
        view.state === 'error' ? { ...view, state: 'loading', error: null } : view,
      );
      for (const tabId of await session.knownTabs()) {
        const view = await session.readTab(tabId);
        if (view?.connectionId === connectionId && chatName(view.detection) === chat) ask(tabId, view, true);
      }
    },

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
      }));
    },

    async link({ connectionId, accountId, chat, customerId }: Linked): Promise<void> {
      if (!isPassing(chat)) await links.set(accountId, chat, customerId);
      if (!(await stillIs(connectionId, accountId))) return;
      if (isPassing(chat)) await showChosen(connectionId, chat, customerId);
      await this.refresh(connectionId, chat);
    },

    async reject({ connectionId, accountId, chat, customerIds }: Rejected): Promise<void> {
      if (!isPassing(chat)) await links.reject(accountId, chat, customerIds);
      if (!(await stillIs(connectionId, accountId))) return;
      if (isPassing(chat)) await showChosen(connectionId, chat, null);
      await this.refresh(connectionId, chat);
    },

    /**
     * A write is done: what it touched is shown as the back end now has it. `customer` is null where the write did not
     * bring it, `customerId` where nobody said who was created, `connectionId` where no connection is left for the account.
     */
    async written(
      { connectionId, accountId }: { connectionId: string | null; accountId: AccountId },
      change: Change,
      { customerId, customer }: { customerId: string | null; customer: Customer | null },
    ): Promise<void> {
      const asOf = setUps;
      const chat = change.kind === 'create' ? `phone:${change.phone}` : null;
      // We wrote this number ourselves, so from now on it is exact, however the back end spells it.
      if (chat && customerId) await links.set(accountId, chat, customerId);
      if (!connectionId) return;
      if (customer) await writeCard(asOf, connectionId, customer);
      if (chat) {
        if (!customer) return this.refresh(connectionId, chat);
        await publish(asOf, connectionId, chat, matchOf(customer.id, []), customer);
      }
      const id = customer?.id ?? customerId;
      if (!id) return;
      const adapter = await adapterFor(connectionId);
      const signal = AbortSignal.timeout(lookupDeadline);
      if (!customer) await writeCard(asOf, connectionId, await adapter.get(id, signal));
      await readTimeline(asOf, adapter, connectionId, id, signal);
    },

    async tabClosed(tabId: number): Promise<void> {
      shown.delete(tabId);
      await session.removeTab(tabId);
    },
  };
}

function chatOf(detection: Detection, { active }: Setup): { connectionId: string; name: string } | null {
  const name = chatName(detection);
  return active && name ? { connectionId: active.id, name } : null;
}

function candidateView(candidate: Candidate): CandidateView {
  return {
    customerId: candidate.customer.id,
    name: candidate.customer.name,
    stored: candidate.stored,
    reason: candidate.reason,
  };
}

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
