import type { AccountId } from '../accounts/account.ts';
import type { TimelinePage } from '../crm/model.ts';
import type { Change } from '../crm/port.ts';
import type { NoteDraft, Whose } from '../drafts/draft.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import { chatName, isPassing, lastingName as lidName, phoneOf } from '../session/chat-name.ts';
import {
  type CandidateView,
  type Card,
  type FirstPage,
  keys,
  type Person,
  type TabView,
  type WriteView,
} from '../session/shapes.ts';
import { maskDigits } from '../text/mask-digits.ts';
import type { Detection } from '../whatsapp/detection.ts';
import { whatsAppPattern } from '../whatsapp/web-address.ts';
import { applyWrites } from './apply-writes.ts';
import { markTodos } from './mark-todos.ts';
import { type Aside, keptKey, type PanelState } from './state.ts';
import type { PanelView, ViewState } from './view.ts';

/** ms for which a card counts as live. */
export const freshFor = 60_000;
const unanswered: AppErrorData = { code: 'CONTEXT_LOST', retryable: true };

/**
 * What is drawn, from what is known. Pure. Whatever the tab's view says of another document than the content script's,
 * or of an epoch below its own, is of a chat that was left, and is not drawn.
 */
export function selectView(state: PanelState): PanelView {
  const beside = besideView(state);
  const aside = asideOf(state);
  return aside ? aside.draw(beside, state, aside) : beside;
}

/** Who is looked at, while the chat is open beside which that began, and their company is there and they are known. */
export function asideOf(state: PanelState): Aside | null {
  const { aside, tabId, documentId, epoch, setup, cards } = state;
  if (!aside || aside.tabId !== tabId || aside.documentId !== documentId || aside.epoch !== epoch)
    return null;
  if (!setup?.connections.some(({ accountId }) => accountId === aside.accountId)) return null;
  const { read } = aside;
  return read && !cards[keys.customer(read.connectionId, aside.customerId)] ? null : aside;
}

function besideView(state: PanelState): PanelView {
  const { setup, hearing, barred, now } = state;
  // Beside another page the last customer stays, dimmed; while a tab has not answered, nothing is known of it.
  const trusted = !barred && (hearing === 'connected' || hearing === 'elsewhere');
  const tab = trusted ? ofOpenChat(state) : null;
  const shown = shownState(state, tab !== null);
  // Nothing is known of any connection, and nothing will be: the device can't be read.
  const unread = shown === 'loading' && setup === null && (state.device?.error ?? null) !== null;
  const connectionId = tab?.connectionId ?? null;
  const accountId = tab?.accountId ?? null;
  const customerId = tab?.customerId ?? null;
  const kept = accountId && customerId ? keptKey(accountId, customerId) : null;
  const cardKey = connectionId && customerId ? keys.customer(connectionId, customerId) : null;
  const card = (cardKey && state.cards[cardKey]) || null;
  const catalogue = (connectionId && state.catalogues[keys.catalogue(connectionId)]?.catalogue) || null;
  const detection = tab?.detection ?? null;
  const key = tab && lastingName(tab);
  const mine = writesOf(state, accountId, customerId, key, tab?.candidates ?? []);
  const timeline = card?.timeline;
  const older = kept && timeline ? continuing(state.olderEvents[kept], timeline) : undefined;
  const notes = kept ? state.olderEvents[`${kept} notes`] : undefined;
  return {
    state: unread ? 'error' : shown === 'ready' && !card ? 'loading' : shown,
    opening: openingOf(state),
    inactive: tab?.detection.inactive ?? null,
    setup,
    device: state.device,
    chat:
      detection?.state === 'chat'
        ? {
            displayName: detection.displayName,
            phone: detection.phone ? `+${detection.phone}` : null,
            username: detection.username,
            hiddenPhone: detection.hiddenPhone ? maskDigits(`+${detection.hiddenPhone}`, 4) : null,
            suggestedPhone: suggestedIn(detection),
            key,
            kind: detection.kind,
            groupSize: detection.groupSize,
            isBusiness: detection.isBusiness,
            byName: detection.confidence === 'probable' && detection.phoneSource !== 'title',
            reasons: detection.reasons,
          }
        : null,
    card:
      card && timeline
        ? { ...card, timeline: markTodos(older ? joinPages(timeline, older) : timeline, mine) }
        : card,
    customer: card ? applyWrites(card, mine, catalogue) : null,
    timelineParts: timeline && notes ? { notes: joinPages(timeline, notes) } : {},
    catalogue,
    orders: state.orders,
    candidates: tab?.candidates ?? [],
    rejected: tab?.rejected ?? [],
    linkGone: tab?.linkGone ?? false,
    error: tab?.error ?? (unread ? state.device?.error : null) ?? (state.unanswered ? unanswered : null),
    needsAccess: barred ? whatsAppPattern : (tab?.needsAccess ?? null),
    writes: mine,
    everywhere: allWrites(state),
    reminders: state.reminders,
    ...waitingElsewhere(state),
    fresh: card && now - card.readAt < freshFor ? 'live' : 'cached',
    offline: tab?.error?.code === 'OFFLINE' || (card !== null && isCutOff(state, card, mine)),
    ...draftsOf(state, ownerOf(tab)),
    layout: state.layout ?? state.habits,
    recentTags: (accountId && state.habits.recentTags[accountId]) || [],
    reasons: tab?.detection.reasons ?? [],
    now,
  };
}

