import type { AccountId } from '../accounts/account.ts';
import type { OrderCustomer } from '../orders/model.ts';
import { withhold } from '../orders/withhold.ts';
import type { E164 } from '../phone/e164.ts';
import { parseE164 } from '../phone/index.ts';
import type { TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';

/** Whose orders. */
export interface OrderQuestion {
  connectionId: string;
  accountId: AccountId;
  customerId: string;
}

type Session = Pick<SessionWriter, 'knownTabs' | 'readTab' | 'readCard'>;

export async function tabsWith(
  session: Pick<Session, 'knownTabs' | 'readTab'>,
  { connectionId, accountId, customerId }: OrderQuestion,
): Promise<TabView[]> {
  const views = await Promise.all((await session.knownTabs()).map((tabId) => session.readTab(tabId)));
  return views.filter(
    (view): view is TabView =>
      view?.connectionId === connectionId && view.accountId === accountId && view.customerId === customerId,
  );
}

/** What may be told of them to a shop or a page; null: no tab shows them, or their card is not there. */
export async function askedCustomer(
  session: Session,
  question: OrderQuestion,
): Promise<OrderCustomer | null> {
  const [views, card] = await Promise.all([
    tabsWith(session, question),
    session.readCard(question.connectionId, question.customerId),
  ]);
  if (views.length === 0 || !card) return null;
  const { id, name, email, phones } = card.customer;
  const chatPhone = views
    .map(({ detection }) => parseE164(detection.phone ?? ''))
    .find((one) => one !== null);
  const others = phones.flatMap(({ e164 }) => e164 ?? []).filter((one) => one !== chatPhone);
  const customer = { id, name, email, chatPhone: chatPhone ?? null, phones: [...new Set(others)] };
  return withhold(
    customer,
    views.flatMap(({ detection }) => numbersHiddenBy(detection)),
  );
}

/** Numbers that WhatsApp does not show to the agent. */
function numbersHiddenBy({ hiddenPhone, suggestedPhone, numberHidden }: TabView['detection']): E164[] {
  return [hiddenPhone, numberHidden ? suggestedPhone : undefined].flatMap(
    (digits) => parseE164(digits ?? '') ?? [],
  );
}
