/** The company's business tags in their groups (sections 2.4 and 2.8), kept for an hour. */
import { isAppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { TagGroup } from '../model.ts';
import { createRemembered } from '../remembered.ts';
import { groupMissing } from './codes.ts';
import { colourOf } from './colour.ts';
import type { SobotWire } from './wire.ts';
import type { WireGroup, WireLabel } from './wire-rows.ts';

/** ms. */
const freshFor = 3_600_000;

export type TagBook = ReturnType<typeof createTagBook>;

/** Ten thousand tags are a hundred pages, 20 s at five requests a second: they are read once an hour at most. */
export function createTagBook({
  wire,
  clock,
  earlier,
}: {
  wire: SobotWire;
  clock: Pick<Clock, 'now'>;
  /** As the catalogue had them before this worker's life; null: not known. */
  earlier: TagGroup[] | null;
}) {
  async function labels(groups: readonly WireGroup[], signal: AbortSignal): Promise<WireLabel[]> {
    try {
      return await wire.labels(null, signal);
    } catch (thrown) {
      if (!isAppError(thrown) || thrown.backend?.code !== groupMissing) throw thrown;
      // This server lists tags group by group only.
      return (await Promise.all(groups.map((group) => wire.labels(group.id, signal)))).flat();
    }
  }

  return createRemembered<TagGroup[]>({
    clock,
    freshFor,
    earlier,
    async read(signal) {
      const groups = (await wire.groups(signal)).filter(isForCustomers);
      return tagGroups(groups, groups.length === 0 ? [] : await labels(groups, signal));
    },
  });
}

/** Valid, and for customers; groups of visitors and tickets come in the same list. */
const isForCustomers = ({ type, status }: WireGroup) =>
  (type === '1' || type === '') && (status === '1' || status === '');

export function tagGroups(groups: readonly WireGroup[], labels: readonly WireLabel[]): TagGroup[] {
  const byGroup = new Map<string, WireLabel[]>();
  for (const label of labels) {
    const known = byGroup.get(label.groupid);
    if (known) known.push(label);
    else byGroup.set(label.groupid, [label]);
  }
  return groups.map((group) =>
    withLabels(
      {
        id: group.id,
        name: group.name,
        colour: colourOf(group.color_value),
        multiple: group.is_multiple_choice === '1',
      },
      byGroup.get(group.id) ?? [],
    ),
  );
}

/** The group with these tags in it: those that are valid, in the group's colour, for they have none of their own. */
export function withLabels(group: Omit<TagGroup, 'tags'>, labels: readonly WireLabel[]): TagGroup {
  const { id: groupId, colour } = group;
  const tags = labels.filter(isValid).map(({ id, name }) => ({ id, name, groupId, colour, readOnly: false }));
  return { ...group, tags };
}

export const isValid = ({ status }: WireLabel): boolean => status === '1' || status === '';
