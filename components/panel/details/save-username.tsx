import { fieldText, holdsUsername } from '../../../lib/crm/goes-by.ts';
import type { Catalogue, Customer } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { useCommands } from '../../controls/commands.ts';
import { fieldLabel } from '../../words/field-label.ts';
import { definitionOf } from '../../words/field-value.ts';

/** One quiet line: the chat's username goes into the field that the company chose for it, where it does not stand yet. */
export function SaveUsername({
  customer,
  view,
  events,
}: {
  customer: Customer;
  view: PanelView;
  events: PanelEvents;
}) {
  const offer = offered(customer, view);
  const save = () => {
    if (!offer) return;
    const edit = { key: offer.key, from: offer.from, to: offer.to };
    events.submit({ kind: 'edit', customerId: customer.id, edits: [edit] });
  };
  const words = offer && wordsOf(offer, view.catalogue);
  useCommands(words === null ? [] : [{ kind: 'save-username', of: words, run: save }]);
  if (words === null) return null;
  return (
    <button type="button" class="field-add" onClick={save}>
      {words}
    </button>
  );
}

interface Offer {
  key: string;
  from: string | null;
  to: string;
  /** With its `@`. */
  username: string;
  /** What stands there stays above it. */
  adds: boolean;
}

function offered(customer: Customer, { setup, chat, state, catalogue }: PanelView): Offer | null {
  const { usernameField: key, capabilities } = setup?.active ?? {};
  if (!key || !chat?.username || state !== 'ready' || !capabilities?.change.edit.able) return null;
  const able = capabilities.fields[key];
  if (able !== 'write' && able !== 'edit-only') return null;
  const from = fieldText(customer, key);
  if (holdsUsername(chat.username, from)) return null;
  const username = `@${chat.username}`;
  const adds = from !== null && definitionOf(key, catalogue).type === 'multiline';
  return { key, from, username, adds, to: adds ? `${from}\n${username}` : username };
}

function wordsOf({ key, from, username, adds }: Offer, catalogue: Catalogue | null): string {
  const field = fieldLabel(key, catalogue);
  if (adds) return t('details.addUsername', { username, field });
  return from === null
    ? t('details.saveUsername', { username, field })
    : t('details.replaceByUsername', { username, field, value: from });
}
