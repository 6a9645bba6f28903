import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import type { ListEditor } from '../lists/use-list-editor.ts';
import { Dot } from './dot.tsx';
import { chipName } from './tag-actions.ts';

/** Chips that are drawn until more are asked for, and how many come then. */
const firstTags = 40;
const furtherTags = 200;

/** The tags of a group, each a button that opens it, and one for a new tag. */
export function TagChips(props: { group: TagGroup; tags: readonly Tag[]; editor: ListEditor }) {
  const { group, tags, editor } = props;
  const [most, setMost] = useState(firstTags);
  const more = Math.min(furtherTags, tags.length - most);
  return (
    <ul class="chips" aria-label={t('options.group.tags', { name: group.name })}>
      {tags.slice(0, most).map((tag) => (
        <li key={tag.id}>
          <button
            type="button"
            class="chip"
            data-focus={chipName(tag)}
            aria-label={t('options.editNamed', { name: tag.name })}
            disabled={editor.open !== null}
            onClick={() => editor.edit(`tag ${tag.id}`)}
          >
            <Dot colour={tag.colour ?? group.colour} />
            <bdi>{tag.name}</bdi>
          </button>
        </li>
      ))}
      {more > 0 && (
        <li>
          <button
            type="button"
            class="chip chip-add"
            aria-label={t('options.tags.moreOf', { count: more, name: group.name })}
            onClick={() => setMost(most + furtherTags)}
          >
            {t('options.tags.more', { count: more })}
          </button>
        </li>
      )}
      <li>
        <button
          type="button"
          class="chip chip-add"
          data-focus={`new tag ${group.id}`}
          aria-label={t('options.tag.addTo', { name: group.name })}
          disabled={editor.open !== null}
          onClick={() => editor.edit(`new tag ${group.id}`)}
        >
          <Icon node={Plus} size={14} />
          {t('options.tag.add')}
        </button>
      </li>
    </ul>
  );
}
