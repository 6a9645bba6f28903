import { toWallClock } from '../wall-clock.ts';
import type { Code } from './codes.ts';
import type { Label } from './company.ts';
import { checkQuery, type Interface, pageOf, readBody, type Scene, text } from './scene.ts';

const zone = 'Asia/Shanghai';

const isThere = ({ status }: Label): boolean => status !== -1;

function judgeLabel({ company }: Scene, name: string, paramName: string, own?: Label): Code | null {
  if (name.trim() === '') return '510006';
  if ([...name].length > 30) return '510007';
  if ([...paramName].length > 30) return '510008';
  const others = company.labels.filter((label) => isThere(label) && label !== own);
  if (others.some((label) => label.name === name)) return '510003';
  return paramName !== '' && others.some((label) => label.paramName === paramName) ? '510004' : null;
}

/** Section 2.6; answers without the new id. */
export const saveLabel: Interface = (scene) => {
  const body = readBody(scene, { name: 'text', groupid: 'text', groupId: 'text', param_name: 'text' });
  if (!body) return { refused: '999999' };
  const { groupKey } = scene.settings;
  const groupId = text(groupKey === 'either' ? (body.groupid ?? body.groupId) : body[groupKey]);
  const group = scene.company.groups.find(({ id, status }) => id === groupId && status === 1);
  if (!group) return { refused: '510001' };
  const wrong = judgeLabel(scene, text(body.name), text(body.param_name));
  if (wrong) return { refused: wrong };
  scene.company.labels.push({
    id: scene.company.newId(),
    groupId,
    name: text(body.name),
    paramName: text(body.param_name) || null,
    status: 1,
    createdAt: scene.now,
    updatedAt: scene.now,
  });
  return 'done';
};

/** Section 2.7. */
export const updateLabel: Interface = (scene) => {
  const body = readBody(scene, { id: 'text', name: 'text', param_name: 'text' });
  if (!body) return { refused: '999999' };
  const label = scene.company.labels.find((one) => one.id === body.id && isThere(one));
  if (!label) return { refused: '510004' };
  const replace = scene.settings.rows === 'replace';
  const name = replace || 'name' in body ? text(body.name) : label.name;
  const paramName = replace || 'param_name' in body ? text(body.param_name) : (label.paramName ?? '');
  const wrong = judgeLabel(scene, name, paramName, label);
  if (wrong) return { refused: wrong };
  Object.assign(label, { name, paramName: paramName || null, updatedAt: scene.now });
  return 'done';
};

/** Section 2.8: tags carry no colour of their own. */
export const listLabels: Interface = (scene) => {
  checkQuery(scene, ['groupid', 'page_no', 'page_size']);
  const groupId = scene.query.get('groupid') ?? '';
  if (groupId === '' && scene.settings.labelListNeedsGroup) return { refused: '510001' };
  const wanted = scene.company.labels.filter(
    (label) => isThere(label) && (groupId === '' || label.groupId === groupId),
  );
  const { items, paging } = pageOf(wanted, scene, 100);
  return {
    items: items.map((label) => ({
      id: label.id,
      name: label.name,
      status: label.status,
      bizid: null,
      create_time: toWallClock(label.createdAt, zone),
      param_name: label.paramName,
      groupid: label.groupId,
      update_time: toWallClock(label.updatedAt, zone),
    })),
    paging,
  };
};

/** Section 2.9. */
export const removeLabel: Interface = ({ company, id }) => {
  const label = company.labels.find((one) => one.id === id && isThere(one));
  if (!label) return { refused: '510004' };
  label.status = -1;
  for (const user of company.users) user.labelIds = user.labelIds.filter((one) => one !== id);
  return 'done';
};
