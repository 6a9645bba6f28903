import { Download, Upload } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { formatDateTime } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import { Question } from '../form/question.tsx';
import { ProblemList } from '../problems/problem-list.tsx';
import type { BackupReading, DeviceEvents } from './device-events.ts';

type Chosen = { json: string; reading: BackupReading };

/** All customers of this device into one file, and back. A file is weighed before it does anything. */
export function BackupSection({ events }: { events: DeviceEvents }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const [status, setStatus] = useState('');
  const [failed, setFailed] = useState<AppErrorData | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  /** The focus goes back to the button as soon as that can take it. */
  const returning = useRef(false);
  useLayoutEffect(() => {
    if (!returning.current || busy) return;
    returning.current = false;
    opener.current?.focus();
  });

  async function work<T>(task: () => Promise<T>): Promise<T> {
    setBusy(true);
    setStatus('');
    setFailed(null);
    try {
      return await task();
    } finally {
      setBusy(false);
    }
  }

  async function backUp() {
    const error = await work(events.backUp);
    setFailed(error);
    if (!error) setStatus(t('options.backup.done'));
  }

  async function read(file: File | undefined) {
    if (!file) return;
    await work(async () => {
      const json = await file.text();
      const reading = await events.readBackup(json);
      setChosen({ json, reading });
      returning.current = !('savedAt' in reading);
    });
    if (picker.current) picker.current.value = '';
  }

  async function restore(json: string, customers: number) {
    const error = await work(() => events.restore(json));
    setFailed(error);
    setChosen(null);
    if (!error) setStatus(t('options.restore.done', { count: customers }));
    opener.current?.focus();
  }

  return (
    <section class="options-section" aria-labelledby="backup-title">
      <h2 id="backup-title">{t('options.backup.title')}</h2>
      <p class="section-text">{t('options.backup.text')}</p>
      <div class="actions">
        <button type="button" class="button" disabled={busy} onClick={backUp}>
          <Icon node={Download} />
          {t('options.backup')}
        </button>
        <button
          ref={opener}
          type="button"
          class="button"
          disabled={busy}
          onClick={() => picker.current?.click()}
        >
          <Icon node={Upload} />
          {t('options.restore')}
        </button>
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          accept="application/json,.json"
          tabIndex={-1}
          aria-label={t('options.restore.file')}
          onChange={(event) => read(event.currentTarget.files?.[0])}
        />
        <p class="fold-status" role="status">
          {busy ? t('options.backup.busy') : status}
        </p>
      </div>
      <div aria-live="polite">
        {failed && <p class="callout callout-danger">{t('options.backup.failed', { code: failed.code })}</p>}
        {chosen && (
          <ReadingView
            reading={chosen.reading}
            busy={busy}
            onRestore={(customers) => restore(chosen.json, customers)}
            onCancel={() => {
              setChosen(null);
              opener.current?.focus();
            }}
          />
        )}
      </div>
    </section>
  );
}

function ReadingView(props: {
  reading: BackupReading;
  busy: boolean;
  onRestore: (customers: number) => void;
  onCancel: () => void;
}) {
  const { reading } = props;
  if ('error' in reading) {
    return <p class="callout callout-danger">{t('options.backup.failed', { code: reading.error.code })}</p>;
  }
  if ('problems' in reading) {
    const problems = reading.problems.map(({ path, code }) => ({
      path,
      text: t(`options.backup.problem.${code}`),
    }));
    return <ProblemList title={t('options.restore.refused')} problems={problems} />;
  }
  const { savedAt, customers, replaces } = reading;
  return (
    <Question
      text={t('options.restore.question', { when: formatDateTime(savedAt), customers, replaces })}
      yes={{
        label: t('options.restore.yes', { replaces }),
        onYes: () => props.onRestore(customers),
      }}
      no={t('options.cancel')}
      onNo={props.onCancel}
      busy={props.busy}
    />
  );
}