/** Nothing a script says under one epoch is of two chats. */
export const openingOf = ({
  tabId,
  documentId,
  epoch,
}: Pick<PanelState, 'tabId' | 'documentId' | 'epoch'>): string => `${tabId} ${documentId} ${epoch}`;

/** Whom the title means, while the agent has not said so. */
function suggestedIn({ suggestedPhone, phone, hiddenPhone, numberHidden }: Detection): string | null {
  if (!suggestedPhone || phone || hiddenPhone) return null;
  return numberHidden ? maskDigits(`+${suggestedPhone}`, 4) : `+${suggestedPhone}`;
}

/** The browser says that the network went, and nothing was answered since. */
function isCutOff({ offlineSince, setup }: PanelState, card: Card, writes: readonly WriteView[]): boolean {
  if (offlineSince === null || setup?.active?.capabilities.onDevice) return false;
  const answered = Math.max(card.readAt, ...writes.map(({ doneAt }) => doneAt ?? 0));
  return answered < offlineSince;
}

const noNote: NoteDraft = { text: '', stageId: '', remindAt: '' };

export function draftsOf(
  { drafts, otherDrafts }: PanelState,
  owner: Owner | null,
): Pick<PanelView, 'noteDraft' | 'fieldDrafts' | 'createDraft' | 'reasonDraft' | 'otherDrafts'> {
  const { note, create, reason, ...fields } = (owner && drafts[owner.key]) ?? {};
  return {
    otherDrafts: (owner && otherDrafts[owner.key]) ?? [],
    noteDraft: note?.content.kind === 'note' ? note.content : noNote,
    createDraft: create?.content.kind === 'create' ? create.content : null,
    reasonDraft: reason?.content.kind === 'reason' ? reason.content : null,
    fieldDrafts: Object.fromEntries(
      Object.values(fields).flatMap((draft) =>
        draft?.content.kind === 'field' ? [[draft.content.key, draft.content.value] as const] : [],
      ),
    ),
  };
}

function shownState(state: PanelState, hasTab: boolean): ViewState {
  if (state.barred) return 'needs-access';
  switch (state.hearing) {
    case 'elsewhere':
      return 'not-whatsapp';
    case 'lost':
      return 'disconnected';
    case 'connecting':
      return 'loading';
    case 'connected':
      return hasTab && state.tab ? state.tab.state : 'loading';
  }
}

/** The writes of one customer, or of whom is being created for this chat; those the worker has not confirmed come last. */
export function writesOf(
  state: PanelState,
  accountId: AccountId | null,
  customerId: string | null,
  chat: string | null,
  candidates: readonly CandidateView[],
): WriteView[] {
  if (!accountId) return [];
  return allWrites(state).filter(
    (write) =>
      write.accountId === accountId &&
      ((customerId !== null && write.customerId === customerId) ||
        (chat !== null && write.customerId === chat) ||
        merges(write, [customerId, ...candidates.map((one) => one.customerId)])),
  );
}

/** It makes one of two, of whom one is here. */
const merges = ({ change }: WriteView, ids: readonly (string | null)[]): boolean =>
  change.kind === 'merge' && (ids.includes(change.customerId) || ids.includes(change.staysId));

function allWrites({ writes, submitted }: PanelState): WriteView[] {
  const known = new Set(writes.map((write) => write.id));
  return [...writes, ...submitted.filter((write) => !known.has(write.id))];
}

