import { Eye } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import { templateHost } from '../../../lib/settings/addresses.ts';
import { Icon } from '../../controls/icon.tsx';

/** What a page is told, before it is switched on. */
export function PageReceives({ template }: { template: string }) {
  const bare = template.replaceAll(/\{\w+\}/g, '0');
  const isWhole = URL.canParse(bare) && new URL(bare).host !== '';
  const host = isWhole ? templateHost(template) : t('options.page.thisSite');
  return (
    <div class="callout">
      <Icon node={Eye} />
      <div>
        <p>{t('options.page.receives', { host })}</p>
        <p>{t('options.page.masked')}</p>
      </div>
    </div>
  );
}
