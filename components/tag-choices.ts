/** What the tag picker offers for what was typed. Pure: catalogue and customer in, groups of choices out. */
import type { Catalogue, Tag } from '../lib/crm/model.ts';
import type { TagRef } from '../lib/crm/port.ts';
import { foldText, matchText } from './fold-text.ts';

export interface TagChoice {
  /** Unique in the list. */
  value: string;
  tag: TagRef;
  colour: string | null;
  /** Tags of a single-choice group that this one takes the place of. */
  replaces: TagRef[];
  create: boolean;
}

export interface TagChoiceGroup {
  id: string;
  /** Null: has no heading. */
  name: string | null;
  kind: 'recent' | 'group' | 'create';
  choices: TagChoice[];
}

const recentShown = 3;

/** A list longer than this is not read but searched, and slow to draw. */
const mostShown = 120;

/** The first choices of a long list, and how many are left to be found by typing. */
export function shortened(groups: readonly TagChoiceGroup[]): { groups: TagChoiceGroup[]; left: number } {
  let room = mostShown;
  let left = 0;
  const kept = groups.flatMap((group) => {
    const choices = group.kind === 'create' ? group.choices : group.choices.slice(0, room);
    room -= choices.length;
    left += group.choices.length - choices.length;
    return choices.length > 0 ? [{ ...group, choices }] : [];
  });
  return { groups: kept, left };
}

export function tagChoices(from: {
  catalogue: Catalogue;
  standing: readonly Tag[];
  typed: string;
  /** Tag ids, last used first. */
  recent: readonly string[];
  createTags: boolean;
}): TagChoiceGroup[] {
  const { catalogue, standing, typed, recent, createTags } = from;
  const onCustomer = new Set(standing.map((tag) => tag.id));
  const wanted = foldText(typed);

  const choiceOf = (tag: Tag, group: Catalogue['groups'][number]): TagChoice => ({
    value: tag.id,
    tag: { id: tag.id, name: tag.name, groupId: tag.groupId },
    colour: tag.colour ?? group.colour,
    replaces: group.multiple
      ? []
      : standing
          .filter((one) => one.groupId === group.id && !one.readOnly)
          .map(({ id, name, groupId }) => ({ id, name, groupId })),
    create: false,
  });

  const groups = catalogue.groups.map((group) => ({
    id: group.id,
    name: group.name,
    choices: group.tags
      .filter((tag) => !tag.readOnly && !onCustomer.has(tag.id))
      .map((tag) => ({ choice: choiceOf(tag, group), match: matchText(tag.name, typed) })),
  }));

  const all = groups.flatMap((group) => group.choices);
  const lately =
    wanted === ''
      ? recent
          // One that was invented went by its name.
          .flatMap((id) => all.filter(({ choice }) => choice.tag.id === id || choice.tag.name === id))
          .slice(0, recentShown)
          .map(({ choice }) => choice)
      : [];
  const taken = new Set(lately.map((choice) => choice.value));

  const named = groups
    .map((group): TagChoiceGroup & { best: number } => {
      const fitting = group.choices
        .flatMap(({ choice, match }) =>
          match === null || taken.has(choice.value) ? [] : [{ choice, match }],
        )
        .sort((a, b) => a.match - b.match);
      return {
        id: group.id,
        name: group.name,
        kind: 'group',
        choices: fitting.map(({ choice }) => choice),
        best: fitting[0]?.match ?? 9,
      };
    })
    .filter((group) => group.choices.length > 0)
    .sort((a, b) => a.best - b.best)
    .map(({ best: _, ...group }) => group);

  const exists =
    all.some(({ choice }) => foldText(choice.tag.name) === wanted) ||
    standing.some((tag) => foldText(tag.name) === wanted);
  const name = typed.trim().replace(/\s+/g, ' ');
  const invented: TagChoiceGroup[] =
    createTags && wanted !== '' && !exists
      ? [
          {
            id: 'create',
            name: null,
            kind: 'create',
            choices: [
              {
                value: `create:${name}`,
                tag: { id: name, name, groupId: null },
                colour: null,
                replaces: [],
                create: true,
              },
            ],
          },
        ]
      : [];

  return [
    ...(lately.length > 0 ? [{ id: 'recent', name: null, kind: 'recent' as const, choices: lately }] : []),
    ...named,
    ...invented,
  ];
}
