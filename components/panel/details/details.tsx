import type { Catalogue, Customer } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { PhoneNumber } from '../../controls/phone-number.tsx';
import { useSteadyOrder } from '../../controls/use-steady-order.ts';
import { FieldLine } from './field-line.tsx';
import { fieldRows } from './field-rows.ts';

/** Everything known of the customer, edited in place; what the model has no word for is shown as it is. */
export function Details(props: {
  customer: Customer;
  catalogue: Catalogue | null;
  capabilities: Capabilities;
  /** What was typed and not saved, by field. */
  drafts: PanelView['fieldDrafts'];
  masked: boolean;
  /** The open chat's number, as far as it is known. */
  chatPhone: string | null;
  onDraft: PanelEvents['draftField'];
  onReveal: PanelEvents['revealPhone'];
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, drafts, masked, chatPhone, onSubmit } = props;
  // A catalogue that arrives after the card settles the order once.
  const known = catalogue === null ? 'bare' : 'known';
  // A masked number stands in the header alone.
  const unmasked = fieldRows(customer, catalogue, capabilities).filter(
    ({ key }) => !masked || key !== 'phone',
  );
  const rows = useSteadyOrder(unmasked, ({ key }) => key, known);
  const other = useSteadyOrder(customer.other, ({ name }) => name, known);
  const furtherPhones = customer.phones.slice(1);
  if (rows.length + other.length + furtherPhones.length === 0) {
    return <p class="quiet">{t('details.empty')}</p>;
  }
  const phone = rows.find(({ key }) => key === 'phone');
  const isKnown = customer.phones.some(({ raw, e164 }) => e164 === chatPhone || raw === chatPhone);
  const addable = phone?.writable && !isKnown ? chatPhone : null;
  const addChatPhone = () => {
    if (!phone || addable === null) return;
    const to = typeof phone.value === 'string' ? `${phone.value},${addable}` : addable;
    onSubmit({ kind: 'edit', customerId: customer.id, edits: [{ key: 'phone', from: phone.value, to }] });
  };
  return (
    <dl class="fields">
      {rows.map((row, place) => (
        <FieldLine
          key={row.key}
          row={row}
          place={place}
          draft={row.key in drafts ? { value: drafts[row.key] ?? null } : null}
          onDraft={(draft) => props.onDraft(row.key, draft)}
          onSave={(to) =>
            onSubmit({
              kind: 'edit',
              customerId: customer.id,
              edits: [{ key: row.key, from: row.value, to }],
            })
          }
        />
      ))}
      {addable !== null && (
        <div class="field">
          <dt>{t('field.phone')}</dt>
          <dd>
            <button type="button" class="field-add" onClick={addChatPhone}>
              {t('details.addChatNumber')}
            </button>
          </dd>
        </div>
      )}
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
  );
}
