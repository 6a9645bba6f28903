import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Part } from '../../../lib/crm/company.ts';
import { formatNumber } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { ReadError } from './read-error.tsx';

/** One list of the catalogue under its title: folded it says how much is in it, or that it could not be read. */
export function CataloguePart<T>(props: {
  title: string;
  part: Part<T>;
  /** Those that were searched for; undefined: nothing is. */
  filter: ((items: readonly T[]) => T[]) | undefined;
  children: (found: readonly T[]) => ComponentChildren;
}) {
  const { part, filter } = props;
  const [open, setOpen] = useState(false);
  const items = 'items' in part ? part.items : [];
  const found = filter ? filter(items) : items;
  return (
    <details
      class="fold"
      open={filter ? found.length > 0 : open}
      onToggle={(event) => {
        if (!filter) setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <h3>{props.title}</h3>
        <span class="fold-line">
          {'error' in part ? t('options.companyKept.unread') : formatNumber(found.length)}
        </span>
      </summary>
      <div class="fold-body">
        {'error' in part ? (
          <ReadError error={part.error} />
        ) : items.length === 0 ? (
          <p class="fold-status">{t('options.companyKept.none')}</p>
        ) : (
          props.children(found)
        )}
      </div>
    </details>
  );
}
