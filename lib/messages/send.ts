/** Sends one message to the worker, from any context. Small: the content script carries it. */
import { browser } from 'wxt/browser';
import { AppError, isAppError, toErrorData } from '../errors/app-error.ts';
import type { Envelope, MessageInput, MessageOutput, MessageType, Reply } from './contract.ts';

/**
 * Resolves with the worker's answer. Throws the worker's `AppError`, or `CONTEXT_LOST` when there is nobody to answer:
 * the worker could not start, or this script outlived its extension.
 */
export async function send<T extends MessageType>(
  type: T,
  input: MessageInput<T>,
): Promise<MessageOutput<T>> {
  const envelope: Envelope<T> = { type, input };
  let reply: Reply<T> | undefined;
  try {
    reply = await browser.runtime.sendMessage(envelope);
  } catch {
    throw new AppError('CONTEXT_LOST', { detail: `no answer to ${type}` });
  }
  if (!reply) throw new AppError('CONTEXT_LOST', { detail: `no answer to ${type}` });
  if (reply.ok) return reply.output;
  const { code, ...more } = toErrorData(reply.error);
  throw new AppError(code, more);
}

/** Whether the message was refused for what it is: sent again, it will be refused again. */
export const isRefused = (thrown: unknown): boolean =>
  isAppError(thrown) && (thrown.code === 'FORBIDDEN' || thrown.code === 'INVALID_INPUT');
