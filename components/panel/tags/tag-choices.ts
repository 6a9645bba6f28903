/** What the tag picker offers for what was typed. Pure: catalogue and customer in, groups of choices out. */
import type { Catalogue, Tag } from '../../../lib/crm/model.ts';
import type { TagRef } from '../../../lib/crm/port.ts';
import { nameMatcher } from '../../../lib/search/match-name.ts';
import { canonicalName } from '../../../lib/text/canonical-name.ts';
import { isBlank, withoutTurns } from '../../../lib/text/unseen.ts';

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
  const name = isBlank(typed) ? '' : canonicalName(withoutTurns(typed));
  const fitOf = nameMatcher(name);

  const groups = catalogue.groups.map((group) => {
    const replaces = group.multiple
      ? []
      : standing
          .filter((one) => one.groupId === group.id && !one.readOnly)
          .map(({ id, name, groupId }) => ({ id, name, groupId }));
    const choiceOf = (tag: Tag): TagChoice => ({
      value: tag.id,
      tag: { id: tag.id, name: tag.name, groupId: tag.groupId },
      colour: tag.colour ?? group.colour,
      replaces,
      create: false,
    });
    const offered = group.tags.filter((tag) => !tag.readOnly && !onCustomer.has(tag.id));
    return { id: group.id, name: group.name, offered, choiceOf };
  });

  const lately =
    name === ''
      ? recent
          .flatMap((id) =>
            groups.flatMap(({ offered, choiceOf }) =>
              // One that was invented went by its name.
              offered.filter((tag) => tag.id === id || tag.name === id).map(choiceOf),
            ),
          )
          .slice(0, recentShown)
      : [];
  const taken = new Set(lately.map((choice) => choice.value));

  const named = groups
    .map(({ id, name, offered, choiceOf }) => {
      const byFit: [Tag[], Tag[], Tag[]] = [[], [], []];
      for (const tag of offered) {
        const fit = fitOf(tag.name);
        if (fit !== null && !taken.has(tag.id)) byFit[fit].push(tag);
      }
      const best = byFit.findIndex((tags) => tags.length > 0);
      return { best, group: { id, name, kind: 'group' as const, choices: byFit.flat().map(choiceOf) } };
    })
    .filter(({ best }) => best >= 0)
    .sort((one, other) => one.best - other.best)
    .map(({ group }) => group);

  const isName = (tag: Tag) => canonicalName(tag.name) === name;
  const exists = groups.some(({ offered }) => offered.some(isName)) || standing.some(isName);
  const invented: TagChoiceGroup[] =
    createTags && name !== '' && !exists
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
