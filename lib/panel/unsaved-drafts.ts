/** What the disk does not have yet of what the agent typed: said until it was taken, also while nobody answers. */
import type { Draft, DraftPlace, Whose } from '../drafts/draft.ts';
import { isAppError } from '../errors/app-error.ts';
import { send } from '../messages/send.ts';
import { ask, isUnanswered } from './ask.ts';
import { keptKey } from './state.ts';

/** ms of quiet after which a draft is put away, and after which it is tried again when it could not be. */
const quiet = 300;
const again = 5_000;

/** Nobody answered, or the disk takes nothing for now: the same may pass later. */
const mayPass = (thrown: unknown): boolean =>
  isUnanswered(thrown) ||
  (isAppError(thrown) && (thrown.code === 'STORAGE_FULL' || thrown.reason === 'storage-broken'));

export interface Unsaved {
  whose: Whose;
  place: DraftPlace;
  /** Null: nothing unsaved is left at this place. */
  draft: Draft | null;
  /** The drafts that it takes the place of: those that stood there when it was typed. */
  over: string[];
}

/** @param onPutAway of each that was put away, or can never be: by {@link keptKey}, whose it is. */
export function createUnsavedDrafts(onPutAway: (key: string) => void) {
  /** The newest word on each place, and on each draft that is given up alone; oldest first. */
  const entries = new Map<string, Unsaved>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> | null = null;

  const nameOf = (key: string, place: DraftPlace, alone = '') => `${key}\n${place}\n${alone}`;
  const keyOf = ({ whose }: Unsaved) => keptKey(whose.accountId, whose.customerId);

  /** One at a time, so that an older word that had to be said again does not come after a newer one. */
  async function saveAll(): Promise<void> {
    for (let next = entries.entries().next(); !next.done; next = entries.entries().next()) {
      const [name, entry] = next.value;
      const { whose, place, draft, over } = entry;
      try {
        await ask('draft.write', { ...whose, place, draft, over });
      } catch (thrown) {
        if (mayPass(thrown)) return saveAfter(again);
      }
      if (entries.get(name) === entry) entries.delete(name);
      onPutAway(keyOf(entry));
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

  function saveAfter(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), ms);
  }

  /** For a page that goes: said once each, as there is nobody left to say it again. */
  function leave(): void {
    clearTimeout(timer);
    for (const { whose, place, draft, over } of entries.values()) {
      send('draft.write', { ...whose, place, draft, over }).catch(() => {});
    }
    entries.clear();
  }
  addEventListener('pagehide', leave);

  return {
    save,
    saveSoon: () => saveAfter(quiet),

    at: (key: string, place: DraftPlace): Unsaved | undefined => entries.get(nameOf(key, place)),

    /** @param alone the draft that is given up by itself, whatever else is typed at its place. */
    put(entry: Unsaved, alone?: string): void {
      const name = nameOf(keyOf(entry), entry.place, alone);
      const over = [...(entries.get(name)?.over ?? []), ...entry.over];
      entries.delete(name);
      entries.set(name, { ...entry, over });
    },

    drop: (key: string, place: DraftPlace): boolean => entries.delete(nameOf(key, place)),

    dropAll(key: string): void {
      for (const [name, entry] of entries) if (keyOf(entry) === key) entries.delete(name);
    },
  };
}
