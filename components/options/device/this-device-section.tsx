import { Download, Eraser, Lock, Pause, Play } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { type MessageKey, t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import { Question } from '../form/question.tsx';
import type { EditFailure } from '../lists/edit-failure.ts';

/** Stopping for a while, what was done here, and forgetting. */
export function ThisDeviceSection(props: {
  enabled: boolean;
  /** Decided by policy. */
  locked: boolean;
  busy: boolean;
  onEnabled: (enabled: boolean) => void;
  onRecord: () => Promise<EditFailure>;
  onForget: () => Promise<EditFailure>;
}) {
  const { enabled, locked } = props;
  const [asking, setAsking] = useState(false);
  const [status, setStatus] = useState('');
  const [failed, setFailed] = useState<{ key: MessageKey; error: AppErrorData } | null>(null);
  const opener = useRef<HTMLButtonElement>(null);

  function close() {
    setAsking(false);
    opener.current?.focus();
  }

  async function run(work: Promise<EditFailure>, done: string, key: MessageKey) {
    const error = await work;
    setFailed(error && { key, error });
    setStatus(error ? '' : done);
  }

  async function forget() {
    await run(props.onForget(), t('options.forget.done'), 'options.forget.failed');
    close();
  }

  return (
    <section class="options-section" aria-labelledby="this-device-title">
      <h2 id="this-device-title">{t('options.thisDevice')}</h2>
      <div class="choices-list">
        <div class="choice">
          <div class="choice-words">
            <p id="pause-text">{t('options.pause.text')}</p>
            {locked && (
              <p class="field-lock" id="pause-lock">
                <Icon node={Lock} size={12} />
                {t('options.locked')}
              </p>
            )}
          </div>
          <button
            type="button"
            class="button"
            aria-describedby={locked ? 'pause-lock' : 'pause-text'}
            disabled={locked || props.busy}
            onClick={() => props.onEnabled(!enabled)}
          >
            <Icon node={enabled ? Pause : Play} />
            {t(enabled ? 'options.pause' : 'options.resume')}
          </button>
        </div>
        <div class="choice">
          <p class="choice-words" id="record-text">
            {t('options.record.text')}
          </p>
          <button
            type="button"
            class="button"
            aria-describedby="record-text"
            onClick={() => run(props.onRecord(), t('options.record.done'), 'options.record.failed')}
          >
            <Icon node={Download} />
            {t('options.record')}
          </button>
        </div>
        <div class="choice">
          <p class="choice-words" id="forget-text">
            {t('options.forget.text')}
          </p>
          <button
            ref={opener}
            type="button"
            class="button"
            aria-describedby="forget-text"
            onClick={() => setAsking(true)}
          >
            <Icon node={Eraser} />
            {t('options.forget')}
          </button>
        </div>
      </div>
      {asking && (
        <Question
          text={t('options.forget.question')}
          yes={{ label: t('options.forget.yes'), onYes: forget }}
          no={t('options.cancel')}
          onNo={close}
        />
      )}
      <p class="fold-status" role="status">
        {status}
      </p>
      {failed && (
        <p class="callout callout-danger" role="alert">
          {t(failed.key, { code: failed.error.code })}
        </p>
      )}
    </section>
  );
}
