import type { Customer } from '../lib/crm/model.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../lib/panel/view.ts';

/** Who looks after this customer; taking and giving back where the back end can. */
export function OwnerLine(props: { view: PanelView; customer: Customer; events: PanelEvents }) {
  const { view, customer, events } = props;
  const change = view.setup?.active?.capabilities.change;
  const { owner, id } = customer;
  if (!owner && !change?.claim.able) return null;
  return (
    <p class="owner">
      <span dir="auto">{owner ? t('header.owner', { name: owner.name }) : t('header.noOwner')}</span>
      {!owner && change?.claim.able && (
        <button
          type="button"
          class="link-button"
          onClick={() => events.submit({ kind: 'claim', customerId: id })}
        >
          {t('header.claim')}
        </button>
      )}
      {owner && change?.release.able && (
        <button
          type="button"
          class="link-button"
          onClick={() => events.submit({ kind: 'release', customerId: id, valid: true })}
        >
          {t('header.release')}
        </button>
      )}
    </p>
  );
}
