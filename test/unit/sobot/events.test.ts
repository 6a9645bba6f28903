import { describe, expect, it } from 'vitest';
import { eventsFromWire, stageFromEvents } from '../../../lib/crm/sobot/events.ts';
import { noteSignature, splitSignature } from '../../../lib/crm/sobot/note-signature.ts';
import type { WireEvent } from '../../../lib/crm/sobot/wire-rows.ts';

/** Shaped as the samples of section 3.4.1. */
const event = (biz_type: string, biz_time: string, biz_content: unknown, more = {}): WireEvent => ({
  id: `${biz_type} ${biz_time}`,
  biz_type,
  biz_time,
  biz_content,
  create_time: '',
  create_ime: '',
  ...more,
});
const moved = (time: string, stageId: string, more: Record<string, unknown> = {}) =>
  event('user_stage_update', time, {
    stageType: '1',
    stageTypeName: '跟进过程',
    stageId,
    stageName: `Stage ${stageId}`,
    oldStageName: 'Before',
    remark: '',
    bizOperatorName: 'Wang',
    ...more,
  });

describe('events', () => {
  it('are in order although the vendor counts some in seconds and some in milliseconds', () => {
    const list = eventsFromWire([
      event('user_create', '1621509568807', { bizOperatorName: null, datas: [] }),
      moved('1622018626', 'b'),
      moved('1622018591', 'a'),
    ]);
    expect(list.map(({ at }) => at)).toEqual([
      '2021-05-26T08:43:46.000Z',
      '2021-05-26T08:43:11.000Z',
      '2021-05-20T11:19:28.807Z',
    ]);
  });

  it('of creation tell who, how and with what', () => {
    const datas = [{ type: 1, field: 'nick', name: '昵称', value: '阿卡林康', oldValue: null }];
    const content = { bizOperatorTypeName: '手动创建', bizOperatorName: 'Wang', datas };
    expect(eventsFromWire([event('user_create', '1621509568807', content)])).toMatchObject([
      {
        kind: 'created',
        actor: 'Wang',
        summary: null,
        changes: [{ field: '昵称', from: null, to: '阿卡林康' }],
      },
    ]);
  });

  it('of stages tell from where to where, and how it ended', () => {
    const won = moved('1622018595', 'b', { stageType: '21', stageTypeName: '已成单', stageName: null });
    expect(eventsFromWire([moved('1622018591', 'b'), won])).toMatchObject([
      { kind: 'stage', actor: 'Wang', changes: [{ field: 'outcome', from: null, to: 'won' }], summary: null },
      { kind: 'stage', changes: [{ from: 'Before', to: 'Stage b' }], summary: null },
    ]);
  });

  it('of stages quote what somebody wrote about them, and not the name of their type', () => {
    const lost = moved('1622018595', 'b', { stageType: '22', stageTypeName: '已输单', remark: 'Too dear' });
    expect(eventsFromWire([lost])).toMatchObject([{ summary: 'Too dear' }]);
    expect(eventsFromWire([moved('1622018591', 'b')])).toMatchObject([{ summary: null }]);
  });

  it.each([
    ['2', 'robot'],
    ['5', 'robot'],
    ['6', 'trigger'],
    ['7', 'timer'],
    ['1', undefined],
  ])('by an operator of type %s were done by: %s', (bizOperatorType, machine) => {
    for (const content of [
      { bizOperatorType },
      { bizOperatorType: Number(bizOperatorType), content: 'Hello' },
    ]) {
      expect(eventsFromWire([event('any_kind', '1622018591', content)])[0]?.machine).toBe(machine);
    }
  });

  it.each([
    ['content', { content: 'Wants size 38.' }],
    ['recordContent', { bizOperatorName: 'Bo', recordContent: 'Wants size 38.', bizId: 'x1' }],
    ['a key that nobody foresaw', { liableServiceName: 'Bo', xyz: 'Wants size 38.', recordType: 'follow' }],
    ['nothing but the text', 'Wants size 38.'],
  ])('with a text are notes, wherever it stands: %s', (_, content) => {
    expect(eventsFromWire([event('odd_kind', '1622018591', content)])).toMatchObject([
      { kind: 'note', summary: 'Wants size 38.' },
    ]);
  });

  it('of any other kind are told by operator and kind', () => {
    expect(eventsFromWire([event('moment_like', '1622018591', { bizOperatorName: 'Ana' })])).toMatchObject([
      { kind: 'other', actor: 'Ana', summary: 'moment like' },
    ]);
  });

  it.each([
    ['user_assign', { kind: 'owner', changes: [{ field: 'owner', from: null, to: null }] }],
    ['user_release', { kind: 'owner', changes: [] }],
    ['user_tag_add', { kind: 'tags', changes: [] }],
    ['user_update', { kind: 'edited', changes: [] }],
  ])('of a kind that explains itself is told in our words: %s', (kind, told) => {
    expect(eventsFromWire([event(kind, '1622018591', { bizOperatorName: 'Ana' })])).toMatchObject([
      { actor: 'Ana', summary: null, ...told },
    ]);
  });

  it('that came through the interfaces are by a program, and by nobody of that name', () => {
    const content = { bizOperatorType: 1, bizOperatorName: 'API' };
    expect(eventsFromWire([event('user_create', '1622018591', content)])).toMatchObject([
      { kind: 'created', actor: null, machine: 'program', summary: null },
    ]);
  });

  it('may hold their content as JSON in a text', () => {
    const content = JSON.stringify({ bizOperatorName: 'Ana', content: 'Hello\nBo · 2026-11-22 10:42:07' });
    expect(eventsFromWire([event('anything', '1622018591', content)])).toMatchObject([
      { kind: 'note', actor: 'Bo', summary: 'Hello' },
    ]);
  });

  it('are never dropped, two hundred with broken content', () => {
    const broken = [
      null,
      undefined,
      7,
      '',
      '{"a":',
      [],
      ['x'],
      { datas: 'x' },
      { bizOperatorName: {} },
      true,
    ];
    const list = Array.from({ length: 200 }, (_, index) =>
      event(index % 2 ? 'user_stage_update' : 'odd_kind', String(1_622_018_591 + index), broken[index % 10]),
    );
    const events = eventsFromWire(list);
    expect(events).toHaveLength(200);
    expect(new Set(events.map(({ id }) => id)).size).toBe(200);
    expect(events.every(({ summary, kind }) => summary !== null || kind === 'stage')).toBe(true);
    expect(stageFromEvents(list)).toBe('unknown');
  });

  it('take the time of their storing where their own is missing', () => {
    const stored = event('x', '0', {}, { create_ime: '1622018591' });
    expect(eventsFromWire([stored])[0]?.at).toBe('2021-05-26T08:43:11.000Z');
  });

  it('without any readable time stand beside their neighbour, and cost nobody the others', () => {
    const list = eventsFromWire([
      event('first', '1622018626', {}),
      event('lost', 'soon', {}),
      event('last', '1622018591', {}),
    ]);
    expect(list.map(({ summary, at, undated }) => [summary, at, undated])).toEqual([
      ['first', '2021-05-26T08:43:46.000Z', undefined],
      ['lost', '2021-05-26T08:43:46.000Z', true],
      ['last', '2021-05-26T08:43:11.000Z', undefined],
    ]);
    expect(eventsFromWire([event('x', '', {}), event('y', '1622018591', {})])).toMatchObject([
      { summary: 'x', at: '2021-05-26T08:43:11.000Z' },
      { summary: 'y' },
    ]);
    expect(eventsFromWire([event('x', '', {})])).toHaveLength(1);
  });
});

