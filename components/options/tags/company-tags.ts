import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import type { TagChange } from '../../../lib/crm/tag-admin.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import type { TagEdits } from './tag-edits.ts';

/** The company's tags, or why they could not be read or changed. */
type CompanyTags = { groups: TagGroup[]; longestName: number } | { error: AppErrorData };

/** What the page asks of a connection that lets tags be administered. Nothing here rejects. */
export interface CompanyTagEvents {
  /** `anew`: asks the server, whatever is known. */
  read(connectionId: string, anew: boolean): Promise<CompanyTags>;
  change(connectionId: string, change: TagChange): Promise<CompanyTags>;
}

/** Edits at the company's own server: one change at a time. `change` gives what went wrong, or null. */
export function companyTagEdits(
  longestName: number,
  change: (change: TagChange) => Promise<AppErrorData | null>,
): TagEdits {
  return {
    saveGroup: ({ id, name, colour, multiple }) => {
      const values = { name, colour: colour ?? '', multiple };
      return change(id === '' ? { kind: 'createGroup', values } : { kind: 'updateGroup', id, values });
    },
    saveTag: ({ id, name, groupId }: Tag) => {
      const group = groupId ?? '';
      return change(
        id === ''
          ? { kind: 'createTag', groupId: group, name }
          : { kind: 'renameTag', id, groupId: group, name },
      );
    },
    removeGroup: ({ id, tags }) => change({ kind: 'removeGroup', id, tagCount: tags.length }),
    removeTag: ({ id }) => change({ kind: 'removeTag', id }),
    limits: { longestName, freeTags: false },
  };
}
