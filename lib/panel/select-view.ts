import type { FieldValue, TimelinePage } from '../crm/model.ts';
import { chatName } from '../flow/chat-name.ts';
import { type Card, keys, type PanelState as ShownState, type WriteView } from '../session/shapes.ts';
import { whatsAppPattern } from '../whatsapp/web-address.ts';
import { applyWrites } from './apply-writes.ts';
import { markTodos } from './mark-todos.ts';
import type { PanelState } from './state.ts';
import type { PanelView } from './view.ts';

/** ms for which a card counts as live. */
const freshFor = 60_000;

/**
 * What is drawn, from what is known. Pure. Whatever the tab's view says of an epoch below the content script's own is
 * of a chat that was left, and is not drawn.
 */
export function selectView(state: PanelState): PanelView {
  const { setup, hearing, barred, epoch, now } = state;
  // Beside another page the last customer stays, dimmed; while a tab has not answered, nothing is known of it.
  const trusted = !barred && (hearing === 'connected' || hearing === 'elsewhere');
  const tab = trusted && state.tab && state.tab.epoch >= epoch ? state.tab : null;
  const shown = shownState(state, tab !== null);
  const connectionId = tab?.connectionId ?? null;
  const customerId = tab?.customerId ?? null;
  const cardKey = connectionId && customerId ? keys.customer(connectionId, customerId) : null;
  const card = (cardKey && state.cards[cardKey]) || null;
  const catalogue = (connectionId && state.catalogues[keys.catalogue(connectionId)]?.catalogue) || null;
  const detection = tab?.detection ?? null;
  const mine = writesOf(state, connectionId, customerId, detection?.phone ?? null);
  const older = cardKey ? state.olderEvents[cardKey] : undefined;
  const timeline = card?.timeline;
  const notes = cardKey ? state.olderEvents[`${cardKey} notes`] : undefined;
  return {
    state: shown === 'ready' && !card ? 'loading' : shown,
    setup,
    chat:
      detection?.state === 'chat'
        ? {
            displayName: detection.displayName,
            phone: detection.phone ? `+${detection.phone}` : null,
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
    candidates: tab?.candidates ?? [],
    error: tab?.error ?? null,
    needsAccess: barred ? whatsAppPattern : (tab?.needsAccess ?? null),
    writes: mine,
    stranded: strandedWrites(state),
    fresh: card && now - card.readAt < freshFor ? 'live' : 'cached',
    offline: tab?.error?.code === 'OFFLINE' || (card !== null && isCutOff(state, card, mine)),
    noteDraft: (cardKey && state.drafts[cardKey]) || '',
    fieldDrafts: cardKey ? draftsOf(state.fieldDrafts[cardKey] ?? {}) : {},
    layout: state.layout ?? state.habits,
    recentTags: (connectionId && state.habits.recentTags[connectionId]) || [],
    reasons: tab?.detection.reasons ?? [],
    now,
  };
}

/** The browser says that the network went, and nothing was answered since. */
function isCutOff({ offlineSince }: PanelState, card: Card, writes: readonly WriteView[]): boolean {
  if (offlineSince === null) return false;
  const answered = Math.max(card.readAt, ...writes.map(({ doneAt }) => doneAt ?? 0));
  return answered < offlineSince;
}

function draftsOf(drafts: Record<string, { value: FieldValue } | null>): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(drafts).flatMap(([key, draft]) => (draft ? [[key, draft.value] as const] : [])),
  );
}

function shownState(state: PanelState, hasTab: boolean): ShownState {
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

/** The writes of one customer, or of a number that is being created; those the worker has not confirmed come last. */
function writesOf(
  state: PanelState,
  connectionId: string | null,
  customerId: string | null,
  phone: string | null,
): WriteView[] {
  if (!connectionId) return [];
  const known = new Set(state.writes.map((write) => write.id));
  const all = [...state.writes, ...state.submitted.filter((write) => !known.has(write.id))];
  return all.filter(
    (write) =>
      write.connectionId === connectionId &&
      ((customerId !== null && write.customerId === customerId) ||
        (phone !== null && write.customerId === `phone:+${phone}`)),
  );
}

function strandedWrites({ setup, writes }: PanelState): WriteView[] {
  if (!setup) return [];
  const connections = new Set(setup.connections.map(({ id }) => id));
  return writes.filter(({ connectionId, state }) => state !== 'done' && !connections.has(connectionId));
}

/** The chat that commands speak of, or null while none is drawn. */
export function currentChat(state: PanelState): { connectionId: string; chat: string } | null {
  const tab = state.tab;
  if (!tab?.connectionId || tab.epoch < state.epoch || state.hearing !== 'connected') return null;
  const chat = chatName(tab.detection);
  return chat ? { connectionId: tab.connectionId, chat } : null;
}

/** The customer that commands speak of, with its session key. */
export function currentCustomer(
  state: PanelState,
): { connectionId: string; customerId: string; key: string } | null {
  const current = currentChat(state);
  const customerId = state.tab?.customerId;
  if (!current || !customerId) return null;
  const { connectionId } = current;
  return { connectionId, customerId, key: keys.customer(connectionId, customerId) };
}

/** The first page may have been read anew and then holds events that an older page holds too. */
function joinPages(first: TimelinePage, older: TimelinePage): TimelinePage {
  const known = new Set(first.events.map((event) => event.id));
  return {
    ...first,
    events: [...first.events, ...older.events.filter((event) => !known.has(event.id))],
    next: older.next,
  };
}
