import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Catalogue, Customer } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { unfolded, useCommands } from '../../controls/commands.ts';
import { PhoneNumber } from '../../controls/phone-number.tsx';
import { useSteadyOrder } from '../../controls/use-steady-order.ts';
import type { Refusals } from '../save/refusals.tsx';
import { AddDetail } from './add-detail.tsx';
import { FieldLine } from './field-line.tsx';
import { type FieldRow, fieldRows } from './field-rows.ts';

/**
 * What is known of the customer, edited in place, and a way to the details that are not filled; what the model has no
 * word for is shown as it is. It belongs to one customer: another one's has a key of its own.
 */
export function Details(props: {
  customer: Customer;
  catalogue: Catalogue | null;
  capabilities: Capabilities;
  /** What was typed and not saved, by field. */
  drafts: PanelView['fieldDrafts'];
  refused: Refusals;
  masked: boolean;
  onDraft: PanelEvents['draftField'];
  onReveal: PanelEvents['revealPhone'];
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, drafts, refused, masked, onSubmit } = props;
  // A catalogue that arrives after the card settles the order once.
  const known = catalogue === null ? 'bare' : 'known';
  // A masked number stands in the header alone.
  const all = fieldRows(customer, catalogue, capabilities).filter(({ key }) => !masked || key !== 'phone');
  /** Being filled in. */
  const [begun, setBegun] = useState<string | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  // What was filled keeps its place when it is emptied: nothing moves from under the pointer.
  const seen = useRef(new Set<string>());
  for (const { key, text } of all) if (text !== null) seen.current.add(key);
  const isShown = ({ key }: FieldRow) =>
    seen.current.has(key) || key in drafts || `field:${key}` in refused || key === begun;
  const rows = useSteadyOrder(all.filter(isShown), ({ key }) => key, known);
  const other = useSteadyOrder(customer.other, ({ name }) => name, known);
  const furtherPhones = customer.phones.slice(1);
  const empty = all.filter((row) => !isShown(row));

  // A field that was given up goes, and with it the focus: it belongs where the field came from.
  const givenUp = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (givenUp.current === null || rows.some(({ key }) => key === givenUp.current)) return;
    givenUp.current = null;
    addButton.current?.focus();
  });
  useCommands(
    empty.map((row) => ({
      kind: 'edit',
      of: row.key,
      name: row.label,
      place: all.indexOf(row),
      run() {
        unfolded(addButton.current);
        setBegun(row.key);
      },
    })),
  );
  const isEmpty = rows.length + other.length + furtherPhones.length === 0;
  return (
    <>
      {isEmpty ? (
        <p class="quiet">{t('details.empty')}</p>
      ) : (
        <dl class="fields">
          {rows.map((row) => (
            <FieldLine
              key={row.key}
              row={row}
              place={all.indexOf(row)}
              begun={row.key === begun}
              refused={refused[`field:${row.key}`]}
              draft={row.key in drafts ? { value: drafts[row.key] ?? null } : null}
              onDraft={(draft) => props.onDraft(row.key, draft)}
              onSave={(to) =>
                onSubmit({
                  kind: 'edit',
                  customerId: customer.id,
                  edits: [{ key: row.key, from: row.value, to }],
                })
              }
              onGivenUp={(keepFocus) => {
                if (keepFocus && row.text === null) givenUp.current = row.key;
                setBegun(null);
              }}
            />
          ))}
          {furtherPhones.length > 0 && (
            <div class="field">
              <dt>{t('details.phones')}</dt>
              <dd>
                {furtherPhones.map(({ raw }) => (
                  <PhoneNumber key={raw} phone={raw} masked={masked} onReveal={props.onReveal} />
                ))}
              </dd>
            </div>
          )}
          {other.map(({ name, value }) => (
            <div key={name} class="field">
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                <span class="field-value">
                  <ClampedText text={value} />
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {empty.length > 0 && <AddDetail buttonRef={addButton} rows={empty} onChoose={setBegun} />}
    </>
  );
}
