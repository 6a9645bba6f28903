import type { Catalogue, Customer, FieldValue } from '../lib/crm/model.ts';
import type { Capabilities } from '../lib/crm/port.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents } from '../lib/panel/view.ts';
import { ClampedText } from './clamped-text.tsx';
import { CopyButton } from './copy-button.tsx';
import { FieldLine } from './field-line.tsx';
import { fieldRows } from './field-rows.ts';
import { PhoneText } from './phone-number.tsx';

/** What was typed into fields and not saved, by field; kept by the panel per customer. */
export type FieldDrafts = Map<string, FieldValue>;

/** Everything known of the customer, edited in place; what the model has no word for is shown as it is. */
export function Details(props: {
  customer: Customer;
  catalogue: Catalogue | null;
  capabilities: Capabilities;
  drafts: FieldDrafts;
  masked: boolean;
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, drafts, masked, onSubmit } = props;
  const rows = fieldRows(customer, catalogue, capabilities);
  const furtherPhones = customer.phones.slice(1);
  if (rows.length + customer.other.length + furtherPhones.length === 0) {
    return <p class="quiet">{t('details.empty')}</p>;
  }
  return (
    <dl class="fields">
      {rows.map((row) => (
        <FieldLine
          key={row.key}
          row={row}
          drafts={drafts}
          onSave={(to) =>
            onSubmit({
              kind: 'edit',
              customerId: customer.id,
              edits: [{ key: row.key, from: row.value, to }],
            })
          }
        />
      ))}
      {furtherPhones.length > 0 && (
        <div class="field">
          <dt>{t('details.phones')}</dt>
          <dd>
            {furtherPhones.map(({ raw }) => (
              <span key={raw} class="phone-line">
                <PhoneText phone={raw} masked={masked} />
                {!masked && <CopyButton text={raw} name={t('header.copyInternational')} />}
              </span>
            ))}
          </dd>
        </div>
      )}
      {customer.other.map(({ name, value }) => (
        <div key={name} class="field">
          <dt dir="auto">{name}</dt>
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
