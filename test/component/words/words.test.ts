import { describe, expect, it, onTestFinished } from 'vitest';
import { initials } from '../../../components/controls/avatar.tsx';
import { ana, capabilities, catalogue, tags } from '../../../components/gallery/samples.ts';
import { fieldRows } from '../../../components/panel/details/field-rows.ts';
import { shortened, tagChoices } from '../../../components/panel/tags/tag-choices.ts';
import { errorWords } from '../../../components/words/error-words.ts';
import { timelineSentence } from '../../../components/words/timeline-sentence.ts';
import type { TimelineEvent } from '../../../lib/crm/model.ts';
import { errorCodes } from '../../../lib/errors/app-error.ts';
import { setLanguage } from '../../../lib/i18n/index.ts';

describe('the choices of the tag picker', () => {
  const choose = (typed: string, more: Partial<Parameters<typeof tagChoices>[0]> = {}) =>
    tagChoices({ catalogue, standing: tags('hot'), typed, recent: [], createTags: true, ...more });

  it('put the group with the best match first', () => {
    expect(choose('wh').map(({ name }) => name)).toEqual(['Level', null]);
  });

  it('offer no second tag of a name that is there', () => {
    expect(
      choose('VIP')
        .flatMap(({ choices }) => choices)
        .map(({ create }) => create),
    ).toEqual([false]);
    expect(choose('Hot')).toEqual([]);
  });

  it('show at most three recent ones, and each only once', () => {
    const [recent, ...rest] = choose('', { recent: ['vip', 'hot', 'bags', 'cafe', 'shoes'] });
    expect(recent?.choices.map(({ value }) => value)).toEqual(['vip', 'bags', 'cafe']);
    expect(rest.flatMap(({ choices }) => choices).map(({ value }) => value)).not.toContain('vip');
  });

  it('never take a read-only tag off to swap', () => {
    const standing = tags('hot').map((tag) => ({ ...tag, readOnly: true }));
    const cold = choose('cold', { standing }).flatMap(({ choices }) => choices)[0];
    expect(cold?.replaces).toEqual([]);
  });
});

