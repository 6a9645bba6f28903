import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TagGroup } from '../../../lib/crm/model.ts';
import type { GroupValues, TagChange } from '../../../lib/crm/tag-admin.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { type Company, never, startCompany, type Variant } from './company.ts';

let company: Company;
afterEach(async () => {
  const { violations } = company.server;
  await company.close();
  expect(violations).toEqual([]);
});

const products = idOf('group', 'Products');
const groups = async () => (await company.adapter.catalogue(never)).groups;
const groupNamed = async (name: string) => (await groups()).find((group) => group.name === name);
const tagNamed = async (name: string) =>
  (await groups()).flatMap((group) => group.tags).find((tag) => tag.name === name);

/** Makes a change, and checks that what it gives is what is read anew. */
async function apply(change: TagChange): Promise<TagGroup[]> {
  const given = await company.tagAdmin.apply(change, await groups(), never);
  expect(given).toEqual(await groups());
  return given;
}
const createGroup = (values: GroupValues) => apply({ kind: 'createGroup', values });
const createTag = (groupId: string, name: string) => apply({ kind: 'createTag', groupId, name });
const renameTag = (id: string, groupId: string, name: string) =>
  apply({ kind: 'renameTag', id, groupId, name });
const updateGroup = (id: string, values: GroupValues) => apply({ kind: 'updateGroup', id, values });
const removeGroup = (id: string, tagCount: number) => apply({ kind: 'removeGroup', id, tagCount });
const removeTag = (id: string) => apply({ kind: 'removeTag', id });
const values = { name: 'Season', colour: '#0EA5E9', multiple: true };
const code = (expected: string) => ({ code: expected });

describe.each<[string, Variant]>([
  ['patches', { rows: 'patch' }],
  [
    'replaces',
    { rows: 'replace', labelListNeedsGroup: true, groupKey: 'groupid', removeBy: 'parameter', pageCap: 2 },
  ],
])('tags and groups on a server that %s', (_, variant) => {
  beforeEach(async () => {
    company = await startCompany(variant);
  });

  it('are created, changed and removed', async () => {
    const group = (await createGroup(values)).at(-1);
    expect(group).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'Season',
      colour: '#0ea5e9',
      multiple: true,
      tags: [],
    });
    const groupId = group?.id ?? '';
    await createTag(groupId, ' Summer ');
    const tag = await tagNamed('Summer');
    expect(tag).toMatchObject({ groupId, colour: '#0ea5e9', readOnly: false });
    await renameTag(tag?.id ?? '', groupId, 'Winter');
    await updateGroup(groupId, { name: 'Seasons', colour: '#ffffff', multiple: false });
    expect(await groupNamed('Seasons')).toMatchObject({
      colour: '#ffffff',
      multiple: false,
      tags: [{ id: tag?.id, name: 'Winter', colour: '#ffffff' }],
    });
    await removeTag(tag?.id ?? '');
    expect((await groupNamed('Seasons'))?.tags).toEqual([]);
    await removeGroup(groupId, 0);
    expect(await groupNamed('Seasons')).toBeUndefined();
  });

  it('keep the parameter name of a tag that gets another name', async () => {
    const bags = company.server.sobot.company.labels.find(({ name }) => name === 'Bags');
    if (bags) bags.paramName = 'bags_param';
    await renameTag(bags?.id ?? '', products, 'Backpacks');
    expect(bags).toMatchObject({ name: 'Backpacks', paramName: 'bags_param' });
  });
});

