import type { Capabilities } from '../../../lib/crm/port.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelView } from '../../../lib/panel/view.ts';

const limited = ['setStage', 'setTags', 'note', 'edit'] as const;

/** What this back end cannot do, said once and quietly. */
export function Limits({ view, capabilities }: { view: PanelView; capabilities: Capabilities }) {
  const lacking = [
    ...limited.filter((kind) => !capabilities.change[kind].able).map((kind) => t(`panel.limit.${kind}`)),
    ...(capabilities.read.includes('timeline') ? [] : [t('panel.limit.timeline')]),
  ];
  if (lacking.length === 0) return null;
  const what = formatList(lacking);
  const active = view.setup?.connections.find(({ id }) => id === view.setup?.active?.id);
  return (
    <p class="limits">
      {active?.name
        ? t('panel.limits', { connection: active.name, what })
        : t('panel.limitsUnnamed', { what })}
    </p>
  );
}
