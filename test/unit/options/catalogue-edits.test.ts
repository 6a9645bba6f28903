import { describe, expect, it } from 'vitest';
import {
  fieldKey,
  inOrder,
  madeOptions,
  pipelineEdit,
  putGroup,
  putTag,
  withoutTag,
} from '../../../components/options/device/catalogue-edits.ts';
import { isTaken, reordered, without } from '../../../components/options/lists/list-edits.ts';
import { defaultCatalogue } from '../../../lib/crm/local/default-catalogue.ts';
import type { FieldDefinition, Tag } from '../../../lib/crm/model.ts';

const { groups, stages } = defaultCatalogue;
const names = (list: readonly { name: string }[]) => list.map((one) => one.name);

describe('the order of a list', () => {
  it('moves one place, and stays within its ends', () => {
    const list = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    const ids = (id: string, by: -1 | 1) => reordered(list, id, by).map((one) => one.id);
    expect(ids('b', -1)).toEqual(['b', 'a', 'c']);
    expect(ids('b', 1)).toEqual(['a', 'c', 'b']);
    expect(ids('a', -1)).toEqual(['a', 'b', 'c']);
    expect(ids('c', 1)).toEqual(['a', 'b', 'c']);
    expect(ids('gone', 1)).toEqual(['a', 'b', 'c']);
  });

  it('of stages is that of the pipeline, written down anew after each edit', () => {
    const jumbled = stages.map((stage, index) => ({ ...stage, order: [40, 10, 30, 20, 50][index] ?? 0 }));
    expect(names(inOrder(jumbled))).toEqual(['Talking', 'Paid', 'Intent', 'New', 'Done']);
    const edited = pipelineEdit((list) => without(list, 'paid'))(jumbled);
    expect(edited.map(({ name, order }) => [name, order])).toEqual([
      ['Talking', 0],
      ['Intent', 1],
      ['New', 2],
      ['Done', 3],
    ]);
  });
});

describe('groups and tags', () => {
  const tag: Tag = { id: 'tag-hot', name: 'Very hot', groupId: 'interest', colour: null, readOnly: false };

  it('a group keeps its tags when it is renamed, also those made meanwhile', () => {
    const [interest] = groups;
    const renamed = putGroup(groups, { id: 'interest', name: 'Mood', colour: '#2563eb', multiple: true });
    expect(renamed[0]).toEqual({ ...interest, name: 'Mood', colour: '#2563eb', multiple: true });
    expect(renamed).toHaveLength(groups.length);
  });

  it('a new group stands last, and is empty', () => {
    const added = putGroup(groups, { id: 'new', name: 'Products', colour: null, multiple: true });
    expect(added.at(-1)).toEqual({ id: 'new', name: 'Products', colour: null, multiple: true, tags: [] });
  });

  it('a renamed tag keeps its place', () => {
    expect(names(putTag(groups, tag)[0]?.tags ?? [])).toEqual(['Very hot', 'Warm', 'Cold']);
  });

  it('a tag that goes to another group leaves the first', () => {
    const [interest, level] = putTag(groups, { ...tag, groupId: 'level' });
    expect(names(interest?.tags ?? [])).toEqual(['Warm', 'Cold']);
    expect(names(level?.tags ?? [])).toEqual(['VIP', 'Wholesale', 'Very hot']);
  });

  it('a deleted tag is in no group', () => {
    expect(withoutTag(groups, 'tag-hot').flatMap((group) => names(group.tags))).not.toContain('Hot');
  });
});

describe('fields', () => {
  const size: FieldDefinition = {
    id: 'f1',
    key: 'custom:Size',
    name: 'Shoe size',
    type: 'number',
    required: false,
    options: [],
  };

  it('have a key that says what was in them, and no other field has', () => {
    expect(fieldKey('Colour', [size])).toBe('custom:Colour');
    expect(fieldKey('Size', [size])).toBe('custom:Size 2');
  });

  it('keep what customers have when an option is renamed, and give a new one a value of its own', () => {
    const drafts = [
      { value: 'Red', label: ' Crimson ' },
      { value: null, label: 'Red' },
      { value: null, label: '  ' },
      { value: null, label: 'Blue' },
    ];
    expect(madeOptions(drafts)).toEqual([
      { value: 'Red', label: 'Crimson' },
      { value: 'Red 2', label: 'Red' },
      { value: 'Blue', label: 'Blue' },
    ]);
  });

  it('have names that people can tell apart', () => {
    expect(isTaken(' shoe SIZE', [size])).toBe(true);
    expect(isTaken('Size', [size])).toBe(false);
  });
});
