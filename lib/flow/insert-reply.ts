/**
 * A text into WhatsApp's box, at the agent's press. Whose chat it is comes before everything and is asked twice: before
 * the page is looked at, and again once the place to write is found. What the page finds changed after that, it refuses itself.
 */
import { createQueue } from '../concurrency/in-turn.ts';
import { AppError } from '../errors/app-error.ts';
import type { InsertionRequest } from '../insertion/insert-text.ts';
import type { InsertionResult } from '../insertion/insertion-result.ts';
import { chatName } from '../session/chat-name.ts';
import type { TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { ChatEpoch } from '../whatsapp/ports.ts';

/** What is to be put, and the card that it was made for. */
export interface ReplyInsertion extends ChatEpoch {
  /** The chat's name; null: a chat with no one person. */
  chat: string | null;
  connectionId: string | null;
  /** Whose facts are in the text; null: nobody's. */
  customerId: string | null;
  text: string;
  /** Where the agent's cursor is, whatever stands there; else only into an empty box. */
  atCursor: boolean;
}

/** The page of a tab. Everything gives null where it can't be reached. */
export interface ComposerReach {
  /** Which chat it shows now. */
  ask(tabId: number): Promise<ChatEpoch | null>;
  prepare(tabId: number, request: InsertionRequest): Promise<InsertionResult | 'ready' | null>;
  write(tabId: number): Promise<InsertionResult | null>;
}

/** ms between two looks at the box. */
const turn = 40;

export function createReplyInserter(deps: {
  session: Pick<SessionWriter, 'knownTabs' | 'readTab'>;
  reach: ComposerReach;
  /** Whether inserting is switched on. */
  isOn(): Promise<boolean>;
}) {
  const { session, reach, isOn } = deps;
  const queue = createQueue();

  /** The tab that shows this opening of this chat, and this customer. */
  async function find(asked: ReplyInsertion): Promise<{ tabId: number; view: TabView } | null> {
    for (const tabId of await session.knownTabs()) {
      const view = await session.readTab(tabId);
      if (view?.documentId === asked.documentId) return isFor(view, asked) ? { tabId, view } : null;
    }
    return null;
  }

  /** The page, and what is known of it, are what the card was made for. */
  async function isStillIt(tabId: number, asked: ReplyInsertion): Promise<InsertionResult | null> {
    const now = await reach.ask(tabId);
    if (!now) return 'page-gone';
    const isSame = now.documentId === asked.documentId && now.epoch === asked.epoch;
    return isSame && (await find(asked))?.tabId === tabId ? null : 'not-same-chat';
  }

  async function insert(asked: ReplyInsertion): Promise<InsertionResult> {
    const { text, atCursor } = asked;
    if (!(await isOn())) throw new AppError('FORBIDDEN', { detail: 'inserting is off' });
    const shown = await find(asked);
    if (!shown) return 'not-same-chat';
    const { tabId, view } = shown;
    const other = await isStillIt(tabId, asked);
    if (other) return other;
    const title = view.detection.displayName;
    const found = await reach.prepare(tabId, { text, atCursor, title, turn });
    if (found !== 'ready') return found ?? 'page-gone';
    const meanwhile = await isStillIt(tabId, asked);
    if (meanwhile) return meanwhile;
    return (await reach.write(tabId)) ?? 'no-answer';
  }

  /** One after another: of two presses the second finds what the first one wrote. */
  return (asked: ReplyInsertion): Promise<InsertionResult> => queue(() => insert(asked));
}

function isFor(view: TabView, asked: ReplyInsertion): boolean {
  return (
    view.detection.state === 'chat' &&
    view.detection.epoch === asked.epoch &&
    chatName(view) === asked.chat &&
    view.connectionId === asked.connectionId &&
    view.customerId === asked.customerId
  );
}