/** What waits for an account that no connection stands for, and for one that is asked about. */
function waitingElsewhere({ setup, writes }: PanelState): Pick<PanelView, 'stranded' | 'questions'> {
  if (!setup) return { stranded: [], questions: [] };
  const { connections, questions, absent } = setup;
  const open = writes.filter((write) => write.state !== 'done');
  const known = new Set(
    [...connections, ...questions, ...absent].flatMap(({ accountId }) => (accountId ? [accountId] : [])),
  );
  // Kept in the moment in which the connection was removed: its account is forgotten already, and has no name.
  const nameless = [...new Set(open.map((write) => write.accountId))]
    .filter((accountId) => !known.has(accountId))
    .map((accountId) => ({ accountId, name: null, provider: null }));
  return {
    stranded: [...absent, ...nameless].flatMap((account) => {
      const left = open.filter((write) => write.accountId === account.accountId);
      return left.length > 0 ? [{ ...account, writes: left }] : [];
    }),
    questions: questions.flatMap((question) => {
      const connection = connections.find((one) => one.id === question.connectionId);
      const held = open.filter((write) => write.accountId === question.accountId);
      return connection ? [{ ...question, connection, held: held.length }] : [];
    }),
  };
}

/** What the worker says of the tab, where that is of the chat that is open in it. */
function ofOpenChat({ tab, documentId, epoch }: PanelState): TabView | null {
  return tab && tab.documentId === documentId && tab.epoch >= epoch ? tab : null;
}

/** The chat that commands speak of, or null while none is drawn, as where somebody else is looked at. */
export function currentChat(
  state: PanelState,
): { connectionId: string; accountId: AccountId; chat: string } | null {
  const tab = state.hearing === 'connected' && !asideOf(state) ? ofOpenChat(state) : null;
  if (!tab?.connectionId || !tab.accountId) return null;
  const { connectionId, accountId } = tab;
  const chat = chatName(tab);
  return chat ? { connectionId, accountId, chat } : null;
}

/** Whom a change made now is for, in words: the customer, else the chat. A number that WhatsApp hides is not told. */
export function personIn(state: PanelState, change: Change): Person {
  const current = currentCustomer(state);
  const detection = state.tab?.detection;
  const card = current && state.cards[current.cardKey];
  const name =
    change.kind === 'create' ? change.name : (card?.customer.name ?? detection?.displayName ?? null);
  return { name, phone: detection?.phone ? `+${detection.phone}` : null };
}

/** The customer that commands speak of, with the key of what the panel keeps of them and that of the card. */
export function currentCustomer(state: PanelState): {
  connectionId: string;
  accountId: AccountId;
  customerId: string;
  key: string;
  cardKey: string;
} | null {
  const current = currentChat(state);
  const customerId = state.tab?.customerId;
  if (!current || !customerId) return null;
  const { connectionId, accountId } = current;
  return {
    connectionId,
    accountId,
    customerId,
    key: keptKey(accountId, customerId),
    cardKey: keys.customer(connectionId, customerId),
  };
}

/** The chat's name, unless it holds for this opening alone. */
function lastingName(tab: TabView): string | null {
  const chat = chatName(tab);
  return chat === null || isPassing(chat) ? null : chat;
}

interface Owner extends Whose {
  key: string;
  /** Of somebody who is yet to be created: by what they went until the chat's number appeared. */
  before?: string;
}

/** Whose drafts are typed beside this chat: the customer's, or those of somebody who is created for it. */
function ownerOf(tab: TabView | null): Owner | null {
  if (!tab?.accountId) return null;
  const { accountId } = tab;
  const chat = lastingName(tab);
  const customerId = tab.customerId ?? chat;
  if (!customerId) return null;
  const before = customerId === chat && phoneOf(chat) !== null ? lidName(tab) : null;
  return {
    accountId,
    customerId,
    key: keptKey(accountId, customerId),
    ...(before !== null && { before }),
  };
}

export const draftOwner = (state: PanelState): Owner | null =>
  currentChat(state) ? ownerOf(state.tab) : null;

/** Further pages that go on from this first one: those that stand in for one that was left out, for that one alone. */
export const continuing = (older: FirstPage | undefined, first: FirstPage | null): FirstPage | undefined =>
  older?.leftOut === first?.leftOut ? older : undefined;

/** The first page may have been read anew and then holds events that an older page holds too. */
function joinPages(first: FirstPage, older: FirstPage): TimelinePage {
  const known = new Set(first.events.map((event) => event.id));
  const open = first.open ?? older.open;
  return {
    events: [...first.events, ...older.events.filter((event) => !known.has(event.id))],
    next: older.next,
    ...(open && { open }),
  };
}
