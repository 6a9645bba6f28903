import type { TagGroup } from '../model.ts';
import type { LocalCatalogueRow } from './rows.ts';

/** Takes the tags that are typed and belong nowhere; made again when one is typed after it was deleted. */
export const ownTagGroup: TagGroup = { id: 'tags', name: 'Tags', colour: null, multiple: true, tags: [] };

/** What a new CRM on this device begins with; all of it can be changed. */
export const defaultCatalogue: LocalCatalogueRow = {
  groups: [
    group('interest', 'Interest', false, [
      ['tag-hot', 'Hot', '#e11d48'],
      ['tag-warm', 'Warm', '#b45309'],
      ['tag-cold', 'Cold', '#2563eb'],
    ]),
    group('level', 'Level', true, [
      ['tag-vip', 'VIP', '#7c3aed'],
      ['tag-wholesale', 'Wholesale', '#047857'],
    ]),
    ownTagGroup,
  ],
  stages: ['New', 'Talking', 'Intent', 'Paid', 'Done'].map((name, order) => ({
    id: name.toLowerCase(),
    name,
    order,
  })),
  fields: [],
};

function group(id: string, name: string, multiple: boolean, tags: [string, string, string][]): TagGroup {
  return {
    id,
    name,
    colour: null,
    multiple,
    tags: tags.map(([tagId, tagName, colour]) => ({
      id: tagId,
      name: tagName,
      groupId: id,
      colour,
      readOnly: false,
    })),
  };
}