describe('an event as a sentence', () => {
  const tell = (event: Partial<TimelineEvent>) =>
    timelineSentence(
      { id: 'e', at: '', kind: 'other', actor: null, summary: null, changes: [], ...event },
      catalogue,
    ).text;
  const change = (from: string | null, to: string | null, field = 'email') => [{ field, from, to }];

  it.each([
    [{ kind: 'edited', changes: change('a', 'b') }, 'Somebody changed E-mail from a to b'],
    [{ kind: 'edited', changes: change('a', null) }, 'Somebody cleared E-mail, it was a'],
    [{ kind: 'edited', changes: change(null, '38', 'custom:shoe') }, 'Somebody set Shoe size to 38'],
    [
      { kind: 'edited', changes: [...change('a', 'b'), ...change('c', 'd', 'name')] },
      'Somebody changed E-mail, Name',
    ],
    [{ kind: 'edited', changes: change('f', 'MALE', 'sex') }, 'Somebody changed Sex from Female to Male'],
    [{ kind: 'edited', changes: change(null, 'suede', 'Likes') }, 'Somebody set Likes to Suede'],
    [
      { kind: 'edited', changes: change(null, '1991-03-08', 'birthday') },
      'Somebody set Birthday to Mar 8, 1991',
    ],
    [{ kind: 'tags', changes: [] }, 'Somebody changed the tags'],
    [{ kind: 'owner', actor: 'Bo', changes: change(null, null) }, 'Bo changed the owner'],
    [{ kind: 'created', machine: 'program' }, 'A connected program created this customer'],
    [{ kind: 'edited' }, 'Somebody changed details'],
    [{ kind: 'tags', changes: change('Hot', null) }, 'Somebody removed Hot'],
    [{ kind: 'stage', changes: change(null, 'Paid') }, 'Somebody moved to Paid'],
    [{ kind: 'stage', changes: change('New', null, 'stage') }, 'Somebody took this out of New'],
    [{ kind: 'stage', actor: 'Bo', changes: change('open', 'lost', 'outcome') }, 'Bo marked this as lost'],
    [{ kind: 'stage', actor: 'Bo', changes: change('won', 'open', 'outcome') }, 'Bo reopened this'],
    [
      {
        kind: 'stage',
        actor: 'Bo',
        changes: [...change('Intent', 'Paid', 'stage'), ...change(null, 'won', 'outcome')],
      },
      'Bo moved Intent → Paid · Won',
    ],
    [{ kind: 'owner', actor: 'Bo', changes: change(null, 'Carla') }, 'Bo made Carla the owner'],
    [{ kind: 'owner', changes: [] }, 'Somebody released this customer'],
    [{ kind: 'other', summary: 'Imported' }, 'Imported'],
    [{ kind: 'other' }, 'Somebody changed this customer'],
  ] as const)('%#', (event, sentence) => {
    expect(tell({ ...event, changes: 'changes' in event ? [...event.changes] : [] })).toBe(sentence);
  });

  it('speaks to the agent of what they did as the language does', async () => {
    await setLanguage('es');
    onTestFinished(() => setLanguage('en'));
    const note = { id: 'e', at: '', kind: 'note' as const, actor: 'Bo', summary: null, changes: [] };
    expect(timelineSentence(note, catalogue).text).toBe('Bo escribió una nota');
    expect(timelineSentence(note, catalogue, { name: 'Bo' }).text).toBe('Escribiste una nota');
  });

  it('of two who became one quotes what did not stay', () => {
    const changes = [
      ...change('ana@example.com', 'a@example.com', 'email'),
      ...change('Paid', 'New', 'stage'),
      ...change('won', 'open', 'outcome'),
    ];
    const merged = { id: 'e', at: '', kind: 'merged' as const, actor: null, summary: 'Bob', changes };
    expect(timelineSentence(merged, catalogue).quote).toBe(
      'E-mail: ana@example.com\nStage: Paid\nOutcome: Won',
    );
  });

  it('of a move quotes its reason', () => {
    const lost = { id: 'e', at: '', kind: 'stage' as const, actor: 'Bo', summary: 'Too dear' };
    expect(
      timelineSentence({ ...lost, changes: change('open', 'lost', 'outcome') }, catalogue),
    ).toMatchObject({ quote: 'Too dear' });
    expect(timelineSentence({ ...lost, changes: [] }, catalogue)).toEqual({ text: 'Too dear', quote: null });
  });

  it('keeps a right-to-left name from turning the sentence round', () => {
    expect(tell({ kind: 'note', actor: 'ليلى' })).toBe('\u2068ليلى\u2069 wrote a note');
  });
});

describe('initials', () => {
  it.each([
    ['Ana Cliente', 'AC'],
    ['王小明 🐼', '王'],
    ['ليلى حداد', 'لح'],
    ['<b>x</b>', 'BB'],
    ['+55 11 90000', ''],
    ['', ''],
  ])('of %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

it('what stands in a field that the catalogue does not know is shown as it is', () => {
  const customer = { ...ana, fields: [{ key: 'custom:new', value: 'x', text: null }] };
  const fields = { 'custom:new': 'read' as const };
  expect(fieldRows(customer, catalogue, { ...capabilities, fields })).toMatchObject([
    { label: 'new', text: 'x', writable: false },
  ]);
});

it('every error says what to do, whatever was tried', () => {
  for (const code of errorCodes) {
    for (const operation of ['read', 'search', 'create', 'edit', 'setTags', 'setStage', 'note'] as const) {
      const { text } = errorWords({ code, retryable: false }, operation);
      expect(text, `${code} ${operation}`).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/[{}!]|error\./);
    }
  }
});

it('of a thousand tags only the first are drawn, a new one always', () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({
    id: `t${at}`,
    name: `Tag ${at}`,
    groupId: 'g',
    colour: null,
    readOnly: false,
  }));
  const groups = [{ id: 'g', name: 'Group', colour: null, multiple: true, tags: many }];
  const all = tagChoices({
    catalogue: { ...catalogue, groups },
    standing: [],
    typed: 'tag',
    recent: [],
    createTags: true,
  });
  const short = shortened(all);
  expect(short.groups.map(({ kind, choices }) => [kind, choices.length])).toEqual([
    ['group', 120],
    ['create', 1],
  ]);
  expect(short.left).toBe(880);
});
