import { toWallClock } from '../wall-clock.ts';
import type { Code } from './codes.ts';
import type { LabelGroup } from './company.ts';
import { checkQuery, type Interface, pageOf, readBody, type Scene, text } from './scene.ts';

const zone = 'Asia/Shanghai';
const shape = { name: 'text', color_value: 'text', is_multiple_choice: 'integer', type: 'integer' } as const;

const isThere = ({ status }: LabelGroup): boolean => status !== -1;

function judgeName({ company }: Scene, name: string, own?: LabelGroup): Code | null {
  if (name.trim() === '') return '510005';
  if ([...name].length > 30) return '510007';
  const taken = company.groups.some((group) => isThere(group) && group !== own && group.name === name);
  return taken ? '510002' : null;
}

const multiple = (value: unknown): 0 | 1 | null => (value === 0 || value === 1 ? value : null);

/** Section 2.2; answers with the new id. */
export const saveGroup: Interface = (scene) => {
  const body = readBody(scene, shape);
  if (!body) return { refused: '999999' };
  const wrong = judgeName(scene, text(body.name));
  if (wrong) return { refused: wrong };
  const group: LabelGroup = {
    id: scene.company.newId(),
    name: text(body.name),
    colour: text(body.color_value),
    multiple: multiple(body.is_multiple_choice) ?? 0,
    type: 1,
    status: 1,
    createdAt: scene.now,
    updatedAt: scene.now,
  };
  scene.company.groups.push(group);
  return { item: group.id };
};

/** Section 2.3. */
export const updateGroup: Interface = (scene) => {
  const body = readBody(scene, { ...shape, id: 'text' });
  if (!body) return { refused: '999999' };
  const group = scene.company.groups.find(({ id, status }) => id === body.id && status !== -1);
  if (!group) return { refused: '510001' };
  const replace = scene.settings.rows === 'replace';
  if (replace || 'name' in body) {
    const wrong = judgeName(scene, text(body.name), group);
    if (wrong) return { refused: wrong };
    group.name = text(body.name);
  }
  if (replace || 'color_value' in body) group.colour = text(body.color_value);
  if (replace || 'is_multiple_choice' in body) group.multiple = multiple(body.is_multiple_choice) ?? 0;
  group.updatedAt = scene.now;
  return 'done';
};

/** Section 2.4: groups of visitors and tickets come too, and such as are no longer valid. */
export const listGroups: Interface = (scene) => {
  checkQuery(scene, ['page_no', 'page_size']);
  const { items, paging } = pageOf(scene.company.groups.filter(isThere), scene, 100);
  return {
    items: items.map((group) => ({
      id: group.id,
      name: group.name,
      status: group.status,
      type: group.type,
      bizid: null,
      color_value: group.colour,
      create_time: toWallClock(group.createdAt, zone),
      is_multiple_choice: group.multiple,
      update_time: toWallClock(group.updatedAt, zone),
    })),
    paging,
  };
};

/** Section 2.5: takes the tags inside along. */
export const removeGroup: Interface = ({ company, id }) => {
  const group = company.groups.find((one) => one.id === id && isThere(one));
  if (!group) return { refused: '510001' };
  group.status = -1;
  for (const label of company.labels) {
    if (label.groupId !== id) continue;
    label.status = -1;
    for (const user of company.users) user.labelIds = user.labelIds.filter((one) => one !== label.id);
  }
  return 'done';
};
