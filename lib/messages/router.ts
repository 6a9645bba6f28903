/** The worker's one door for messages: judge the sender, check the input, call the handler, answer with data. */
import * as v from 'valibot';
import { AppError, toErrorData } from '../errors/app-error.ts';
import type { MessageInput, MessageOutput, MessageType, Reply } from './contract.ts';
import { type JudgedSender, judgeSender, type RawSender } from './judge-sender.ts';
import { type Rule, rules } from './rules.ts';

export type Handlers = {
  [T in MessageType]: (input: MessageInput<T>, sender: JudgedSender) => Promise<MessageOutput<T>>;
};

/**
 * `own`: the extension's id and origin. `onRefused` counts what was turned away, by reason only. The answer to what is
 * refused is `FORBIDDEN`, whatever was wrong with it.
 */
export function createRouter(deps: {
  own: { id: string; origin: string };
  handlers: Handlers;
  onRefused?: (reason: 'sender' | 'type' | 'input') => void;
}) {
  const { own, handlers, onRefused = () => {} } = deps;

  function refuse(reason: 'sender' | 'type' | 'input'): Reply {
    onRefused(reason);
    return { ok: false, error: new AppError('FORBIDDEN', { detail: `refused: ${reason}` }).toJSON() };
  }

  async function run<T extends MessageType>(type: T, input: unknown, sender: JudgedSender): Promise<Reply> {
    const rule: Rule<T> = rules[type];
    if (!rule.from.includes(sender.sender)) return refuse('sender');
    const checked = v.safeParse(rule.input, input);
    if (!checked.success) return refuse('input');
    try {
      return { ok: true, output: await handlers[type](checked.output, sender) };
    } catch (thrown) {
      return { ok: false, error: toErrorData(thrown) };
    }
  }

  return async function route(message: unknown, raw: RawSender): Promise<Reply> {
    const sender = judgeSender(raw, own);
    if (!sender) return refuse('sender');
    if (typeof message !== 'object' || message === null) return refuse('type');
    const type: unknown = 'type' in message ? message.type : undefined;
    if (!isMessageType(type)) return refuse('type');
    return run(type, 'input' in message ? message.input : undefined, sender);
  };
}

function isMessageType(type: unknown): type is MessageType {
  return typeof type === 'string' && Object.hasOwn(rules, type);
}
