/**
 * What the agent types, drawn at once and put away soon after; what another window puts away is drawn here too. A draft
 * carries the id it will be submitted under. Two windows that show one draft share its id, so that it is saved once; who
 * changes what was read gives it an id of its own, so that nothing typed elsewhere goes with it.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Change } from '../crm/port.ts';
import {
  type Draft,
  type DraftContent,
  type DraftPlace,
  isSaidBy,
  placeOf,
  type Whose,
} from '../drafts/draft.ts';
import type { DraftsChange } from '../session/shapes.ts';
import { ask } from './ask.ts';
import { draftOwner } from './select-view.ts';
import { keptKey, type PanelDraft, type PanelState } from './state.ts';
import { createUnsavedDrafts } from './unsaved-drafts.ts';

const isSame = (one: Draft, other: Draft | null): boolean =>
  JSON.stringify(one.content) === JSON.stringify(other?.content);

/** Whether the agent has a box in hand: what is drawn in it is not to change then. */
const isTyping = (): boolean =>
  document.hasFocus() && /^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '');

export function createDraftKeeper(store: StoreApi<PanelState>) {
  const unsaved = createUnsavedDrafts((key) => {
    // What is just being read may not have it yet.
    if (reads.get(key)?.isOver === false) reads.delete(key);
    readShown();
  });

  function draw(key: string, place: DraftPlace, draft: PanelDraft | null): void {
    store.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: { ...drafts[key], [place]: draft } } }));
  }

  const setOthers = (key: string, next: (others: PanelDraft[]) => PanelDraft[]): void =>
    store.setState(({ otherDrafts }) => ({
      otherDrafts: { ...otherDrafts, [key]: next(otherDrafts[key] ?? []) },
    }));

  /** By customer, the newest reading: an older one is not listened to. */
  const reads = new Map<string, { isOver: boolean }>();

  /** Reads the drafts of the customer who is shown, the first time, and once others are there. */
  function readShown(): void {
    const owner = draftOwner(store.getState());
    if (!owner || reads.has(owner.key)) return;
    const { key, accountId, customerId, before } = owner;
    const reading = { isOver: false };
    reads.set(key, reading);
    const whose = { accountId, customerId };
    // What is being typed goes on too.
    const read =
      before === undefined
        ? ask('draft.read', whose)
        : unsaved.save().then(() => ask('draft.read', { ...whose, before }));
    read.then(
      (kept) => {
        reading.isOver = true;
        if (reads.get(key) === reading) takeOver(key, whose, kept);
      },
      () => {
        if (reads.get(key) === reading) reads.delete(key);
      },
    );
  }

  /** What lies on the disk is drawn, but for what the agent has in hand: what differs from that is kept beside it. */
  function takeOver(key: string, whose: Whose, kept: readonly Draft[]): void {
    const { drafts, writes, past, submitted } = store.getState();
    const taken = new Set([...writes, ...submitted].map(({ id }) => id).concat(past));
    const here = drafts[key] ?? {};
    const there = kept.filter(({ id }) => !taken.has(id)).map((draft) => ({ ...draft, whose, mine: false }));
    const places = new Set([...Object.keys(here), ...there.map(({ content }) => placeOf(content))]);
    const others: PanelDraft[] = [];
    const next: Partial<Record<DraftPlace, PanelDraft | null>> = {};
    for (const place of places as Set<DraftPlace>) {
      const mine = here[place] ?? null;
      const pending = unsaved.at(key, place);
      const all = there.filter(
        ({ id, content }) => placeOf(content) === place && !pending?.over.includes(id),
      );
      const isKept = mine !== null && all.some(({ id }) => id === mine.id);
      const inHand = pending !== undefined || (mine?.mine && (isKept || isTyping()));
      const drawn = inHand ? mine : (all.at(-1) ?? null);
      next[place] = drawn;
      others.push(...all.filter((one) => one.id !== drawn?.id && !isSame(one, drawn)));
      if (drawn?.mine && !isKept && !pending) {
        unsaved.put({ whose, place, draft: { id: drawn.id, content: drawn.content }, over: [] });
        unsaved.saveSoon();
      }
    }
    store.setState((state) => ({ drafts: { ...state.drafts, [key]: next } }));
    setOthers(key, () => others);
  }

  function forget(key: string): void {
    unsaved.dropAll(key);
    // What is just being read was there before.
    reads.set(key, { isOver: true });
    store.setState(({ drafts, otherDrafts }) => ({
      drafts: { ...drafts, [key]: {} },
      otherDrafts: { ...otherDrafts, [key]: [] },
    }));
  }

  function hear({ whose, wrote, forgotten }: DraftsChange): void {
    const told = whose && keptKey(whose.accountId, whose.customerId);
    if (forgotten) {
      const known = told === null ? [...reads.keys(), ...Object.keys(store.getState().drafts)] : [told];
      for (const key of known) forget(key);
      return;
    }
    for (const key of [...reads.keys()]) {
      if (told !== null && key !== told) continue;
      const own = Object.values(store.getState().drafts[key] ?? {}).some(
        (draft) => draft?.mine && draft.id === wrote,
      );
      if (!own) reads.delete(key);
    }
  }

  /** What another window submitted is no draft here any more; what was typed on beyond it is one of its own. */
  function settle(state: PanelState): void {
    const changes = new Map(state.writes.map((write) => [write.id, write.change]));
    const past = new Set(state.past);
    for (const [key, places] of Object.entries(state.drafts)) {
      for (const [place, draft] of Object.entries(places) as [DraftPlace, PanelDraft | null][]) {
        if (!draft || !(changes.has(draft.id) || past.has(draft.id))) continue;
        const change = changes.get(draft.id);
        const goesOn = draft.mine && !(change && isSaidBy(draft.content, change));
        if (!goesOn) {
          unsaved.drop(key, place);
          draw(key, place, null);
          continue;
        }
        const own = { id: crypto.randomUUID(), content: draft.content };
        draw(key, place, { ...own, mine: true, whose: draft.whose });
        unsaved.put({ whose: draft.whose, place, draft: own, over: [draft.id] });
        unsaved.saveSoon();
      }
    }
  }
  store.subscribe((state, before) => {
    if (state.writes !== before.writes || state.past !== before.past) settle(state);
    if (state.draftsTold && state.draftsTold !== before.draftsTold) hear(state.draftsTold);
    readShown();
  });

  return {
    /** Draws what is typed and puts it away soon; `content` null: given up. */
    type(place: DraftPlace, content: DraftContent | null): void {
      const owner = draftOwner(store.getState());
      if (!owner) return;
      const { key, accountId, customerId } = owner;
      const whose = { accountId, customerId };
      const before = store.getState().drafts[key]?.[place];
      if (!content) {
        // It was submitted or given up already, or not read yet: what may lie there was not seen.
        if (!before) return;
        draw(key, place, null);
        unsaved.put({ whose, place, draft: null, over: [before.id] });
        void unsaved.save();
        return;
      }
      const draft = { id: before?.mine ? before.id : crypto.randomUUID(), content };
      draw(key, place, { ...draft, mine: true, whose });
      unsaved.put({ whose, place, draft, over: before && !before.mine ? [before.id] : [] });
      unsaved.saveSoon();
    },

    /**
     * The draft is being submitted: it is put away at once, and no longer drawn. Its id; null where there is none, or
     * where another window's came into the box in the very moment of the press.
     */
    take(place: DraftPlace | null, change: Change): string | null {
      const owner = draftOwner(store.getState());
      const draft = owner && place && store.getState().drafts[owner.key]?.[place];
      if (!owner || !place || !draft || !(draft.mine || isSaidBy(draft.content, change))) return null;
      // Before the submission, and again should the disk refuse both: the worker keeps no draft of what it took.
      if (unsaved.at(owner.key, place)) void unsaved.save();
      draw(owner.key, place, null);
      return draft.id;
    },

    /** What was refused is given up, and its draft with it: not what else was typed at that place since. */
    discard(whose: Whose, key: string, place: DraftPlace, id: string): void {
      if (unsaved.at(key, place)?.draft?.id === id) unsaved.drop(key, place);
      unsaved.put({ whose, place, draft: null, over: [id] }, id);
      void unsaved.save();
    },

    forget,

    /** What another window typed takes its place in the box, and what stood there waits beside it. */
    async use(id: string): Promise<void> {
      await unsaved.save();
      const owner = draftOwner(store.getState());
      const other = owner && store.getState().otherDrafts[owner.key]?.find((draft) => draft.id === id);
      if (!owner || !other) return;
      const place = placeOf(other.content);
      const here = store.getState().drafts[owner.key]?.[place];
      setOthers(owner.key, (others) => others.flatMap((one) => (one.id === id ? (here ?? []) : one)));
      draw(owner.key, place, { ...other, mine: true });
    },

    discardOther(id: string): void {
      const owner = draftOwner(store.getState());
      const other = owner && store.getState().otherDrafts[owner.key]?.find((draft) => draft.id === id);
      if (!owner || !other) return;
      setOthers(owner.key, (others) => others.filter((one) => one.id !== id));
      unsaved.put({ whose: other.whose, place: placeOf(other.content), draft: null, over: [id] }, id);
      void unsaved.save();
    },

    save: unsaved.save,
  };
}
