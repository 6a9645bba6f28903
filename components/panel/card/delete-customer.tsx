import { useState } from 'preact/hooks';
import type { Customer } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { Dialog } from '../../controls/dialog.tsx';

/** Says what goes, and asks: also about the record, which may have to stay for the company or to go for the customer. */
export function DeleteCustomer(props: {
  customer: Customer;
  onSubmit: PanelEvents['submit'];
  onClose: () => void;
}) {
  const { customer, onClose } = props;
  const [record, setRecord] = useState(true);
  const confirm = () => {
    const phones = customer.phones.flatMap(({ e164 }) => e164 ?? []);
    props.onSubmit({ kind: 'delete', customerId: customer.id, phones, record });
    onClose();
  };
  return (
    <Dialog
      title={t('delete.title', { name: shownName(customer.name) ?? t('find.unnamed') })}
      onClose={onClose}
    >
      <div class="leaving">
        <p>{t('delete.text')}</p>
        <p class="quiet">{t('delete.backup')}</p>
        <label class="leaving-choice">
          <input
            type="checkbox"
            checked={!record}
            onChange={(event) => setRecord(!event.currentTarget.checked)}
          />
          <span>{t('delete.record')}</span>
        </label>
        <div class="leaving-actions">
          <button type="button" class="button" onClick={onClose}>
            {t('delete.cancel')}
          </button>
          <button type="button" class="button button-danger" onClick={confirm}>
            {t('delete.confirm')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
