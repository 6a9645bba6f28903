import { untilAborted } from '../../concurrency/until-aborted.ts';
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { TagGroup } from '../model.ts';
import type { GroupValues, TagAdmin, TagChange } from '../tag-admin.ts';
import { colourOf } from './colour.ts';
import { isValid, type TagBook, tagGroups, withLabels } from './tag-book.ts';
import type { SobotWire } from './wire.ts';
import type { WireLabel } from './wire-rows.ts';
import type { WireGroupValues } from './wire-tags.ts';

/** Codes 510007 and 510008. */
const longestName = 30;

/**
 * Sections 2.2 to 2.9. A list of ten thousand tags is a hundred requests, so after a change at most the one group that
 * it touched is read again.
 */
export function createSobotTagAdmin({ wire, book }: { wire: SobotWire; book: TagBook }): TagAdmin {
  async function createGroup(wished: WireGroupValues, signal: AbortSignal): Promise<TagGroup> {
    try {
      return { ...groupOf(wished), id: await wire.saveGroup(wished, signal), tags: [] };
    } catch (thrown) {
      return sought(thrown, async () =>
        tagGroups(await wire.groups(signal), []).find(({ name }) => name === wished.name),
      );
    }
  }

  /** The group's tags with the new one among them: it is made without telling its id. */
  async function createTag(groupId: string, name: string, signal: AbortSignal): Promise<WireLabel[]> {
    const find = async () => {
      const labels = await wire.labels(groupId, signal);
      return labels.some((label) => label.name === name) ? labels : undefined;
    };
    try {
      await wire.saveLabel(groupId, name, signal);
    } catch (thrown) {
      return sought(thrown, find);
    }
    const labels = await find();
    if (!labels) throw new AppError('OUTCOME_UNKNOWN', { detail: 'label/save: not listed' });
    return labels;
  }

  async function write(change: TagChange, groups: TagGroup[], signal: AbortSignal): Promise<TagGroup[]> {
    switch (change.kind) {
      case 'createGroup':
        return [...groups, await createGroup(wireValues(change.values), signal)];
      case 'updateGroup': {
        const wished = wireValues(change.values);
        await wire.updateGroup(change.id, wished, signal);
        return changedGroup(groups, change.id, (group) => withColour({ ...group, ...groupOf(wished) }));
      }
      case 'removeGroup': {
        const { id, tagCount } = change;
        const there = (await wire.labels(id, signal)).filter(isValid).length;
        if (there !== tagCount) throw new AppError('CONFLICT', { detail: `${there} tags` });
        await wire.removeGroup(id, signal);
        return groups.filter((group) => group.id !== id);
      }
      case 'createTag': {
        const { groupId } = change;
        const labels = await createTag(groupId, checkedName(change.name), signal);
        return changedGroup(groups, groupId, (group) => withLabels(group, labels));
      }
      case 'renameTag': {
        const { id, groupId } = change;
        const name = checkedName(change.name);
        const labels = await wire.labels(groupId, signal);
        const known = labels.find((label) => label.id === id);
        if (!known) throw new AppError('NOT_FOUND', { detail: 'label/update' });
        const { param_name } = known;
        await wire.updateLabel({ id, name, ...(param_name !== '' && { param_name }) }, signal);
        const renamed = labels.map((label) => (label.id === id ? { ...label, name } : label));
        return changedGroup(groups, groupId, (group) => withLabels(group, renamed));
      }
      case 'removeTag':
        await wire.removeLabel(change.id, signal);
        return groups.map((group) => ({
          ...group,
          tags: group.tags.filter(({ id }) => id !== change.id),
        }));
    }
  }

  return {
    longestName,
    apply: (change, groups, signal) =>
      untilAborted(signal, async () => {
        try {
          const changed = await write(change, groups, signal);
          book.put(changed);
          return changed;
        } catch (thrown) {
          // What came of it is read anew by whoever needs it next.
          book.forget();
          throw thrown;
        }
      }),
  };
}

/** A creation whose answer was lost is looked for before it is called unknown. */
async function sought<T>(thrown: unknown, find: () => Promise<T | undefined>): Promise<T> {
  const lost = isAppError(thrown) && thrown.code === 'OUTCOME_UNKNOWN';
  const made = lost ? await find().catch(() => undefined) : undefined;
  if (made === undefined) throw thrown;
  return made;
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || [...trimmed].length > longestName) {
    throw new AppError('INVALID_INPUT', { detail: 'name' });
  }
  return trimmed;
}

function wireValues({ name, colour, multiple }: GroupValues): WireGroupValues {
  const color_value = colourOf(colour);
  if (color_value === null) throw new AppError('INVALID_INPUT', { detail: 'colour' });
  return { name: checkedName(name), color_value, is_multiple_choice: multiple ? 1 : 0 };
}

const groupOf = ({ name, color_value, is_multiple_choice }: WireGroupValues) => ({
  name,
  colour: color_value,
  multiple: is_multiple_choice === 1,
});

function changedGroup(groups: TagGroup[], id: string, change: (group: TagGroup) => TagGroup): TagGroup[] {
  return groups.map((group) => (group.id === id ? change(group) : group));
}

/** Tags carry the colour of their group. */
const withColour = (group: TagGroup): TagGroup => ({
  ...group,
  tags: group.tags.map((tag) => ({ ...tag, colour: group.colour })),
});
