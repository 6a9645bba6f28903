import '../panel-later.tsx';
import '../panel-dialogs.css';
import type { Agent, Customer } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { useAnswer } from '../../controls/use-answer.ts';
import { errorWords } from '../../words/error-words.ts';
import { Palette, type PaletteItem } from '../keys/palette.tsx';

/** All that can be done with an owner, or only the ways to give a customer back. */
export type OwnerMenuKind = 'owner' | 'release';

const isNamesake = ({ id, name }: Agent, others: readonly Agent[]): boolean =>
  others.some((one) => one.name === name && one.id !== id);

/** Who is to look after this customer; the agents are asked for when it is opened. */
export function OwnerMenu(props: {
  kind: OwnerMenuKind;
  customer: Customer;
  change: Capabilities['change'];
  events: Pick<PanelEvents, 'agents' | 'submit'>;
  onClose: () => void;
}) {
  const { kind, customer, change, events } = props;
  const { id: customerId, owner } = customer;
  const assigns = kind === 'owner' && change.assign.able;
  const { answer: agents, error } = useAnswer(async () => (assigns ? events.agents() : []));
  const others = agents?.filter(({ id }) => id !== owner?.id) ?? [];
  const items: PaletteItem[] = [
    ...(kind === 'owner' && owner === null && change.claim.able
      ? [{ id: 'claim', text: t('header.claim'), run: () => events.submit({ kind: 'claim', customerId }) }]
      : []),
    ...others.map((to) => ({
      id: `assign ${to.id}`,
      text: isNamesake(to, others) && to.department ? `${to.name} · ${to.department}` : to.name,
      run: () => events.submit({ kind: 'assign', customerId, from: owner, to }),
    })),
    // The back end keeps the two apart, so it has to be said.
    ...(owner !== null && change.release.able ? [true, false] : []).map((valid) => ({
      id: `release ${valid}`,
      text: t(valid ? 'owner.releaseValid' : 'owner.releaseInvalid'),
      run: () => events.submit({ kind: 'release', customerId, valid, from: owner }),
    })),
  ];
  return (
    <Palette
      title={kind === 'owner' ? t('owner.title') : t('header.release')}
      placeholder={kind === 'owner' ? t('owner.search') : t('header.release')}
      items={items}
      empty={error ? errorWords(error, 'search').text : t(agents ? 'owner.nobody' : 'owner.reading')}
      onClose={props.onClose}
    />
  );
}
