import { Check, X } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FieldValue } from '../../../lib/crm/model.ts';
import { formatDecimal } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import { useWhenLeft } from '../../controls/use-when-left.ts';
import type { Refusal } from '../save/refusals.tsx';
import { FieldInput } from './field-input.tsx';
import type { Entry, FieldDraft } from './field-line.tsx';
import type { FieldRow } from './field-rows.ts';
import { typedValue } from './typed-value.ts';

/** One field while it is being changed. Fetched after the first paint. */
export function FieldEditor(props: {
  row: FieldRow;
  /** Gets the control. */
  entry: Entry;
  draft: FieldDraft | null;
  /** What was wanted here before and not taken: it is begun with. */
  refused: Refusal | undefined;
  /** The agent has just opened it: it gets the focus. */
  asked: boolean;
  onDraft: (draft: FieldDraft | null) => void;
  /** The agent is in it. */
  onEnter: () => void;
  /** `as`: it was saved, given up, or left as it was. */
  onClose: (as: 'saved' | 'given-up' | 'left') => void;
  onSave: (value: FieldValue) => void;
}) {
  const { row, entry, draft, refused, onDraft, onClose, onSave } = props;
  const hint = useId();
  const asked = useRef(props.asked);
  const before = asTyped(row, row.value);
  const [value, setValue] = useState<FieldValue>(
    draft ? draft.value : asTyped(row, refused?.typed ?? row.value),
  );
  const [left, setLeft] = useState(!props.asked);
  const [problem, setProblem] = useState<string | null>(null);
  const changed = !sameValue(value, before);
  const isRefused = refused?.typed !== undefined && sameValue(value, asTyped(row, refused.typed));
  const focus = useWhenLeft(() => {
    if (changed && !isRefused) setLeft(true);
    else onClose('left');
  });

  useLayoutEffect(() => {
    if (asked.current) entry.current?.focus();
  }, []);

  const type = (next: FieldValue) => {
    setValue(next);
    setProblem(null);
    onDraft(sameValue(next, before) ? null : { value: next });
  };

  const cancel = () => {
    onDraft(null);
    onClose('given-up');
  };

  const save = () => {
    // What was not touched stays as it is.
    const typed = changed ? typedValue(row.definition, value) : { value };
    if ('problem' in typed) {
      setProblem(typed.problem);
      return;
    }
    // The draft is given up only once the change has it: it goes by the draft's id.
    if (changed) onSave(typed.value);
    onDraft(null);
    onClose(changed ? 'saved' : 'given-up');
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const inButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'Escape') cancel();
    else if (event.key === 'Enter' && !event.shiftKey && !inButton) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="field field-open" data-field={row.key}>
      <dt>
        <bdi>{row.label}</bdi>
      </dt>
      <dd
        onKeyDown={onKeyDown}
        onFocusIn={() => {
          focus.enter();
          setLeft(false);
          props.onEnter();
        }}
        onFocusOut={(event) => {
          if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))
            return;
          focus.leave();
        }}
      >
        <FieldInput
          definition={row.definition}
          label={row.label}
          value={value}
          invalid={problem === null ? (isRefused ? refused.id : undefined) : hint}
          focusRef={(element) => {
            entry.current = element;
          }}
          onValue={type}
        />
        <div class="field-actions">
          <button
            type="button"
            class="icon-button"
            aria-label={t('details.save')}
            title={t('details.save')}
            onClick={save}
          >
            <Icon node={Check} size={16} />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={t('details.cancel')}
            title={t('details.cancel')}
            onClick={cancel}
          >
            <Icon node={X} size={16} />
          </button>
        </div>
        <p id={hint} aria-live="polite" class={problem === null ? 'field-hint' : 'field-hint field-problem'}>
          {problem ?? (left && changed ? t('details.unsaved') : (row.definition.help ?? ''))}
        </p>
      </dd>
      {refused?.line}
    </div>
  );
}

/** As it is read back: a number in the agent's language. */
const asTyped = ({ definition }: FieldRow, value: FieldValue): FieldValue =>
  definition.type === 'number' && typeof value === 'string' ? formatDecimal(value) : value;

function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => one === b[at]);
  return a === b;
}
