import { useState } from 'preact/hooks';
import type { Company } from '../../../lib/crm/company.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import { lazyPart } from '../../controls/use-lazy.ts';
import type { CompanyEvents } from './company-events.ts';
import { ReadError } from './read-error.tsx';

const useCompanyView = lazyPart(() => import('./company-view.tsx').then(({ CompanyView }) => CompanyView));

type Reading = { kind: 'at-rest' | 'reading' } | { kind: 'failed'; error: AppErrorData };

/** What the company keeps at its back end beside its customers. It is read when it is asked for, and only looked at. */
export function CompanySection(props: {
  connectionId: string;
  /** The connection's name for people. */
  name: string;
  events: CompanyEvents;
}) {
  const { connectionId, name, events } = props;
  const [reading, setReading] = useState<Reading>({ kind: 'at-rest' });
  const [company, setCompany] = useState<Company | null>(null);
  const titleId = `company-title-${connectionId}`;

  async function read() {
    setReading({ kind: 'reading' });
    const answer = await events.read(connectionId);
    if ('error' in answer) setReading({ kind: 'failed', error: answer.error });
    else {
      setCompany(answer);
      setReading({ kind: 'at-rest' });
    }
  }

  const isReading = reading.kind === 'reading';
  return (
    <section class="options-section" aria-labelledby={titleId}>
      <h2 id={titleId}>{t('options.companyKept', { name })}</h2>
      <p class="section-text">{t('options.companyKept.text')}</p>
      {company && <Shown idPrefix={connectionId} company={company} />}
      <div class="actions">
        <button type="button" class="button" disabled={isReading} onClick={read}>
          {company ? t('options.companyKept.again') : t('options.companyKept.read')}
        </button>
        <p class="fold-status" role="status">
          {isReading && t('options.companyKept.reading')}
        </p>
      </div>
      {reading.kind === 'failed' && <ReadError error={reading.error} />}
    </section>
  );
}

/** Fetched when there is something to show. */
function Shown(props: { idPrefix: string; company: Company }) {
  const View = useCompanyView();
  return View && <View {...props} />;
}