describe('the stage', () => {
  it('is that of the newest event that tells one', () => {
    const events = [
      event('user_create', '1621509568807', {}),
      moved('1622018626', 'b'),
      moved('1622018591', 'a'),
    ];
    const b = { stageId: 'b', outcome: 'open', since: '2021-05-26T08:43:46.000Z' };
    expect(stageFromEvents(events)).toEqual(b);
    expect(stageFromEvents(events.toReversed())).toEqual(b);
  });

  it('is, of two in the same second, the one that comes first', () => {
    expect(stageFromEvents([moved('1622018591', 'new'), moved('1622018591', 'old')])).toMatchObject({
      stageId: 'new',
    });
  });

  it.each([
    ['21', 'won'],
    ['22', 'lost'],
    ['23', 'invalid'],
  ])('of type %s is %s, with its reason', (stageType, outcome) => {
    expect(stageFromEvents([moved('1622018591', 'b', { stageType, remark: 'Too dear' })])).toMatchObject({
      stageId: 'b',
      outcome,
      reason: 'Too dear',
    });
  });

  it('is unknown where no event tells one', () => {
    expect(stageFromEvents([])).toBe('unknown');
    expect(stageFromEvents([moved('1622018591', '')])).toBe('unknown');
    expect(stageFromEvents([moved('1622018591', 'b', { stageType: '99' })])).toBe('unknown');
  });
});

describe("a note's last line", () => {
  it('has the time of the zone', () => {
    const at = Date.UTC(2026, 10, 22, 2, 42, 7);
    expect(noteSignature('Bo', at, 'Asia/Shanghai')).toBe('Bo · 2026-11-22 10:42:07');
    expect(noteSignature('Bo', at, 'UTC')).toBe('Bo · 2026-11-22 02:42:07');
  });

  it.each([
    ['Hello\nBo · 2026-11-22 10:42:07', 'Hello', 'Bo'],
    ['One\ntwo\r\nMaria da Luz · 2026-11-22 10:42:07\n', 'One\ntwo', 'Maria da Luz'],
    ['Hello', 'Hello', null],
    ['Bo · 2026-11-22 10:42:07', 'Bo · 2026-11-22 10:42:07', null],
    ['Hello\nBo · yesterday', 'Hello\nBo · yesterday', null],
  ])('of %j is told apart from the text', (content, text, name) => {
    expect(splitSignature(content)).toEqual({ text, name });
  });
});
