import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
const values = { name: 'Season', colour: '#0EA5E9', multiple: true };
const code = (expected: string) => ({ code: expected });

describe.each<[string, Variant]>([
  ['patches', { rows: 'patch' }],
  ['replaces', { rows: 'replace', labelListNeedsGroup: true, groupKey: 'groupid' }],
])('tags and groups on a server that %s', (_, variant) => {
  beforeEach(async () => {
    company = await startCompany(variant);
  });

  it('are created, changed and removed', async () => {
    const { tagAdmin } = company;
    const group = await tagAdmin.createGroup(values, never);
    expect(await groupNamed('Season')).toEqual({ ...group, colour: '#0ea5e9', multiple: true, tags: [] });
    const tag = await tagAdmin.createTag(group.id, ' Summer ', never);
    expect(tag).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'Summer',
      groupId: group.id,
      colour: '#0ea5e9',
      readOnly: false,
    });
    await tagAdmin.renameTag(tag, 'Winter', never);
    await tagAdmin.updateGroup(group.id, { name: 'Seasons', colour: '#ffffff', multiple: false }, never);
    expect(await groupNamed('Seasons')).toMatchObject({
      colour: '#ffffff',
      multiple: false,
      tags: [{ id: tag.id, name: 'Winter' }],
    });
    await tagAdmin.removeTag(tag.id, never);
    expect((await groupNamed('Seasons'))?.tags).toEqual([]);
    await tagAdmin.removeGroup(group.id, 0, never);
    expect(await groupNamed('Seasons')).toBeUndefined();
  });

  it('keep the parameter name of a tag that gets another name', async () => {
    const bags = company.server.sobot.company.labels.find(({ name }) => name === 'Bags');
    if (bags) bags.paramName = 'bags_param';
    await company.tagAdmin.renameTag({ id: bags?.id ?? '', groupId: products }, 'Backpacks', never);
    expect(bags).toMatchObject({ name: 'Backpacks', paramName: 'bags_param' });
  });
});

describe('tags and groups', () => {
  beforeEach(async () => {
    company = await startCompany();
  });

  it('have names of thirty characters at most, and colours that are colours', async () => {
    const { tagAdmin } = company;
    expect(tagAdmin.longestName).toBe(30);
    for (const wrong of [
      { ...values, name: '签'.repeat(31) },
      { ...values, name: ' ' },
      { ...values, colour: '#gt5433' },
      { ...values, colour: 'red' },
    ]) {
      await expect(tagAdmin.createGroup(wrong, never)).rejects.toMatchObject(code('INVALID_INPUT'));
    }
    for (const name of ['', 'x'.repeat(31)]) {
      await expect(tagAdmin.createTag(products, name, never)).rejects.toMatchObject(code('INVALID_INPUT'));
    }
    expect(company.calls()).toEqual([]);
    await tagAdmin.createTag(products, '签'.repeat(30), never);
  });

  it('have names of their own', async () => {
    const { tagAdmin } = company;
    const taken = { ...values, name: 'Products' };
    await expect(tagAdmin.createGroup(taken, never)).rejects.toMatchObject(code('CONFLICT'));
    await expect(tagAdmin.createTag(products, 'VIP', never)).rejects.toMatchObject(code('CONFLICT'));
    const bags = { id: company.labelId('Bags'), groupId: products };
    await expect(tagAdmin.renameTag(bags, 'VIP', never)).rejects.toMatchObject(code('CONFLICT'));
  });

  it('that are gone are NOT_FOUND', async () => {
    const { tagAdmin } = company;
    await expect(tagAdmin.updateGroup('gone', values, never)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(tagAdmin.removeGroup('gone', 0, never)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(tagAdmin.createTag('gone', 'New', never)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(tagAdmin.removeTag('gone', never)).rejects.toMatchObject(code('NOT_FOUND'));
    const tag = { id: 'gone', groupId: products };
    await expect(tagAdmin.renameTag(tag, 'New', never)).rejects.toMatchObject(code('NOT_FOUND'));
  });

  it('are not removed with tags that the administrator did not see', async () => {
    await expect(company.tagAdmin.removeGroup(products, 2, never)).rejects.toMatchObject(code('CONFLICT'));
    expect(company.calls()).not.toContain('label_group/remove');
  });

  it('whose answer was lost are looked for by their name', async () => {
    const { tagAdmin, server } = company;
    server.faults.add({ kind: 'drop-after-write', interface: 'label_group/save' });
    const group = await tagAdmin.createGroup(values, never);
    server.faults.add({ kind: 'code', code: '999999', interface: 'label/save', written: true });
    const tag = await tagAdmin.createTag(group.id, 'Summer', never);
    expect((await groupNamed('Season'))?.tags).toEqual([tag]);
    server.faults.add({ kind: 'drop-before-write', interface: 'label/save' });
    const lost = tagAdmin.createTag(group.id, 'Winter', never);
    await expect(lost).rejects.toMatchObject(code('OUTCOME_UNKNOWN'));
  });

  it('are never removed twice by us, although that is a GET', async () => {
    const { tagAdmin, server } = company;
    server.faults.add({ kind: 'drop-after-write', interface: 'label/remove' });
    const removing = tagAdmin.removeTag(company.labelId('Bags'), never);
    await expect(removing).rejects.toMatchObject(code('OUTCOME_UNKNOWN'));
    expect(company.calls()).toEqual(['label/remove']);
  });
});
