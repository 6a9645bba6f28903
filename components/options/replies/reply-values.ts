/** A quick reply as its form holds it, and back. Pure. */
import { templateProblems } from '../../../lib/replies/template.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { plainShortcut } from './reply-edits.ts';

export interface ReplyValues {
  title: string;
  shortcut: string;
  text: string;
  /** `''`: for every chat. */
  language: string;
  group: string;
}

export interface ReplyErrors {
  title?: 'missing';
  text?: 'missing' | { unknown: string };
}

export const newReply: ReplyValues = { title: '', shortcut: '', text: '', language: '', group: '' };

export const replyValuesOf = ({ title, shortcut, text, language, group }: QuickReply): ReplyValues => ({
  title,
  shortcut: shortcut ?? '',
  text,
  language: language ?? '',
  group: group ?? '',
});

/** The reply that these values make, or what is wrong with each field. */
export function replyOf(id: string, values: ReplyValues): { reply: QuickReply } | { errors: ReplyErrors } {
  const [title, language, group] = [values.title.trim(), values.language.trim(), values.group.trim()];
  const shortcut = plainShortcut(values.shortcut);
  const unknown = templateProblems(values.text).find(({ kind }) => kind === 'unknown');
  const errors: ReplyErrors = {
    ...(title === '' && { title: 'missing' as const }),
    ...(unknown && { text: { unknown: unknown.source } }),
    ...(values.text.trim() === '' && { text: 'missing' as const }),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    reply: {
      id,
      title,
      ...(shortcut !== '' && { shortcut }),
      text: values.text,
      ...(language !== '' && { language }),
      ...(group !== '' && { group }),
    },
  };
}
