import type { CompanyTagGroup } from '../../../lib/crm/company.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Entry } from './entry.tsx';
import { choiceWords } from './kind-words.ts';
import { MoreList } from './more-list.tsx';

/** Tags that are drawn until more are asked for. */
const firstTags = 100;

/** A category with its tags. @param counted how many it has, whichever of them were searched for. */
export function TagCategoryEntry({ group, counted }: { group: CompanyTagGroup; counted: number }) {
  return (
    <Entry
      name={group.name}
      line={[
        group.multiple !== null && choiceWords(group.multiple),
        t('options.tags.preview', { count: counted }),
      ]}
    >
      {group.tags.length > 0 && (
        <MoreList
          items={group.tags}
          step={firstTags}
          class="chips"
          label={t('options.group.tags', { name: group.name })}
        >
          {(tag) => (
            <li key={tag.id} class="chip chip-still">
              <bdi>{tag.name}</bdi>
            </li>
          )}
        </MoreList>
      )}
    </Entry>
  );
}
