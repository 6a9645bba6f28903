/** Who is to look after this customer; fetched when it is first opened, and the agents with it. */
import './panel-later.tsx';
import './styles/dialog.css';
import { useEffect, useState } from 'preact/hooks';
import type { Agent, Customer } from '../lib/crm/model.ts';
import type { Capabilities } from '../lib/crm/port.ts';
import { type AppErrorData, toErrorData } from '../lib/errors/app-error.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents } from '../lib/panel/view.ts';
import { errorWords } from './error-words.ts';
import { Palette } from './palette.tsx';
import type { Command } from './palette-commands.ts';

/** All that can be done with an owner, or only the ways to give a customer back. */
export type OwnerMenuKind = 'owner' | 'release';

export function OwnerMenu(props: {
  kind: OwnerMenuKind;
  customer: Customer;
  change: Capabilities['change'];
  events: Pick<PanelEvents, 'agents' | 'submit'>;
  onClose: () => void;
}) {
  const { kind, customer, change, events } = props;
  const { id: customerId, owner } = customer;
  const [agents, setAgents] = useState<Agent[] | AppErrorData | null>(null);
  const assigns = kind === 'owner' && change.assign.able;
  useEffect(() => {
    let wanted = true;
    if (assigns) {
      events
        .agents()
        .catch(toErrorData)
        .then((found) => wanted && setAgents(found));
    }
    return () => {
      wanted = false;
    };
  }, []);

  const others = Array.isArray(agents) ? agents.filter(({ id }) => id !== owner?.id) : [];
  const commands: Command[] = [
    ...(kind === 'owner' && owner === null && change.claim.able
      ? [{ text: t('owner.claim'), run: () => events.submit({ kind: 'claim', customerId }) }]
      : []),
    ...others.map((to) => ({
      text: to.name,
      run: () => events.submit({ kind: 'assign', customerId, from: owner, to }),
    })),
    // The back end keeps the two apart, so it has to be said.
    ...(owner !== null && change.release.able ? [true, false] : []).map((valid) => ({
      text: t(valid ? 'owner.releaseValid' : 'owner.releaseInvalid'),
      run: () => events.submit({ kind: 'release', customerId, valid }),
    })),
  ];
  return (
    <Palette
      title={kind === 'owner' ? t('owner.title') : t('owner.release')}
      placeholder={kind === 'owner' ? t('owner.search') : t('owner.release')}
      commands={commands}
      empty={assigns ? emptyWords(agents) : t('palette.nothing')}
      onClose={props.onClose}
    />
  );
}

function emptyWords(agents: Agent[] | AppErrorData | null): string {
  if (agents === null) return t('owner.reading');
  return Array.isArray(agents) ? t('owner.nobody') : errorWords(agents, 'search').text;
}
