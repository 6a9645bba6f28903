import { Check, Pencil, X } from 'lucide';
import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FieldValue } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { unfolded, useCommands } from '../../controls/commands.ts';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Icon } from '../../controls/icon.tsx';
import { useWhenLeft } from '../../controls/use-when-left.ts';
import { FieldInput } from './field-input.tsx';
import type { FieldRow } from './field-rows.ts';

/** Fields that are looked up elsewhere by what stands in them. */
const copied: ReadonlySet<string> = new Set(['email', 'partnerId', 'qq', 'wechat']);

/** Where the focus belongs when a command leads to the field. */
interface Entry {
  current: HTMLElement | null;
}

interface FieldDraft {
  value: FieldValue;
}

/**
 * One field. A press opens it, Enter saves, Esc gives up. Leaving it saves nothing: what was typed stays, marked as
 * not saved.
 */
export function FieldLine(props: {
  row: FieldRow;
  /** Among the fields. */
  place: number;
  /** What was typed here before and is not saved. */
  draft: FieldDraft | null;
  onDraft: (draft: FieldDraft | null) => void;
  onSave: (value: FieldValue) => void;
}) {
  const { row } = props;
  const draft = row.writable ? props.draft : null;
  const [opened, setOpened] = useState(false);
  const returning = useRef(false);
  const entry = useRef<HTMLElement | null>(null);
  const isOpen = opened || draft !== null;
  useCommands(
    row.writable
      ? [
          {
            kind: 'edit',
            of: row.key,
            name: row.label,
            place: props.place,
            run() {
              const at = unfolded(entry.current);
              if (isOpen) at?.focus();
              else setOpened(true);
            },
          },
        ]
      : [],
  );
  if (!isOpen) {
    return (
      <FieldText
        row={row}
        entry={entry}
        returning={returning}
        onOpen={row.writable ? () => setOpened(true) : null}
      />
    );
  }
  return (
    <FieldEditor
      row={row}
      entry={entry}
      draft={draft}
      asked={opened}
      onDraft={props.onDraft}
      onEnter={() => setOpened(true)}
      onClose={(keepFocus) => {
        returning.current = keepFocus;
        setOpened(false);
      }}
      onSave={props.onSave}
    />
  );
}

function FieldText(props: {
  row: FieldRow;
  /** Gets the button that opens it. */
  entry: Entry;
  /** The editor was closed from within, so the focus comes back here. */
  returning: RefObject<boolean>;
  onOpen: (() => void) | null;
}) {
  const { row, entry, returning, onOpen } = props;
  useLayoutEffect(() => {
    if (returning.current) entry.current?.focus();
    returning.current = false;
  }, [returning]);
  return (
    <div class="field" data-field={row.key}>
      <dt>
        <bdi>{row.label}</bdi>
      </dt>
      <dd>
        {row.text !== null && (
          <span class="field-value">
            <ClampedText text={row.text} />
          </span>
        )}
        {copied.has(row.key) && row.text !== null && (
          <CopyButton text={row.text} name={t('copy.copy', { what: row.label })} />
        )}
        {onOpen && (
          <button
            ref={(button) => {
              entry.current = button;
            }}
            type="button"
            class={row.text === null ? 'field-add' : 'icon-button field-edit'}
            aria-label={t(row.text === null ? 'details.addNamed' : 'details.edit', { name: row.label })}
            onClick={onOpen}
          >
            {row.text === null ? t('details.add') : <Icon node={Pencil} size={14} />}
          </button>
        )}
      </dd>
    </div>
  );
}

function FieldEditor(props: {
  row: FieldRow;
  /** Gets the control. */
  entry: Entry;
  draft: FieldDraft | null;
  /** The agent has just opened it: it gets the focus. */
  asked: boolean;
  onDraft: (draft: FieldDraft | null) => void;
  /** The agent is in it. */
  onEnter: () => void;
  onClose: (keepFocus: boolean) => void;
  onSave: (value: FieldValue) => void;
}) {
  const { row, entry, draft, onDraft, onClose, onSave } = props;
  const hint = useId();
  const asked = useRef(props.asked);
  const [value, setValue] = useState<FieldValue>(draft ? draft.value : row.value);
  const [left, setLeft] = useState(!props.asked);
  const [problem, setProblem] = useState<string | null>(null);
  const changed = !sameValue(value, row.value);
  const focus = useWhenLeft(() => {
    if (changed) setLeft(true);
    else onClose(false);
  });

  useLayoutEffect(() => {
    if (asked.current) entry.current?.focus();
  }, []);

  const type = (next: FieldValue) => {
    setValue(next);
    setProblem(null);
    onDraft(sameValue(next, row.value) ? null : { value: next });
  };

  const cancel = () => {
    onDraft(null);
    onClose(true);
  };

  const save = () => {
    const found = problemOf(value, row);
    if (found !== null) {
      setProblem(found);
      return;
    }
    // The draft is given up only once the change has it: it goes by the draft's id.
    if (changed) onSave(tidy(value));
    onDraft(null);
    onClose(true);
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
          invalid={problem === null ? undefined : hint}
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
    </div>
  );
}

function problemOf(value: FieldValue, { definition }: FieldRow): string | null {
  if (value === null || value.length === 0) return definition.required ? t('details.required') : null;
  const isNumber = typeof value === 'string' && /^\s*[-+]?\d+([.,]\d+)?\s*$/.test(value);
  return definition.type === 'number' && !isNumber ? t('details.badNumber') : null;
}

function tidy(value: FieldValue): FieldValue {
  return typeof value === 'string' ? value.trim() || null : value;
}

function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => one === b[at]);
  return a === b;
}
