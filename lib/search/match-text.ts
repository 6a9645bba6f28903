import { foldText } from './fold-text.ts';

/** Whether a text holds every word that was typed, however it is accented. Nothing typed is in every text. Pure. */
export function textMatcher(typed: string): (text: string) => boolean {
  const words = foldText(typed).split(' ').filter(Boolean);
  return (text) => {
    const folded = foldText(text);
    return words.every((word) => folded.includes(word));
  };
}
