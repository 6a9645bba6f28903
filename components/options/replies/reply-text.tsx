import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import { templateProblems, variableNames } from '../../../lib/replies/template.ts';
import { described, Field } from '../form/field.tsx';
import { InsertChips } from '../form/insert-chips.tsx';
import { useInsert } from '../form/use-insert.ts';
import type { ReplyErrors } from './reply-values.ts';
import { unknownWords } from './unknown-words.ts';

/** What a reply says, and below it what can be put in. */
export function ReplyText(props: {
  id: string;
  value: string;
  onValue: (value: string) => void;
  error: ReplyErrors['text'];
}) {
  const { id, value, onValue, error } = props;
  const { box, insert } = useInsert(value, onValue);
  const field = {
    id,
    label: t('options.reply.text'),
    hint: hintFor(error ? '' : value),
    error: error && (error === 'missing' ? t('options.problem.missing') : unknownWords(error.unknown)),
  };
  return (
    <div class="template-field">
      <Field {...field}>
        <textarea
          {...described(field)}
          ref={box}
          class="input lines"
          rows={5}
          value={value}
          dir="auto"
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      </Field>
      <InsertChips
        label={t('options.reply.chips')}
        controls={id}
        chips={chips()}
        onInsert={({ puts, back }) => insert(puts, back)}
      />
    </div>
  );
}

/** What is wrong with it as it stands; else what can be done. */
function hintFor(text: string): ComponentChildren {
  const problems = templateProblems(text);
  const unknown = problems.find(({ kind }) => kind === 'unknown');
  if (unknown) return <span class="reply-wrong">{unknownWords(unknown.source)}</span>;
  const [lone] = problems;
  if (lone) return t('options.reply.loneBrace', { brace: lone.source });
  return t('options.reply.text.hint', { example: `{firstName|${t('options.reply.sample.there')}}` });
}

/** `back`: the cursor goes before the closing brace, to what is to be typed there. */
function chips() {
  return [
    ...variableNames.map((name) => ({
      text: `{${name}}`,
      puts: `{${name}}`,
      back: 0,
      label: t('options.reply.insert', { name: `{${name}}` }),
    })),
    { text: '{field:…}', puts: '{field:}', back: 1, label: t('options.reply.insertField') },
    { text: '{?…}', puts: '{?}', back: 1, label: t('options.reply.insertBlank') },
  ];
}
