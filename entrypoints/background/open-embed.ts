import { AppError } from '../../lib/errors/app-error.ts';
import { askedCustomer, type OrderQuestion } from '../../lib/flow/asked-customer.ts';
import { embedAddress } from '../../lib/orders/embed-address.ts';
import type { SessionWriter } from '../../lib/session/writer.ts';
import { isEmbed } from '../../lib/settings/orders-entry.ts';
import type { SettingsService } from '../../lib/settings/settings-service.ts';

/** Where a company's own page is opened for the customer whom a tab shows; the key of its signature stays here. */
export function createEmbedOpener(deps: {
  session: Pick<SessionWriter, 'knownTabs' | 'readTab' | 'readCard'>;
  settings: Pick<SettingsService, 'current'>;
  now(): number;
}) {
  return async (question: OrderQuestion, embedId: string): Promise<string> => {
    const { orders = [] } = (await deps.settings.current()).settings;
    const embed = orders.filter(isEmbed).find(({ id }) => id === embedId);
    const customer = await askedCustomer(deps.session, question);
    if (!embed || !customer) throw new AppError('NOT_FOUND', { detail: 'embed: nobody is shown' });
    return embedAddress(embed, customer, deps.now());
  };
}
