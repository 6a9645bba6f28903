import type { Customer } from '../lib/crm/model.ts';
import type { Capabilities } from '../lib/crm/port.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../lib/panel/view.ts';

/** Who looks after this customer; taking and giving back where the back end can. */
export function OwnerLine({ view, events }: { view: PanelView; events: PanelEvents }) {
  const change = view.setup?.active?.capabilities.change;
  const hasOwners = change !== undefined && (change.claim.able || change.release.able || change.assign.able);
  const { customer } = view;
  if (view.state === 'loading' && hasOwners) return <span class="owner" aria-hidden="true" />;
  if (!customer || !(customer.owner || hasOwners)) return null;
  const { owner } = customer;
  return (
    <p class="owner">
      <span dir="auto">{owner ? t('header.owner', { name: owner.name }) : t('header.noOwner')}</span>
      <OwnerAction customer={customer} change={change} onSubmit={events.submit} />
    </p>
  );
}

function OwnerAction(props: {
  customer: Customer;
  change: Capabilities['change'] | undefined;
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, change, onSubmit } = props;
  const customerId = customer.id;
  if (customer.owner === null && change?.claim.able) {
    return (
      <button
        type="button"
        class="link-button"
        data-go="claim"
        onClick={() => onSubmit({ kind: 'claim', customerId })}
      >
        {t('header.claim')}
      </button>
    );
  }
  if (customer.owner !== null && change?.release.able) {
    return (
      <button
        type="button"
        class="link-button"
        data-go="release"
        onClick={() => onSubmit({ kind: 'release', customerId, valid: true })}
      >
        {t('header.release')}
      </button>
    );
  }
  return null;
}
