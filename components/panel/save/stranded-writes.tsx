import { Unplug } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView, StrandedAccount } from '../../../lib/panel/view.ts';
import { Icon } from '../../controls/icon.tsx';

/** What waits for companies that no connection stands for: it goes nowhere else, so it is handed out or waits for them. */
export function StrandedWrites({ view, events }: { view: PanelView; events: PanelEvents }) {
  return view.stranded.map((account) => (
    <StrandedLine key={account.accountId} account={account} events={events} />
  ));
}

function StrandedLine({ account, events }: { account: StrandedAccount; events: PanelEvents }) {
  const { writes } = account;
  const company = nameOf(account);
  return (
    <div class="save">
      <div class="save-line" data-tone="bad">
        <div class="save-words">
          <Icon node={Unplug} size={14} />
          <div>
            <p>{t('company.stranded', { count: writes.length, company })}</p>
            <p class="save-advice">{t('company.strandedAdvice')}</p>
          </div>
        </div>
        <div class="save-actions">
          <button type="button" class="button" onClick={() => events.downloadWrites(writes, company)}>
            {t('company.download')}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              for (const { id } of writes) events.closeWrite(id, 'dropped');
            }}
          >
            {t('save.discard')}
          </button>
        </div>
      </div>
    </div>
  );
}

function nameOf({ name, provider }: StrandedAccount): string {
  return name ?? (provider ? t(`provider.${provider}`) : t('company.unnamed'));
}
