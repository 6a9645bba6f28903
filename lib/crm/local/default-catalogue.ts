import type { TagGroup } from '../model.ts';
import { defaultNames } from './default-names.ts';
import type { LocalCatalogueRow } from './rows.ts';

/**
 * Takes the tags that are typed and belong nowhere; made again when one is typed after it was deleted.
 * @param language BCP 47
 */
export function ownTagGroup(language: string): TagGroup {
  return { id: 'tags', name: defaultNames(language).tags, colour: null, multiple: true, tags: [] };
}

/** What a new CRM on this device begins with, in the language of the browser; all of it can be changed. */
export function defaultCatalogueIn(language: string): LocalCatalogueRow {
  const names = defaultNames(language);
  return {
    groups: [
      group('interest', names.interest, false, [
        ['tag-hot', names.hot, '#e11d48'],
        ['tag-warm', names.warm, '#b45309'],
        ['tag-cold', names.cold, '#2563eb'],
      ]),
      group('level', names.level, true, [
        ['tag-vip', 'VIP', '#7c3aed'],
        ['tag-wholesale', names.wholesale, '#047857'],
      ]),
      ownTagGroup(language),
    ],
    stages: ['new', 'talking', 'intent', 'paid', 'done'].map((id, order) => ({
      id,
      name: names.stages[order] ?? id,
      order,
    })),
    fields: [],
  };
}

export const defaultCatalogue = defaultCatalogueIn('en');

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
