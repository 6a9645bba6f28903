import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { CustomerSearch, searchBy } from './customer-search.tsx';

/**
 * What was looked for in one opening of a chat, so that the way back from a card leads to it again. It is no component's:
 * all those that are fetched late are gone while the card is drawn, and those that stay are what the panel paints first.
 */
let last = { of: '', text: '' };

/**
 * It can't be said whose chat is open, so whoever is found is shown to be looked at: nothing is linked, and what was found
 * is of this opening and this company alone.
 */
export function FindToLook({ view, events }: { view: PanelView; events: PanelEvents }) {
  const { opening, setup } = view;
  const active = setup?.active;
  if (!active) return null;
  const { accountId, capabilities } = active;
  const of = `${opening} ${active.id} ${accountId}`;
  const before = last.of === of ? last.text : '';
  return (
    <section class="ask">
      <h2 class="ask-subtitle">{t('find.toLook')}</h2>
      <p class="ask-text">{t('find.toLookText')}</p>
      <CustomerSearch
        key={of}
        masked={setup.preferences.maskPhones}
        by={searchBy(capabilities)}
        initial={before}
        focused={before !== ''}
        onSearch={(text, from) => {
          last = { of, text };
          return events.search(text, from);
        }}
        onChoose={(customerId) => events.lookAt({ accountId, customerId }, opening)}
      />
    </section>
  );
}
