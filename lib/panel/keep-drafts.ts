/**
 * What the agent types, drawn at once and put away soon after. A draft carries the id it will be submitted under. Two
 * windows that show one draft share its id, so that it is saved once; who changes what was read gives it an id of its
 * own, so that nothing typed elsewhere goes with it.
 */
import type { StoreApi } from 'zustand/vanilla';
import { type Draft, type DraftContent, type DraftPlace, isSaidBy, type Whose } from '../drafts/draft.ts';
import { isAppError } from '../errors/app-error.ts';
import { send } from '../messages/send.ts';
import { ask, isUnanswered } from './ask.ts';
import { draftOwner } from './select-view.ts';
import type { PanelDraft, PanelState } from './state.ts';

/** ms of quiet after which a draft is put away, and after which it is tried again when it could not be. */
const quiet = 300;
const again = 5_000;

/** Nobody answered, or the disk takes nothing for now: the same may pass later. */
const mayPass = (thrown: unknown): boolean =>
  isUnanswered(thrown) ||
  (isAppError(thrown) && (thrown.code === 'STORAGE_FULL' || thrown.reason === 'storage-broken'));

/** What the disk does not have yet. */
interface Unsaved {
  whose: Whose;
  place: DraftPlace;
  draft: Draft | null;
  /** The one that is given up, where nothing else may go with it. */
  only: string | null;
}

export function createDraftKeeper(store: StoreApi<PanelState>) {
  /** The newest word on each place, and on each draft that is given up alone; oldest first. */
  const unsaved = new Map<string, Unsaved>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> | null = null;

  const nameOf = (key: string, place: DraftPlace, only?: string | null) => `${key}\n${place}\n${only ?? ''}`;

  function draw(key: string, place: DraftPlace, draft: PanelDraft | null): void {
    store.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: { ...drafts[key], [place]: draft } } }));
  }

  /** One at a time, so that an older word that had to be said again does not come after a newer one. */
  async function saveAll(): Promise<void> {
    for (let next = unsaved.entries().next(); !next.done; next = unsaved.entries().next()) {
      const [name, { whose, place, draft, only }] = next.value;
      const entry = next.value[1];
      try {
        await ask('draft.write', { ...whose, place, draft, only });
      } catch (thrown) {
        if (mayPass(thrown)) {
          saveSoon(again);
          return;
        }
      }
      if (unsaved.get(name) === entry) unsaved.delete(name);
    }
  }

  /** Resolves when everything typed so far was put away, or could not be. */
  function save(): Promise<void> {
    clearTimeout(timer);
    saving ??= saveAll().finally(() => {
      saving = null;
    });
    return saving;
  }

  function saveSoon(after: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), after);
  }

  function put(key: string, entry: Unsaved): void {
    const name = nameOf(key, entry.place, entry.only);
    unsaved.delete(name);
    unsaved.set(name, entry);
  }

  /** For a page that goes: said once each, as there is nobody left to say it again. */
  function leave(): void {
    clearTimeout(timer);
    for (const { whose, place, draft, only } of unsaved.values()) {
      send('draft.write', { ...whose, place, draft, only }).catch(() => {});
    }
    unsaved.clear();
  }
  addEventListener('pagehide', leave);

  /** What another window submitted is no draft here any more; what was typed on beyond it is one of its own. */
  function settle(state: PanelState): void {
    const changes = new Map(state.writes.map((write) => [write.id, write.change]));
    const past = new Set(state.past);
    for (const [key, places] of Object.entries(state.drafts)) {
      for (const [place, draft] of Object.entries(places) as [DraftPlace, PanelDraft | null][]) {
        if (!draft || !(changes.has(draft.id) || past.has(draft.id))) continue;
        const change = changes.get(draft.id);
        const goesOn = draft.mine && !(change && isSaidBy(draft.content, change));
        unsaved.delete(nameOf(key, place));
        if (!goesOn) {
          draw(key, place, null);
          continue;
        }
        const own = { id: crypto.randomUUID(), content: draft.content };
        draw(key, place, { ...own, mine: true, whose: draft.whose });
        put(key, { whose: draft.whose, place, draft: own, only: null });
        saveSoon(quiet);
      }
    }
  }
  store.subscribe((state, before) => {
    if (state.writes !== before.writes || state.past !== before.past) settle(state);
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
        // It was submitted or given up already; what was not read yet may lie there.
        if (before === null) return;
        draw(key, place, null);
        put(key, { whose, place, draft: null, only: null });
        void save();
        return;
      }
      const draft = { id: before?.mine ? before.id : crypto.randomUUID(), content };
      draw(key, place, { ...draft, mine: true, whose });
      put(key, { whose, place, draft, only: null });
      saveSoon(quiet);
    },

    /** The draft is being submitted: it is put away at once, and no longer drawn. Its id; null where there is none. */
    take(place: DraftPlace | null): string | null {
      const owner = draftOwner(store.getState());
      const draft = owner && place && store.getState().drafts[owner.key]?.[place];
      if (!owner || !place || !draft) return null;
      // Before the submission, and again should the disk refuse both: the worker keeps no draft of what it took.
      if (unsaved.has(nameOf(owner.key, place))) void save();
      draw(owner.key, place, null);
      return draft.id;
    },

    /** What was refused is given up, and its draft with it: not what else was typed at that place since. */
    discard(whose: Whose, key: string, place: DraftPlace, id: string): void {
      if (unsaved.get(nameOf(key, place))?.draft?.id === id) unsaved.delete(nameOf(key, place));
      put(key, { whose, place, draft: null, only: id });
      void save();
    },

    forget(key: string): void {
      for (const name of unsaved.keys()) if (name.startsWith(`${key}\n`)) unsaved.delete(name);
      store.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: {} } }));
    },

    save,
  };
}