describe('tags and groups', () => {
  beforeEach(async () => {
    company = await startCompany();
  });

  it('have names of thirty characters at most, and colours that are colours', async () => {
    expect(company.tagAdmin.longestName).toBe(30);
    const wrong = [
      { ...values, name: '签'.repeat(31) },
      { ...values, name: ' ' },
      { ...values, colour: '#gt5433' },
      { ...values, colour: 'red' },
    ];
    for (const each of wrong) await expect(createGroup(each)).rejects.toMatchObject(code('INVALID_INPUT'));
    for (const name of ['', 'x'.repeat(31)]) {
      await expect(createTag(products, name)).rejects.toMatchObject(code('INVALID_INPUT'));
    }
    expect(company.calls()).not.toContain('label_group/save');
    expect(company.calls()).not.toContain('label/save');
    await createTag(products, '签'.repeat(30));
  });

  it('have names of their own', async () => {
    await expect(createGroup({ ...values, name: 'Products' })).rejects.toMatchObject(code('CONFLICT'));
    await expect(createTag(products, 'VIP')).rejects.toMatchObject(code('CONFLICT'));
    const renaming = renameTag(company.labelId('Bags'), products, 'VIP');
    await expect(renaming).rejects.toMatchObject(code('CONFLICT'));
  });

  it('that are gone are NOT_FOUND', async () => {
    await expect(updateGroup('gone', values)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(removeGroup('gone', 0)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(createTag('gone', 'New')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(removeTag('gone')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(renameTag('gone', products, 'New')).rejects.toMatchObject(code('NOT_FOUND'));
  });

  it('that go between the look and the change are NOT_FOUND, by the same code that means a taken name', async () => {
    const { server } = company;
    const fails = (name: string) =>
      server.faults.add({ kind: 'code', code: '510004', interface: name, times: 1 });
    const vendor = (expected: string) => ({ code: expected, backend: { code: '510004' } });
    fails('label/update');
    const renaming = renameTag(company.labelId('Bags'), products, 'Sacks');
    await expect(renaming).rejects.toMatchObject(vendor('NOT_FOUND'));
    fails('label/remove');
    await expect(removeTag(company.labelId('Bags'))).rejects.toMatchObject(vendor('NOT_FOUND'));
    fails('label/save');
    await expect(createTag(products, 'Sacks')).rejects.toMatchObject(vendor('CONFLICT'));
  });

  it('are not removed with tags that the administrator did not see', async () => {
    await expect(removeGroup(products, 2)).rejects.toMatchObject(code('CONFLICT'));
    expect(company.calls()).not.toContain('label_group/remove');
  });

  it('whose answer was lost are looked for by their name', async () => {
    const { server } = company;
    server.faults.add({ kind: 'drop-after-write', interface: 'label_group/save' });
    const group = (await createGroup(values)).at(-1);
    server.faults.add({ kind: 'code', code: '999999', interface: 'label/save', written: true });
    await createTag(group?.id ?? '', 'Summer');
    expect(await tagNamed('Summer')).toMatchObject({ groupId: group?.id });
    server.faults.add({ kind: 'drop-before-write', interface: 'label/save' });
    const lost = createTag(group?.id ?? '', 'Winter');
    await expect(lost).rejects.toMatchObject(code('OUTCOME_UNKNOWN'));
  });

  it('are never removed twice by us, although that is a GET', async () => {
    company.server.faults.add({ kind: 'drop-after-write', interface: 'label/remove' });
    const removing = removeTag(company.labelId('Bags'));
    await expect(removing).rejects.toMatchObject(code('OUTCOME_UNKNOWN'));
    expect(company.calls().filter((name) => name === 'label/remove')).toHaveLength(1);
  });

  it('are known to whoever tags a customer next, without reading them all again', async () => {
    const known = await createTag(products, 'Sacks');
    const asked = company.calls().length;
    await company.tagAdmin.apply({ kind: 'removeTag', id: company.labelId('Bags') }, known, never);
    const ana = company.seed('+5511900000021', 'Ana');
    const sacks = known.flatMap((group) => group.tags).find(({ name }) => name === 'Sacks');
    const add = [{ id: sacks?.id ?? '', name: 'Sacks', groupId: products }];
    await company.adapter.apply({ kind: 'setTags', customerId: ana.id, add, remove: [] }, 'key', never);
    expect(company.calls().slice(asked)).not.toContain('label_group/list');
    expect(ana.labelIds).toEqual([sacks?.id]);
  });
});
