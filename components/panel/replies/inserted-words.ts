import { t } from '../../../lib/i18n/index.ts';
import type { Inserted } from '../../../lib/panel/view.ts';

const withoutCopy = ['inserted', 'not-same-chat', 'not-as-meant', 'left-meanwhile', 'no-answer'] as const;
type WithoutCopy = (typeof withoutCopy)[number];

/** Whether its words send the agent to the clipboard. */
export const saysCopied = (result: Inserted): result is Exclude<Inserted, WithoutCopy> =>
  !(withoutCopy as readonly Inserted[]).includes(result);

/** What became of putting it into WhatsApp's box, and what is left to the agent. `keys`: how one pastes. */
export function insertedWords(result: Inserted, keys: string): string {
  if (saysCopied(result)) return t(`replies.result.${result}`, { keys });
  return result === 'inserted' ? t('replies.inserted') : t(`replies.result.${result}`);
}

/** The same, where the agent looks at another chat by the time it is known: either the text may stand there, or nowhere. */
export const besideAnother = (result: Inserted): 'left-meanwhile' | 'not-same-chat' =>
  result === 'not-same-chat' || saysCopied(result) ? 'not-same-chat' : 'left-meanwhile';

/** Whether it may stand in the box, and not as the agent meant it. */
export const isInDoubt = (result: Inserted): boolean =>
  result !== 'inserted' && besideAnother(result) === 'left-meanwhile';
