import type { ComposerHabit } from '../../doubles/whatsapp-web/types.ts';
import { type Answer, texts } from './insert-by-habit.ts';

interface Case {
  habit: ComposerHabit;
  text: string;
  own?: string;
  atCursor?: boolean;
  answer: Answer;
  /** What the box holds in the end. */
  box: string;
}

const { line, lines } = texts;

/** As the editor is: the same in both browsers, in plain and in rich text. */
const usual: readonly Case[] = [
  { habit: 'none', text: line, answer: 'inserted', box: line },
  { habit: 'none', text: lines, answer: 'inserted', box: lines },
  { habit: 'none', text: line, own: 'My own', answer: 'not-empty', box: 'My own' },
  { habit: 'none', text: lines, own: 'My own', atCursor: true, answer: 'inserted', box: `My ${lines}own` },
];

/** What the app may make of it besides. */
const unusual: readonly Case[] = [
  { habit: 'ignores-untrusted', text: line, answer: 'inserted', box: line },
  { habit: 'ignores-untrusted', text: lines, answer: 'not-taken', box: '' },
  { habit: 'late', text: lines, answer: 'inserted', box: lines },
  { habit: 'late-unsaid', text: lines, answer: 'inserted', box: lines },
  { habit: 'drops-breaks', text: lines, answer: 'not-as-meant', box: lines.replaceAll('\n', ' ') },
  { habit: 'doubles', text: line, answer: 'not-as-meant', box: line + line },
  {
    habit: 'own-cursor',
    text: line,
    own: 'My own',
    atCursor: true,
    answer: 'inserted',
    box: `${line}My own`,
  },
  { habit: 'loses-focus', text: line, answer: 'not-taken', box: '' },
  { habit: 'loses-focus-after', text: line, answer: 'not-taken', box: '' },
  { habit: 'detached', text: line, answer: 'not-as-meant', box: '' },
  { habit: 'detached', text: lines, answer: 'not-taken', box: '' },
  { habit: 'replaced-before', text: line, answer: 'not-same-chat', box: '' },
  { habit: 'replaced-after', text: line, answer: 'left-meanwhile', box: line },
  { habit: 'other-chat-before', text: line, answer: 'not-same-chat', box: '' },
  { habit: 'other-chat-after', text: line, answer: 'left-meanwhile', box: line },
];

/** What becomes of a reply, by what the app does with it. */
export const insertionCases = (kind: 'plain' | 'rich') => (kind === 'plain' ? usual : [...usual, ...unusual]);
