import { isAppError } from '../errors/app-error.ts';
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

/** Sends one message from the panel, and again where its answer was lost. Throws what `send` throws. */
export async function ask<T extends MessageType>(type: T, input: MessageInput<T>): Promise<MessageOutput<T>> {
  const endsAt = Date.now() + within;
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
