import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { formatMoment } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { reminderPresets } from './reminder-presets.ts';

/** Browsers let years be typed that no date has. */
const lastReminder = '9999-12-31T23:59';

/** When the agent is to be reminded: one of the usual times, or any. */
export function ReminderBox(props: {
  /** As in a `datetime-local` box; `''`: nothing is chosen yet. */
  value: string;
  /** Without a time nothing can be saved. */
  required: boolean;
  /** It was tried to save it as it is, and that can't be. */
  refused: boolean;
  /** The agent has just asked for it: it takes the focus. */
  asked: boolean;
  now: number;
  box: RefObject<HTMLInputElement | null>;
  onChoose: (at: string) => void;
}) {
  const { value, refused, box, onChoose } = props;
  const problem = useId();
  const group = useRef<HTMLDivElement>(null);
  // A draft that is shown again leaves the focus where it is.
  useLayoutEffect(() => {
    if (props.asked) group.current?.querySelector('button')?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame that cannot be laid out in a row
    <div ref={group} class="remind" role="group" aria-label={t('remind.title')}>
      <div class="remind-presets">
        {reminderPresets(props.now).map(({ preset, at }) => (
          <button key={preset} type="button" class="button" onClick={() => onChoose(at)}>
            {t(`remind.${preset}`, { time: formatMoment(at, Date.parse(at)) })}
          </button>
        ))}
      </div>
      <input
        class="input"
        type="datetime-local"
        aria-label={t('remind.at')}
        aria-invalid={refused}
        aria-describedby={refused ? problem : undefined}
        required={props.required}
        max={lastReminder}
        value={value}
        ref={box}
        onInput={(event) => onChoose(event.currentTarget.value)}
      />
      {refused && (
        <p id={problem} class="field-problem" role="alert">
          {t(props.required ? 'remind.required' : 'remind.incomplete')}
        </p>
      )}
    </div>
  );
}
