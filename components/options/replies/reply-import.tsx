import { Upload } from 'lucide';
import { useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { Icon } from '../../controls/icon.tsx';
import { type CsvPlan, csvColumns, type LeftOut, mostReplies, planCsv } from './csv-replies.ts';
import { unknownWords } from './unknown-words.ts';

/** In bytes. */
const mostBytes = 10_000_000;
/** So many lines of the report are drawn. */
const mostLines = 100;

type Chosen = { text: string } | { refused: 'tooBig' | 'notUtf8' };

/** Quick replies out of a CSV file. What it would add is shown first; what was added can be taken back. */
export function ReplyImport(props: {
  replies: readonly QuickReply[];
  /** Resolves to whether they were saved. */
  onReplies: (replies: readonly QuickReply[]) => Promise<boolean>;
  busy: boolean;
}) {
  const { replies, onReplies, busy } = props;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  /** What was added last, as it came; undone: it is gone again. */
  const [added, setAdded] = useState<readonly QuickReply[] | 'undone' | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const text = chosen && 'text' in chosen ? chosen.text : null;
  const plan = useMemo(() => (text === null ? null : planCsv(text, replies)), [text, replies]);

  function close() {
    setChosen(null);
    button.current?.focus();
  }
  async function add({ taken }: CsvPlan) {
    const now = taken.map((reply) => ({ ...reply, id: crypto.randomUUID() }));
    if (!(await onReplies([...replies, ...now]))) return;
    setAdded(now);
    close();
  }
  async function undo(came: readonly QuickReply[]) {
    // What was changed since is the agent's own by now.
    const untouched = new Set(came.map((one) => shape(one)));
    if (!(await onReplies(replies.filter((one) => !untouched.has(shape(one)))))) return;
    setAdded('undone');
    button.current?.focus();
  }

  return (
    <>
      <div class="actions">
        <button ref={button} type="button" class="button" onClick={() => picker.current?.click()}>
          <Icon node={Upload} />
          {t('options.replies.import')}
        </button>
        <p class="field-hint">{t('options.replies.import.text', { columns: csvColumns.join(', ') })}</p>
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          accept=".csv,text/csv,text/plain"
          tabIndex={-1}
          aria-label={t('options.replies.import.file')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            setAdded(null);
            if (file) void read(file).then(setChosen);
            // The same file, mended, is a change again.
            currentTarget.value = '';
          }}
        />
      </div>
      <div aria-live="polite">
        {chosen && 'refused' in chosen && (
          <p class="callout callout-danger">{t(`options.replies.import.${chosen.refused}`)}</p>
        )}
        {plan && <PlanView plan={plan} onAdd={() => void add(plan)} onCancel={close} busy={busy} />}
        {added === 'undone' && <p class="callout">{t('options.replies.import.undone')}</p>}
        {Array.isArray(added) && (
          <div class="callout callout-success">
            <p>{t('options.replies.import.done', { count: added.length })}</p>
            <button type="button" class="button" disabled={busy} onClick={() => void undo(added)}>
              {t('options.replies.import.undo')}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

async function read(file: File): Promise<Chosen> {
  if (file.size > mostBytes) return { refused: 'tooBig' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()) };
  } catch {
    return { refused: 'notUtf8' };
  }
}

const shape = ({ id, title, shortcut, text, language, group }: QuickReply): string =>
  JSON.stringify([id, title, shortcut, text, language, group]);

function PlanView(props: { plan: CsvPlan; onAdd: () => void; onCancel: () => void; busy: boolean }) {
  const { taken, left } = props.plan;
  const rest = left.length - mostLines;
  return (
    <div class="callout import-plan">
      <div>
        <p class="callout-title">{t('options.replies.import.taken', { count: taken.length })}</p>
        {taken.length > 0 && (
          <ul class="bullets">
            {taken.slice(0, mostLines).map(({ title, language }) => (
              <li key={`${language} ${title}`}>
                <bdi>{title}</bdi>
              </li>
            ))}
            {taken.length > mostLines && (
              <li>{t('options.replies.import.rest', { count: taken.length - mostLines })}</li>
            )}
          </ul>
        )}
        {left.length > 0 && (
          <>
            <p class="callout-title">{t('options.replies.import.left', { count: left.length })}</p>
            <ul class="bullets">
              {left.slice(0, mostLines).map(({ line, title, why }) => (
                <li key={line}>
                  {t('options.replies.import.line', { line })}
                  {title !== '' && (
                    <>
                      {' · '}
                      <bdi>{title}</bdi>
                    </>
                  )}
                  <p class="field-hint">{whyWords(why)}</p>
                </li>
              ))}
              {rest > 0 && <li>{t('options.replies.import.rest', { count: rest })}</li>}
            </ul>
          </>
        )}
        <div class="actions">
          {taken.length > 0 && (
            <button type="button" class="button button-primary" disabled={props.busy} onClick={props.onAdd}>
              {t('options.replies.import.add', { count: taken.length })}
            </button>
          )}
          <button type="button" class="button button-quiet" onClick={props.onCancel}>
            {t('options.cancel')}
          </button>
        </div>
      </div>
    </div>
  );
}

function whyWords(why: LeftOut): string {
  if (typeof why === 'object') return unknownWords(why.unknown);
  if (why === 'full') return t('options.replies.import.full', { most: mostReplies });
  if (why === 'language') return t('options.replies.import.language', { example: 'pt-BR' });
  return t(`options.replies.import.${why}`);
}
