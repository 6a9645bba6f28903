import { useState } from 'preact/hooks';
import type { LookupKind, LookupOption } from '../../../lib/crm/port.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { useAnswer } from '../../controls/use-answer.ts';
import { errorWords } from '../../words/error-words.ts';

/** A region, level by level; each is read when the one before it is chosen, the first at a press. */
export function RegionInput(props: {
  kinds: readonly LookupKind[];
  /** From the largest down. */
  chosen: readonly LookupOption[];
  onChoose: (chosen: LookupOption[]) => void;
  onLookup: PanelEvents['lookups'];
}) {
  const { kinds, chosen, onChoose } = props;
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <button type="button" class="link-button" onClick={() => setOpen(true)}>
        {t('find.region')}
      </button>
    );
  }
  return (
    <>
      {kinds.slice(0, chosen.length + 1).map((kind, level) => {
        const parent = chosen[level - 1]?.value ?? null;
        return (
          <RegionLevel
            key={`${kind} ${parent}`}
            kind={kind}
            parent={parent}
            focused={level === 0 && chosen.length === 0}
            value={chosen[level]?.value ?? ''}
            onChoose={(choice) => onChoose([...chosen.slice(0, level), ...(choice ? [choice] : [])])}
            onLookup={props.onLookup}
          />
        );
      })}
    </>
  );
}

function RegionLevel(props: {
  kind: LookupKind;
  parent: string | null;
  value: string;
  /** It comes in place of the button that was pressed. */
  focused: boolean;
  onChoose: (choice: LookupOption | null) => void;
  onLookup: PanelEvents['lookups'];
}) {
  const { kind, parent, onLookup, onChoose } = props;
  const { answer, error } = useAnswer(() => onLookup(kind, parent));
  return (
    <label class="labelled">
      <span>{t(`find.region.${kind}`)}</span>
      <select
        class="input"
        value={props.value}
        aria-busy={answer === null && error === null}
        ref={(box) => {
          if (props.focused && !answer) box?.focus();
        }}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChoose(answer?.find((choice) => choice.value === value) ?? null);
        }}
      >
        <option value="">{t('details.choose')}</option>
        {answer?.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {error && <span role="status">{errorWords(error, 'search').text}</span>}
    </label>
  );
}
