import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { SelectField, TextField } from '../form/controls.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useFirstWrong } from '../form/use-first-wrong.ts';
import { shortcutClash } from './reply-edits.ts';
import { languageChoices } from './reply-languages.ts';
import { ReplyPreview } from './reply-preview.tsx';
import { ReplyText } from './reply-text.tsx';
import { newReply, type ReplyErrors, replyOf, replyValuesOf } from './reply-values.ts';

/** A quick reply as it is typed, and how it reads. */
export function ReplyForm(props: {
  id: string;
  /** Undefined: it is new. */
  saved?: QuickReply;
  others: readonly QuickReply[];
  onSave: (reply: QuickReply) => void;
  onCancel: () => void;
  busy: boolean;
}) {
  const { id, saved, others } = props;
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(saved ? replyValuesOf(saved) : newReply);
  const [attempts, setAttempts] = useState(0);
  const [openedAt] = useState(Date.now);
  const made = replyOf(id, values);
  const errors: ReplyErrors = attempts > 0 && 'errors' in made ? made.errors : {};
  const prefix = `reply-${id}`;
  const clash = shortcutClash(values.shortcut, values.language || undefined, others);
  const groups = new Set(others.flatMap(({ group }) => group ?? []));

  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useFirstWrong(form, attempts);

  const set = (more: Partial<typeof values>) => setValues((before) => ({ ...before, ...more }));
  return (
    <form
      ref={form}
      class="connection-form reply-form"
      noValidate
      aria-label={t('options.reply.one')}
      onSubmit={(event) => {
        event.preventDefault();
        if ('reply' in made) props.onSave(made.reply);
        else setAttempts(attempts + 1);
      }}
    >
      <div class="pair">
        <TextField
          id={`${prefix}-title`}
          label={t('options.reply.title')}
          value={values.title}
          onValue={(title) => set({ title })}
          error={errors.title && t('options.problem.missing')}
        />
        <TextField
          id={`${prefix}-shortcut`}
          label={t('options.reply.shortcut')}
          hint={
            clash
              ? t('options.reply.shortcut.clash', { title: clash.title })
              : t('options.reply.shortcut.hint', { slash: '/' })
          }
          value={values.shortcut}
          onValue={(shortcut) => set({ shortcut })}
          optional
        />
      </div>
      <ReplyText
        id={`${prefix}-text`}
        value={values.text}
        onValue={(text) => set({ text })}
        error={errors.text}
      />
      <ReplyPreview id={prefix} text={values.text} language={values.language} now={openedAt} />
      <div class="pair">
        <SelectField
          id={`${prefix}-language`}
          label={t('options.language')}
          hint={t('options.reply.language.hint')}
          value={values.language}
          onValue={(language) => set({ language })}
          choices={[
            { group: null, choices: [{ value: '', label: t('options.reply.language.any') }] },
            { group: t('options.language'), choices: languageChoices(values.language) },
          ]}
        />
        <TextField
          id={`${prefix}-group`}
          label={t('options.reply.group')}
          hint={t('options.reply.group.hint')}
          value={values.group}
          onValue={(group) => set({ group })}
          suggestions={[...groups]}
          optional
        />
      </div>
      <FormActions onCancel={props.onCancel} busy={props.busy} wrong={Object.keys(errors).length} />
    </form>
  );
}
