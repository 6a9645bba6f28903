import { Eraser, Lock, Pause, Play } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { AppErrorData } from '../../lib/errors/app-error.ts';
import { t } from '../../lib/i18n/index.ts';
import { Icon } from '../icon.tsx';
import type { Outcome } from './device/device-events.ts';
import { Question } from './question.tsx';

/** Stopping for a while, and forgetting. */
export function PauseSection(props: {
  enabled: boolean;
  /** Decided by policy. */
  locked: boolean;
  busy: boolean;
  onEnabled: (enabled: boolean) => void;
  onForget: () => Promise<Outcome>;
}) {
  const { enabled, locked } = props;
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState<AppErrorData | null>(null);
  const opener = useRef<HTMLButtonElement>(null);

  function close() {
    setAsking(false);
    opener.current?.focus();
  }

  async function forget() {
    const error = await props.onForget();
    setFailed(error);
    setSaid(error ? '' : t('options.forget.done'));
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
      <p class="fold-said" role="status">
        {said}
      </p>
      {failed && (
        <p class="callout callout-danger" role="alert">
          {t('options.forget.failed', { code: failed.code })}
        </p>
      )}
    </section>
  );
}

/** At the top of the page while nothing is done. */
export function PausedNotice(props: { locked: boolean; busy: boolean; onResume: () => void }) {
  return (
    <div class="callout callout-warning callout-page">
      <Icon node={Pause} />
      <p>
        <strong>{t('options.paused')}</strong>{' '}
        {t(props.locked ? 'options.paused.byPolicy' : 'options.paused.text')}
      </p>
      {!props.locked && (
        <button type="button" class="button" disabled={props.busy} onClick={props.onResume}>
          {t('options.resume')}
        </button>
      )}
    </div>
  );
}
