import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';

/** A list of which the first are drawn, and further ones when they are asked for. */
export function MoreList<T>(props: {
  items: readonly T[];
  /** How many are drawn at first, and how many come then. */
  step: number;
  class: string;
  label?: string;
  children: (item: T) => ComponentChildren;
}) {
  const { items, step } = props;
  const [most, setMost] = useState(step);
  const more = Math.min(step, items.length - most);
  return (
    <>
      <ul class={props.class} aria-label={props.label}>
        {items.slice(0, most).map(props.children)}
      </ul>
      {more > 0 && (
        <button type="button" class="button fold-add" onClick={() => setMost(most + step)}>
          {t('options.companyKept.more', { count: more })}
        </button>
      )}
    </>
  );
}
