/**
 * Follow-up notes (section 3.4.2). The vendor keeps no author of them and gives no id, so a note ends with a line that
 * says who wrote it and when; by that line we know our own again.
 */
import { AppError } from '../../errors/app-error.ts';
import type { Change, Verdict } from '../port.ts';
import type { SobotConnection } from './connection.ts';
import { textsOf, timeOfEvent } from './events.ts';
import { foldNote, noteSignature } from './note-signature.ts';
import { pageSize } from './timeline-reader.ts';
import type { SobotWire } from './wire.ts';
import type { WireEvent } from './wire-rows.ts';

/** What is remembered of a note that was sent. */
export interface SentNote {
  /** Its last line; null: it was not signed. */
  signature: string | null;
  /** Epoch ms, by the server's clock as far as it is known. */
  at: number;
}

/** Must outlive the worker. `key` is the change's. */
export interface NoteMemory {
  remember(key: string, note: SentNote): Promise<void>;
  recall(key: string): Promise<SentNote | null>;
}

type Note = Extract<Change, { kind: 'note' }>;

/** ms by which the server's clock and ours may differ when events are compared with a note. */
const slack = 5 * 60_000;
/** Pages that are looked through for a note. */
const mostPages = 4;

/** Whether notes are signed, which is what lets us know our own. */
export const signsNotes = ({ me, options }: SobotConnection): boolean =>
  options.signNotes && me !== undefined && me.name.trim() !== '';

export type Notes = ReturnType<typeof createNotes>;

export function createNotes({
  wire,
  connection,
  memory,
  now,
}: {
  wire: SobotWire;
  connection: SobotConnection;
  memory: NoteMemory;
  /** Epoch ms by the server's clock as far as it is known. */
  now(): number;
}) {
  const contentOf = ({ text }: Note, signature: string | null) =>
    signature === null ? text.trim() : `${text.trim()}\n${signature}`;

  function sign(at: number): string | null {
    const name = connection.me?.name.trim().replace(/\s+/g, ' ') ?? '';
    return signsNotes(connection) ? noteSignature(name, at, connection.options.timeZone) : null;
  }

  return {
    async save(note: Note, key: string, signal: AbortSignal): Promise<void> {
      if (note.stageId !== undefined || note.remindAt !== undefined) {
        throw new AppError('UNSUPPORTED', { detail: 'a note with a stage or a reminder' });
      }
      if (note.text.trim() === '') throw new AppError('INVALID_INPUT', { detail: 'note' });
      const at = now();
      const signature = sign(at);
      await memory.remember(key, { signature, at });
      signal.throwIfAborted();
      await wire.saveNote(note.customerId, contentOf(note, signature), signal);
    },

    /**
     * Looks for the note in the newest events. One that was never begun is `absent`; one that is not signed can be
     * anybody's, so that finding its text is `unclear`.
     */
    async verify(note: Note, key: string, signal: AbortSignal): Promise<Verdict> {
      const sent = await memory.recall(key);
      if (!sent) return 'absent';
      const wanted = foldNote(contentOf(note, sent.signature));
      for (let page = 1; page <= mostPages; page += 1) {
        const asked = { userId: note.customerId, page, pageSize };
        const { events, isLast } = await wire.events(asked, signal);
        const since = events.filter((event) => mayBeSince(event, sent.at - slack));
        if (since.some((event) => holds(event, wanted))) {
          return sent.signature === null ? 'unclear' : 'applied';
        }
        // Events are not quite in order, so the end is reached when a whole page is older.
        if (isLast || since.length === 0) return 'absent';
      }
      return 'unclear';
    },
  };
}

/** An event that does not say when it happened may be the note. */
function mayBeSince(event: WireEvent, epochMs: number): boolean {
  const at = timeOfEvent(event);
  return at === null || Date.parse(at) >= epochMs;
}

const holds = (event: WireEvent, wanted: string): boolean =>
  textsOf(event).some((text) => foldNote(text).includes(wanted));
