import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLocalCatalogue, type LocalCatalogue } from '../../../lib/crm/local/catalogue.ts';
import { createLocalAdapter } from '../../../lib/crm/local/local-adapter.ts';
import type { FieldDefinition } from '../../../lib/crm/model.ts';
import type { CrmAdapter } from '../../../lib/crm/port.ts';
import { e164 } from '../phone/e164.ts';

const signal = new AbortController().signal;
let catalogue: LocalCatalogue;
let crm: CrmAdapter;
let language: string;

beforeEach(() => {
  vi.stubGlobal('navigator', { language: 'en-GB' });
  language = 'en';
  const indexedDB = new IDBFactory();
  catalogue = createLocalCatalogue({ indexedDB });
  crm = createLocalAdapter({
    connectionId: 'device',
    indexedDB,
    clock: { now: () => 0 },
    newId: () => crypto.randomUUID(),
    language: async () => language,
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function customerWith(tag: string, stageId: string): Promise<string> {
  const phone = e164('+5511900000001');
  const { customerId } = await crm.apply({ kind: 'create', phone, name: 'Ana', fields: [] }, 'k1', signal);
  const add = [{ id: tag, name: tag, groupId: null }];
  await crm.apply({ kind: 'setTags', customerId, add, remove: [] }, 'k2', signal);
  const to = { stageId, outcome: 'open' as const };
  await crm.apply({ kind: 'setStage', customerId, from: null, to }, 'k3', signal);
  return customerId;
}

describe('the catalogue of a CRM on this device', () => {
  it('begins with a pipeline, a few tags and the fields everybody has', async () => {
    const { stages, groups, fields } = await crm.catalogue(signal);
    expect(stages.map((stage) => stage.name)).toEqual(['New', 'Talking', 'Intent', 'Paid', 'Done']);
    expect(groups.map((group) => [group.name, group.multiple, group.tags.length])).toEqual([
      ['Interest', false, 3],
      ['Level', true, 2],
      ['Tags', true, 0],
    ]);
    expect(fields.map((field) => field.key)).toContain('birthday');
  });

  it.each([
    ['zh-CN', ['新客户', '沟通中', '意向确定', '已付款', '已完成'], '高意向'],
    ['pt-PT', ['Novo', 'Em conversa', 'Interessado', 'Pago', 'Concluído'], 'Quente'],
    ['tlh', ['New', 'Talking', 'Intent', 'Paid', 'Done'], 'Hot'],
  ])('begins in the language of the browser, under the same ids: %s', async (language, names, hot) => {
    vi.stubGlobal('navigator', { language });
    const { stages, groups } = await crm.catalogue(signal);
    expect(stages.map((stage) => stage.name)).toEqual(names);
    expect(stages.map((stage) => stage.id)).toEqual(['new', 'talking', 'intent', 'paid', 'done']);
    expect(groups[0]?.tags[0]).toMatchObject({ id: 'tag-hot', name: hot });
  });

  it.each([
    ['zh-CN', '标签'],
    ['pt-BR', 'Etiquetas'],
    ['ar', 'الوسوم'],
    ['en', 'Tags'],
  ])(
    'names the group of typed tags in the language of the agent when it is made again: %s',
    async (chosen, name) => {
      language = chosen;
      await catalogue.saveGroups([]);
      await customerWith('Shoes', 'new');
      const { groups } = await crm.catalogue(signal);
      expect(groups).toMatchObject([{ id: 'tags', name, tags: [{ name: 'Shoes', groupId: 'tags' }] }]);
    },
  );

  it('is what was saved', async () => {
    const tag = { id: 'shoes', name: 'Shoes', groupId: 'products', colour: null, readOnly: false };
    const group = { id: 'products', name: 'Products', colour: '#7c3aed', multiple: true, tags: [tag] };
    await catalogue.saveGroups([group]);
    await catalogue.saveStages([
      { id: 'b', name: 'Second', order: 2 },
      { id: 'a', name: 'First', order: 1 },
    ]);
    const shown = await crm.catalogue(signal);
    expect(shown.groups).toEqual([group]);
    expect(shown.stages.map((stage) => stage.id)).toEqual(['a', 'b']);
  });

  it('names new fields among what can be written', async () => {
    const field: FieldDefinition = {
      id: 'size',
      key: 'custom:size',
      name: 'Size',
      type: 'number',
      required: false,
      options: [],
    };
    await catalogue.saveFields([field]);
    expect((await crm.catalogue(signal)).fields.at(-1)).toEqual(field);
    expect(crm.capabilities.fields['custom:size']).toBe('write');
  });

  it('takes a deleted tag off every customer', async () => {
    const id = await customerWith('VIP', 'new');
    expect(await catalogue.usage('tags', 'tag-vip')).toBe(1);
    const { groups } = await catalogue.read();
    await catalogue.saveGroups(groups.filter((group) => group.id !== 'level'));
    expect((await crm.get(id, signal)).tags).toEqual([]);
    expect(await catalogue.usage('tags', 'tag-vip')).toBe(0);
  });

  it('keeps a stage in which customers stand', async () => {
    await customerWith('VIP', 'new');
    expect(await catalogue.usage('stage', 'new')).toBe(1);
    const { stages } = await catalogue.read();
    const without = (id: string) => stages.filter((stage) => stage.id !== id);
    await expect(catalogue.saveStages(without('new'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await catalogue.saveStages(without('done'));
    expect((await catalogue.read()).stages.map((stage) => stage.id)).toEqual([
      'new',
      'talking',
      'intent',
      'paid',
    ]);
  });

  it('counts each customer once, over several tags, and those who hold something in a field', async () => {
    const customerId = await customerWith('VIP', 'new');
    await catalogue.saveFields([
      { id: 'size', key: 'custom:size', name: 'Size', type: 'number', required: false, options: [] },
    ]);
    const add = [{ id: 'tag-hot', name: 'Hot', groupId: null }];
    await crm.apply({ kind: 'setTags', customerId, add, remove: [] }, 'k4', signal);
    expect(await catalogue.usage('tags', 'tag-vip', 'tag-hot', 'tag-cold')).toBe(1);
    expect(await catalogue.usage('field', 'custom:size')).toBe(0);
    const edits = [{ key: 'custom:size', from: null, to: '38' }];
    await crm.apply({ kind: 'edit', customerId, edits }, 'k5', signal);
    expect(await catalogue.usage('field', 'custom:size')).toBe(1);
  });

  it('keeps a tag that was made while the list was being edited', async () => {
    const customerId = await customerWith('Shoes', 'new');
    await catalogue.saveGroups((groups) => groups.filter((group) => group.id !== 'level'));
    const [tag] = (await crm.get(customerId, signal)).tags;
    expect(tag?.name).toBe('Shoes');
  });

  it('is not changed by what is wrong, and says where', async () => {
    const before = await catalogue.read();
    const [stage] = before.stages;
    if (!stage) throw new Error('no stage');
    await expect(catalogue.saveStages([{ ...stage, name: ' ' }])).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      detail: '[0].name: empty',
    });
    await expect(catalogue.saveStages([stage, stage])).rejects.toMatchObject({ detail: ': duplicate' });
    const [group] = before.groups;
    if (!group) throw new Error('no group');
    await expect(catalogue.saveGroups([{ ...group, id: 'other' }])).rejects.toMatchObject({
      detail: '[0]: tag-of-another-group',
    });
    await expect(catalogue.saveGroups([{ ...group, colour: '#gt5433' }])).rejects.toMatchObject({
      detail: '[0].colour: not-a-colour',
    });
    expect(await catalogue.read()).toEqual(before);
  });
});
