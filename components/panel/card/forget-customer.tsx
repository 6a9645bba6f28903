import { useState } from 'preact/hooks';
import type { Customer } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { useAnnounce } from '../../controls/announcer.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { focusWhenShown } from '../../controls/focus-when-shown.ts';

/** Says what this device forgets of the customer, asks, and says that it was done. */
export function ForgetCustomer(props: {
  customer: Customer | null;
  onForget: () => void;
  onClose: () => void;
}) {
  const { customer, onClose } = props;
  const announce = useAnnounce();
  /** Whom: their card is read anew meanwhile. */
  const [forgotten, setForgotten] = useState<string | null>(null);
  if (forgotten !== null) {
    return (
      <Dialog title={t('forget.done', { name: forgotten })} onClose={onClose}>
        <div class="leaving-actions">
          <button ref={focusWhenShown} type="button" class="button" onClick={onClose}>
            {t('dialog.close')}
          </button>
        </div>
      </Dialog>
    );
  }
  if (!customer) return null;
  const name = shownName(customer.name) ?? t('find.unnamed');
  const confirm = () => {
    props.onForget();
    announce(t('forget.done', { name }));
    setForgotten(name);
  };
  return (
    <Dialog title={t('forget.title', { name })} onClose={onClose}>
      <div class="leaving">
        <p>{t('forget.text')}</p>
        <p class="quiet">{t('forget.stays')}</p>
        <div class="leaving-actions">
          <button type="button" class="button" onClick={onClose}>
            {t('forget.cancel')}
          </button>
          <button type="button" class="button" onClick={confirm}>
            {t('forget.confirm')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
