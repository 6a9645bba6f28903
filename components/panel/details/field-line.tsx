import { Pencil } from 'lucide';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FieldValue } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { unfolded, useCommands } from '../../controls/commands.ts';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Icon } from '../../controls/icon.tsx';
import type { Refusal } from '../save/refusals.tsx';
import { useLater } from '../use-later.ts';
import type { FieldRow } from './field-rows.ts';

/** Fields that are looked up elsewhere by what stands in them. */
const copied: ReadonlySet<string> = new Set(['email', 'partnerId', 'qq', 'wechat']);

/** Where the focus belongs when a command leads to the field. */
export interface Entry {
  current: HTMLElement | null;
}

export interface FieldDraft {
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
  refused: Refusal | undefined;
  /** It stands there to be filled in: it is open from the start. */
  begun: boolean;
  onDraft: (draft: FieldDraft | null) => void;
  onSave: (value: FieldValue) => void;
  /** It was closed and nothing was saved; `keepFocus`: from within. */
  onGivenUp: (keepFocus: boolean) => void;
}) {
  const { row, refused } = props;
  const later = useLater();
  const draft = row.writable ? props.draft : null;
  const [opened, setOpened] = useState(props.begun);
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
  if (!isOpen || !later) {
    return (
      <FieldText
        row={row}
        entry={entry}
        refused={refused}
        returning={returning}
        onOpen={row.writable ? () => setOpened(true) : null}
      />
    );
  }
  return (
    <later.FieldEditor
      row={row}
      entry={entry}
      draft={draft}
      refused={refused}
      asked={opened}
      onDraft={props.onDraft}
      onEnter={() => setOpened(true)}
      onClose={(as) => {
        // Some browsers say that the focus leaves what goes: that it comes back is settled already.
        returning.current ||= as !== 'left';
        setOpened(false);
        if (as !== 'saved') props.onGivenUp(returning.current);
      }}
      onSave={props.onSave}
    />
  );
}

function FieldText(props: {
  row: FieldRow;
  /** Gets the button that opens it. */
  entry: Entry;
  refused: Refusal | undefined;
  /** The editor was closed from within, so the focus comes back here. */
  returning: RefObject<boolean>;
  onOpen: (() => void) | null;
}) {
  const { row, entry, refused, returning, onOpen } = props;
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
            aria-describedby={refused?.id}
            onClick={onOpen}
          >
            {row.text === null ? t('details.add') : <Icon node={Pencil} size={14} />}
          </button>
        )}
      </dd>
      {refused?.line}
    </div>
  );
}
