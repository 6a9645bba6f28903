import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { CommandButton } from '../../controls/command-button.tsx';

/** The chat's number, which stands above, is not the customer's yet: one press adds it, where the back end can. */
export function AddNumber({ view, events }: { view: PanelView; events: PanelEvents }) {
  const { customer, chat, setup } = view;
  const to = customer && numbersWith(chat?.phone ?? null, view);
  if (!customer || !to || setup?.preferences.maskPhones) return null;
  const { id: customerId, fields } = customer;
  const from = fields.find(({ key }) => key === 'phone')?.value ?? null;
  return (
    <p class="owner">
      <CommandButton
        class="link-button"
        command="offer"
        of={t('header.addNumber')}
        onClick={() => events.submit({ kind: 'edit', customerId, edits: [{ key: 'phone', from, to }] })}
      >
        {t('header.addNumber')}
      </CommandButton>
    </p>
  );
}

/** What the field for numbers would hold with this one; null where it is there, or can't be written. */
function numbersWith(phone: string | null, { customer, setup }: PanelView): string | null {
  const able = setup?.active?.capabilities;
  const access = able?.fields.phone;
  const isWritable = able?.change.edit.able && (access === 'write' || access === 'edit-only');
  if (!customer || phone === null || !isWritable) return null;
  // What is being added is in the field before it is among the numbers.
  const value = customer.fields.find(({ key }) => key === 'phone')?.value;
  const written = typeof value === 'string' ? value.split(',') : [];
  const isKnown =
    written.includes(phone) || customer.phones.some(({ raw, e164 }) => e164 === phone || raw === phone);
  return isKnown ? null : [...written, phone].join(',');
}
