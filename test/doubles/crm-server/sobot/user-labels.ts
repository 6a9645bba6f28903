import { isObject } from '../json.ts';
import { operator } from './company.ts';
import type { Interface } from './scene.ts';

/** Section 2.10: the body is a bare array of customer ids. */
export const readUserLabels: Interface = ({ company, settings, body, violate }) => {
  if (!Array.isArray(body) || !body.every((id) => typeof id === 'string')) return { refused: '999999' };
  if (body.length > settings.maxIds) {
    violate('more ids than one call may carry');
    return { refused: '999999' };
  }
  const users = [...new Set(body)].flatMap((id) => company.user(id) ?? []);
  return {
    items: users.map((user) => ({
      userid: user.id,
      label_set: user.labelIds.flatMap((id) => {
        const label = company.labels.find((one) => one.id === id);
        const group = company.groups.find((one) => one.id === label?.groupId);
        return label ? [{ id, name: label.name, color_value: group?.colour ?? null }] : [];
      }),
    })),
  };
};

/** Section 2.11: replaces the customer's whole set of business tags; each needs its name beside its id. */
export const writeUserLabels: Interface = ({ company, id, body, now, violate }) => {
  const user = company.user(id);
  if (!user || !Array.isArray(body)) return { refused: '999999' };
  const ids: string[] = [];
  for (const entry of body) {
    if (!isObject(entry)) return { refused: '999999' };
    if (typeof entry.name !== 'string' || entry.name === '') return { refused: '510006' };
    const label = company.labels.find((one) => one.id === entry.id && one.status !== -1);
    if (!label) return { refused: '510004' };
    if (label.name !== entry.name) violate('a tag was sent under another name');
    if (ids.includes(label.id)) violate('a tag was sent twice');
    else ids.push(label.id);
  }
  for (const group of company.groups) {
    if (group.multiple === 1) continue;
    const own = company.labels.filter((label) => label.groupId === group.id && ids.includes(label.id));
    if (own.length > 1) violate('several tags of a group that allows one');
  }
  user.labelIds = ids;
  user.updatedAt = now;
  company.record(user, { kind: 'user_label_update', group: 'groupService', content: { ...operator } }, now);
  return 'done';
};
