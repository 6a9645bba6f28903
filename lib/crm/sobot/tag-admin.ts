import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Tag, TagGroup } from '../model.ts';
import type { GroupValues, TagAdmin } from '../tag-admin.ts';
import { untilAborted } from '../until-aborted.ts';
import { colourOf } from './colour.ts';
import { type TagBook, tagGroups } from './tag-book.ts';
import type { SobotWire, WireGroupValues } from './wire.ts';

/** Codes 510007 and 510008. */
const longestName = 30;

/** Sections 2.2 to 2.9. After each change the book of tags is forgotten, so that the next reader sees it. */
export function createSobotTagAdmin({ wire, book }: { wire: SobotWire; book: TagBook }): TagAdmin {
  /** Runs a change; what came of it is to be read anew, whether it worked or not. */
  async function changing<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    return untilAborted(signal, run).finally(() => book.forget());
  }

  async function groupNamed(name: string, signal: AbortSignal): Promise<TagGroup | null> {
    const groups = await wire.groups(signal);
    return tagGroups(groups, []).find((group) => group.name === name) ?? null;
  }

  async function tagsOf(groupId: string, signal: AbortSignal): Promise<Tag[]> {
    const labels = await wire.labels(groupId, signal);
    const group = (await wire.groups(signal)).find(({ id }) => id === groupId);
    return group ? (tagGroups([group], labels)[0]?.tags ?? []) : [];
  }

  return {
    longestName,

    createGroup: (values, signal) =>
      changing(signal, async () => {
        const wished = groupValues(values);
        return landed(
          async () => group(await wire.saveGroup(wished, signal), wished),
          () => groupNamed(wished.name, signal),
        );
      }),

    updateGroup: (id, values, signal) =>
      changing(signal, async () => wire.updateGroup(id, groupValues(values), signal)),

    removeGroup: (id, tagCount, signal) =>
      changing(signal, async () => {
        const tags = await tagsOf(id, signal);
        if (tags.length !== tagCount) throw new AppError('CONFLICT', { detail: `${tags.length} tags` });
        await wire.removeGroup(id, signal);
      }),

    createTag: (groupId, wished, signal) =>
      changing(signal, async () => {
        const name = checkedName(wished);
        const find = async () => (await tagsOf(groupId, signal)).find((tag) => tag.name === name) ?? null;
        return landed(async () => {
          await wire.saveLabel(groupId, name, signal);
          const made = await find();
          if (made === null) throw new AppError('OUTCOME_UNKNOWN', { detail: 'label/save: not listed' });
          return made;
        }, find);
      }),

    renameTag: (tag, wished, signal) =>
      changing(signal, async () => {
        const name = checkedName(wished);
        const labels = await wire.labels(tag.groupId, signal);
        const known = labels.find(({ id }) => id === tag.id);
        if (!known) throw new AppError('NOT_FOUND', { detail: 'label/update' });
        const { param_name } = known;
        await wire.updateLabel({ id: tag.id, name, ...(param_name !== '' && { param_name }) }, signal);
      }),

    removeTag: (id, signal) => changing(signal, () => wire.removeLabel(id, signal)),
  };
}

/** A creation whose answer was lost is looked for by its name before it is called unknown. */
async function landed<T>(create: () => Promise<T>, find: () => Promise<T | null>): Promise<T> {
  try {
    return await create();
  } catch (thrown) {
    if (!isAppError(thrown) || thrown.code !== 'OUTCOME_UNKNOWN') throw thrown;
    const made = await find().catch(() => null);
    if (made === null) throw thrown;
    return made;
  }
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || [...trimmed].length > longestName) {
    throw new AppError('INVALID_INPUT', { detail: 'name' });
  }
  return trimmed;
}

function groupValues({ name, colour, multiple }: GroupValues): WireGroupValues {
  const color_value = colourOf(colour);
  if (color_value === null) throw new AppError('INVALID_INPUT', { detail: 'colour' });
  return { name: checkedName(name), color_value, is_multiple_choice: multiple ? 1 : 0 };
}

const group = (id: string, { name, color_value, is_multiple_choice }: WireGroupValues): TagGroup => ({
  id,
  name,
  colour: color_value,
  multiple: is_multiple_choice === 1,
  tags: [],
});
