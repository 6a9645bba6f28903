import { t } from '../../../lib/i18n/index.ts';
import type { Inserted } from '../../../lib/panel/view.ts';

/** What became of putting it into WhatsApp's box, and what is left to the agent. `keys`: how one pastes. */
export function insertedWords(result: Inserted, keys: string): string {
  switch (result) {
    case 'inserted':
      return t('replies.inserted');
    case 'not-same-chat':
      return t('replies.result.not-same-chat');
    case 'not-as-meant':
      return t('replies.result.not-as-meant');
    case 'left-meanwhile':
      return t('replies.result.left-meanwhile');
    case 'no-answer':
      return t('replies.result.no-answer');
    default:
      return t(`replies.result.${result}`, { keys });
  }
}

/** Whether its words send the agent to the clipboard. */
export function saysCopied(result: Inserted): boolean {
  switch (result) {
    case 'inserted':
    case 'not-same-chat':
    case 'not-as-meant':
    case 'left-meanwhile':
    case 'no-answer':
      return false;
    default:
      return true;
  }
}

/** The same, where the agent looks at another chat by the time it is known: either the text may stand there, or nowhere. */
export function besideAnother(result: Inserted): 'left-meanwhile' | 'not-same-chat' {
  return result === 'not-same-chat' || saysCopied(result) ? 'not-same-chat' : 'left-meanwhile';
}

/** Whether it may stand in the box, and not as the agent meant it. */
export const isInDoubt = (result: Inserted): boolean =>
  result !== 'inserted' && besideAnother(result) === 'left-meanwhile';
