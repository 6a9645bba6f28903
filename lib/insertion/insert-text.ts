/**
 * Puts a text into WhatsApp's box, once, and reads it back. Nothing is ever sent: no key, no press, no submission.
 *
 *   prepare ──▶ found, and free ──(whose chat it is, asked once more)──▶ write ──▶ the very same place ──▶ put ──▶ read back
 *
 * What is checked and what is put happen in one turn of the page, so that no chat can be opened in between.
 */
import { withPlainBreaks } from '../text/plain-breaks.ts';
import { isDrawn } from '../whatsapp/page/visibility.ts';
import { findComposer, isSamePlace, type Place } from './find-composer.ts';
import type { InsertionResult } from './insertion-result.ts';
import { isHeld, markedBox, readComposer } from './read-composer.ts';

export interface InsertionRequest {
  text: string;
  /** Into what stands there, where the agent's cursor is; else only into an empty box. */
  atCursor: boolean;
  /** The title of the chat that it is for, where one is known. */
  title: string | null;
  /** ms between two looks. */
  turn: number;
}

/** How many looks a text has to arrive, how many must find the same after that, and how many more it has for that. */
const looks = { arrive: 20, settle: 3, more: 20 };

export function createInsertion(document: Document, isVisible = isDrawn) {
  let prepared: { place: Place; request: InsertionRequest } | null = null;

  const find = () => findComposer(document, isVisible);

  /** What stands in the way of writing there. */
  function obstacle({ composer }: Place, { atCursor }: InsertionRequest): InsertionResult | null {
    if (!atCursor) return readComposer(composer) === '' ? null : 'not-empty';
    const selection = document.getSelection();
    const isOurs = selection && composer.contains(selection.anchorNode) && !selection.isCollapsed;
    return isOurs ? 'text-selected' : null;
  }

  /** The place is still what it was, and free. Null: it is. */
  function changed({ place, request }: NonNullable<typeof prepared>): InsertionResult | null {
    const now = find();
    if (typeof now === 'string') return now;
    return isSamePlace(place, now) ? obstacle(now, request) : 'not-same-chat';
  }

  return {
    /** Looks, and changes nothing. */
    prepare(request: InsertionRequest): InsertionResult | 'ready' {
      prepared = null;
      const place = find();
      if (typeof place === 'string') return place;
      if (request.title !== null && place.title !== request.title) return 'not-same-chat';
      const inTheWay = obstacle(place, request);
      if (inTheWay) return inTheWay;
      prepared = { place, request: { ...request, text: withPlainBreaks(request.text) } };
      return 'ready';
    },

    /** What was prepared, once. */
    async write(): Promise<InsertionResult> {
      const mine = prepared;
      prepared = null;
      if (!mine) return 'page-gone';
      const { place, request } = mine;
      const { composer } = place;
      const inTheWay = changed(mine);
      if (inTheWay) return inTheWay;
      const before = readComposer(composer);
      // The page hears of the cursor, and may do anything.
      putCursor(composer, request.atCursor);
      const meanwhile = changed(mine);
      if (meanwhile) return meanwhile;
      const isTaken = tell(composer, request);
      let isSure = true;
      if ((await arrived(composer, before, request)) === before && !isTaken && mayTryOtherwise(mine)) {
        document.execCommand('insertText', false, request.text);
        await arrived(composer, before, request);
        isSure = isHeld(composer);
      }
      const now = find();
      if (typeof now === 'string' || !isSamePlace(place, now)) return 'left-meanwhile';
      const result = judge(before, readComposer(composer), request.text);
      return result === 'inserted' && !isSure ? 'not-as-meant' : result;
    },
  };

  function putCursor(composer: HTMLElement, atCursor: boolean): void {
    const selection = document.getSelection();
    const stands = atCursor && composer.contains(selection?.anchorNode ?? null);
    composer.focus({ preventScroll: true });
    if (stands || !selection) return;
    selection.selectAllChildren(composer.lastElementChild ?? composer);
    selection.collapseToEnd();
  }

  /** The browser's own way loses line breaks, writes wherever the cursor is, and draws what no editor may have taken. */
  function mayTryOtherwise(mine: NonNullable<typeof prepared>): boolean {
    const { composer } = mine.place;
    return (
      !mine.request.text.includes('\n') &&
      composer.matches(markedBox) &&
      changed(mine) === null &&
      readComposer(composer) === '' &&
      composer.contains(document.getSelection()?.anchorNode ?? null)
    );
  }
}

/** Says to the page what a keyboard says before a text comes in. Whether it was taken: then nobody else puts it in. */
function tell(composer: Element, { text, atCursor }: InsertionRequest): boolean {
  const inputType = atCursor ? 'insertReplacementText' : 'insertText';
  const means = { inputType, data: text, bubbles: true, cancelable: true, composed: true };
  return !composer.dispatchEvent(new InputEvent('beforeinput', means));
}

/**
 * What stands there once it has changed and changes no more; what stood there before, where it has not. A box that is
 * gone is not waited for.
 */
async function arrived(composer: Element, before: string, { turn }: InsertionRequest): Promise<string> {
  let text = before;
  let same = 0;
  for (let look = 0; look < looks.arrive + (text === before ? 0 : looks.more); look += 1) {
    await new Promise((resolve) => setTimeout(resolve, turn));
    const now = readComposer(composer);
    same = now === text ? same + 1 : 0;
    text = now;
    if (!composer.isConnected || (text !== before && same >= looks.settle)) break;
  }
  return text;
}

/** @param text what was to be put, whose line breaks are plain. */
function judge(before: string, after: string, text: string): InsertionResult {
  if (after === before) return 'not-taken';
  const added = after.length === before.length + text.length;
  for (let at = 0; added && at <= before.length; at += 1) {
    if (before.slice(0, at) + text + before.slice(at) === after) return 'inserted';
  }
  return 'not-as-meant';
}
