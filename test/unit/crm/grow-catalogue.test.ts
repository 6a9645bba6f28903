import { describe, expect, it } from 'vitest';
import { growCatalogue } from '../../../lib/crm/grow-catalogue.ts';
import type { Catalogue } from '../../../lib/crm/model.ts';

const tag = (id: string, groupId: string | null = null) => ({
  id,
  name: id,
  groupId,
  colour: null,
  readOnly: false,
});
const catalogue: Catalogue = {
  groups: [{ id: 'g', name: 'G', colour: null, multiple: true, tags: [tag('a', 'g')] }],
  stages: [{ id: 'New', name: 'New', order: 0 }],
  fields: [],
};

describe('a catalogue that grows with what is seen', () => {
  it('stays the same object when nothing is new', () => {
    const seen = { tags: [tag('a', 'g')], stage: { stageId: 'New', outcome: 'open' as const } };
    expect(growCatalogue(catalogue, seen)).toBe(catalogue);
    expect(growCatalogue(catalogue, { tags: [], stage: 'unknown' })).toBe(catalogue);
    expect(growCatalogue(catalogue, { tags: [], stage: null })).toBe(catalogue);
  });

  it('takes in tags, in their group or without one, and stages at the end', () => {
    const seen = { tags: [tag('b', 'g'), tag('c')], stage: { stageId: 'Paid', outcome: 'open' as const } };
    const grown = growCatalogue(catalogue, seen);
    expect(grown.groups.map((group) => group.tags.map((one) => one.id))).toEqual([['a', 'b'], ['c']]);
    expect(grown.stages.map((stage) => stage.name)).toEqual(['New', 'Paid']);
  });
});
