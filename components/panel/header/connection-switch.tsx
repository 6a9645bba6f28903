import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import type { Setup } from '../../../lib/session/shapes.ts';
import { connectionName } from '../../words/connection-name.ts';

/** Which CRM is shown, where there are several. */
export function ConnectionSwitch(props: { setup: Setup | null; onSelect: PanelEvents['selectConnection'] }) {
  const { setup, onSelect } = props;
  if (!setup || setup.connections.length < 2) return null;
  return (
    <label class="connection">
      <span class="visually-hidden">{t('header.connection')}</span>
      <select value={setup.active?.id ?? ''} onChange={(event) => onSelect(event.currentTarget.value)}>
        {setup.connections.map((one) => (
          <option key={one.id} value={one.id}>
            {connectionName(one, setup.connections)}
          </option>
        ))}
      </select>
    </label>
  );
}
