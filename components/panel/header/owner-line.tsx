import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { CommandButton } from '../../controls/command-button.tsx';
import { lazyPart } from '../../controls/use-lazy.ts';
import type { OwnerMenuKind } from './owner-menu.tsx';

const useDialogs = lazyPart(() => import('../panel-dialogs.tsx'));

/** Who looks after this customer; taking, handing on and giving back where the back end can. */
export function OwnerLine({ view, events }: { view: PanelView; events: PanelEvents }) {
  const capabilities = view.setup?.active?.capabilities;
  const change = capabilities?.change;
  const [menu, open] = useState<OwnerMenuKind | null>(null);
  const hasOwners = change !== undefined && (change.claim.able || change.release.able || change.assign.able);
  const { customer } = view;
  if (view.state === 'loading' && hasOwners) return <span class="owner" aria-hidden="true" />;
  if (!customer || !(customer.owner || hasOwners)) return null;
  const { id: customerId, owner } = customer;
  const words = owner ? t('header.owner', { name: owner.name }) : t('header.noOwner');
  return (
    <>
      <p class="owner" tabIndex={-1}>
        {change?.assign.able && capabilities?.read.includes('agents') ? (
          <CommandButton
            class="link-button"
            command="owner"
            aria-haspopup="dialog"
            aria-expanded={menu !== null}
            onClick={() => open('owner')}
          >
            <bdi>{words}</bdi>
            <span aria-hidden="true"> ▾</span>
          </CommandButton>
        ) : (
          <span dir="auto">{words}</span>
        )}
        {owner === null && change?.claim.able && (
          <CommandButton
            class="link-button"
            command="claim"
            onClick={() => events.submit({ kind: 'claim', customerId })}
          >
            {t('header.claim')}
          </CommandButton>
        )}
        {owner !== null && change?.release.able && (
          <CommandButton
            class="link-button"
            command="release"
            aria-haspopup="dialog"
            onClick={() => open('release')}
          >
            {t('header.release')}
          </CommandButton>
        )}
      </p>
      {menu && change && (
        <OpenMenu
          key={`${menu} ${customerId}`}
          kind={menu}
          customer={customer}
          change={change}
          events={events}
          onClose={() => open(null)}
        />
      )}
    </>
  );
}

function OpenMenu(props: Parameters<NonNullable<ReturnType<typeof useDialogs>>['OwnerMenu']>[0]) {
  const dialogs = useDialogs();
  return dialogs && <dialogs.OwnerMenu {...props} />;
}
