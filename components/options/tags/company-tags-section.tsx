import { useState } from 'preact/hooks';
import type { TagGroup } from '../../../lib/crm/model.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import { type CompanyTagEvents, companyTagEdits } from './company-tags.ts';
import { TagsEditor } from './tags-editor.tsx';

type Reading = { kind: 'unread' | 'reading' } | { kind: 'failed'; error: AppErrorData };

/** The tags of one connection whose back end lets them be administered. They are read when they are asked for. */
export function CompanyTagsSection(props: {
  connectionId: string;
  /** The connection's name for people. */
  name: string;
  events: CompanyTagEvents;
}) {
  const { connectionId, name, events } = props;
  const [reading, setReading] = useState<Reading>({ kind: 'unread' });
  const [known, setKnown] = useState<{ groups: TagGroup[]; longestName: number } | null>(null);
  const titleId = `tags-title-${connectionId}`;

  async function read(anew: boolean) {
    setReading({ kind: 'reading' });
    const answer = await events.read(connectionId, anew);
    if ('error' in answer) setReading({ kind: 'failed', error: answer.error });
    else {
      setKnown(answer);
      setReading({ kind: 'unread' });
    }
  }

  const isReading = reading.kind === 'reading';
  const tags = known?.groups.reduce((sum, group) => sum + group.tags.length, 0) ?? 0;
  return (
    <section class="options-section" aria-labelledby={titleId}>
      <h2 id={titleId}>{t('options.companyTags', { name })}</h2>
      <p class="section-text">{t('options.companyTags.text')}</p>
      {known && (
        <div class="folds">
          <TagsEditor
            idPrefix={connectionId}
            open
            groups={known.groups}
            edits={companyTagEdits(known.longestName, async (change) => {
              const answer = await events.change(connectionId, change);
              if ('error' in answer) return answer.error;
              setKnown(answer);
              return null;
            })}
            text={t('options.companyTags.kept', { tags, groups: known.groups.length })}
            failed={failure}
          />
        </div>
      )}
      <div class="actions">
        <button type="button" class="button" disabled={isReading} onClick={() => read(known !== null)}>
          {known ? t('options.companyTags.again') : t('options.companyTags.read')}
        </button>
        <p class="fold-status" role="status">
          {isReading && t('options.companyTags.reading')}
        </p>
      </div>
      {reading.kind === 'failed' && (
        <p class="callout callout-danger" role="alert">
          {t('options.companyTags.unreadable')} <ErrorDetail error={reading.error} />
        </p>
      )}
    </section>
  );
}

function failure({ code }: AppErrorData): string {
  switch (code) {
    case 'CONFLICT':
    case 'NOT_FOUND':
    case 'OUTCOME_UNKNOWN':
    case 'INVALID_INPUT':
    case 'FORBIDDEN':
      return t(`options.companyTags.error.${code}`);
    default:
      return t('options.item.failed', { code });
  }
}

/** What the back end itself says. */
function ErrorDetail({ error }: { error: AppErrorData }) {
  return (
    <span class="small-print">
      {error.code}
      {error.backend && (
        <>
          {' · '}
          {error.backend.code} <bdi>{error.backend.message}</bdi>
        </>
      )}
    </span>
  );
}
