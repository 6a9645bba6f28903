import { AppError, isAppError } from '../errors/app-error.ts';
import type { MessageInput, MessageOutput, MessageType } from '../messages/contract.ts';
import { send } from '../messages/send.ts';

/** ms before each new try. The browser starts a worker that was killed anew for the next message. */
const pauses = [50, 200, 1_000, 3_000];
/**
 * ms. A decision must not be asked for again once what it was about may stand anew: an answer that was lost settles for
 * longer than this.
 */
const within = 10_000;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Nobody answered: the worker was killed with the question, or could not start. A page never outlives its extension. */
export const isUnanswered = (thrown: unknown): boolean =>
  isAppError(thrown) && thrown.code === 'CONTEXT_LOST';

/**
 * Sends one message from the panel, and again where its answer was lost. Throws what `send` throws.
 *
 * @param endsAt epoch ms from which it is not said any more.
 */
export async function ask<T extends MessageType>(
  type: T,
  input: MessageInput<T>,
  endsAt = Date.now() + within,
): Promise<MessageOutput<T>> {
  for (const wait of pauses) {
    try {
      return await send(type, input);
    } catch (thrown) {
      if (!isUnanswered(thrown) || Date.now() + wait >= endsAt) throw thrown;
    }
    await pause(wait);
  }
  return send(type, input);
}

/** What is decided about the same thing; a later word must not be overtaken by an earlier one. */
const lines: Partial<Record<MessageType, 'whose' | 'writes' | 'set-up' | 'layout'>> = {
  'name.confirm': 'whose',
  'link.set': 'whose',
  'link.reject': 'whose',
  'customer.forget': 'whose',
  'change.undo': 'writes',
  'change.retry': 'writes',
  'change.close': 'writes',
  'account.answer': 'set-up',
  'connection.select': 'set-up',
  'layout.save': 'layout',
};

/**
 * Asks at once, or, while an earlier word on the same thing has no answer, when it has one or is given up: said once more, that
 * one would come after this. What had to wait too long for that is not said at all, as if nobody had answered.
 */
export function createAskInOrder() {
  const last = new Map<string, Promise<void>>();

  return function askInOrder<T extends MessageType>(
    type: T,
    input: MessageInput<T>,
  ): Promise<MessageOutput<T>> {
    const line = lines[type];
    if (line === undefined) return ask(type, input);
    const endsAt = Date.now() + within;
    const ahead = last.get(line);
    const mine = ahead
      ? ahead.then(() => {
          if (Date.now() >= endsAt) throw new AppError('CONTEXT_LOST', { detail: `too late for ${type}` });
          return ask(type, input, endsAt);
        })
      : ask(type, input, endsAt);
    const settle = () => {
      if (last.get(line) === settled) last.delete(line);
    };
    const settled: Promise<void> = mine.then(settle, settle);
    last.set(line, settled);
    return mine;
  };
}
