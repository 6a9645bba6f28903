import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../doubles/crm-server/sobot/company.ts';
import { type Company, never, startCompany } from './company.ts';

let company: Company;
let ana: User;
beforeEach(async () => {
  company = await startCompany();
  ana = company.seed('+5511900000021', 'Ana');
});
afterEach(() => company.close());

const record = (kind: string, at: number, group: 'groupService' | 'groupUser' = 'groupUser') =>
  company.server.sobot.company.record(ana, { kind, group, content: { bizOperatorName: 'Ana' } }, at);

describe('the timeline', () => {
  it('comes page by page, to the end', async () => {
    for (let count = 0; count < 120; count += 1) record('moment_like', Date.now() + count * 1000);
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = await company.adapter.timeline(ana.id, cursor, never);
      seen.push(...page.events.map(({ id }) => id));
      cursor = page.next;
      pages += 1;
    } while (cursor !== null);
    expect([new Set(seen).size, pages]).toEqual([120, 3]);
  });

  it('is narrowed to the group of follow-up records when notes are wanted', async () => {
    record('moment_like', Date.now());
    record('user_assign', Date.now(), 'groupService');
    const { events } = await company.adapter.timeline(ana.id, null, never, 'notes');
    expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([['owner', 'Ana']]);
    expect(company.server.requests.at(-1)?.path).toContain('biz_type=groupService');
    expect(company.server.violations).toEqual([]);
  });

  it('is handed on once with a card, and read again after that and after a write', async () => {
    const reads = () => company.calls().filter((one) => one === 'user_dynamic/list_by_page').length;
    await company.adapter.get(ana.id, never);
    await company.adapter.timeline(ana.id, null, never);
    expect(reads()).toBe(1);
    await company.adapter.timeline(ana.id, null, never);
    expect(reads()).toBe(2);
    await company.adapter.apply({ kind: 'note', customerId: ana.id, text: 'Hello' }, 'k', never);
    const { events } = await company.adapter.timeline(ana.id, null, never);
    expect(events).toMatchObject([{ kind: 'note' }]);
    expect(reads()).toBe(3);
  });

  it('of two hundred events with broken content is told to the last one', async () => {
    const broken: unknown[] = [
      '{"remark":',
      'null',
      '',
      [],
      7,
      null,
      { datas: 'x' },
      { stageType: {}, remark: [] },
    ];
    for (let count = 0; count < 200; count += 1) {
      const content = broken[count % broken.length] as Record<string, unknown>;
      const kind = count % 3 === 0 ? 'user_stage_update' : count % 3 === 1 ? 'user_create' : 'other_kind';
      company.server.sobot.company.record(
        ana,
        { kind, group: 'groupUser', content },
        Date.now() + count * 1000,
      );
    }
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const page = await company.adapter.timeline(ana.id, cursor, never);
      for (const { id, at } of page.events) {
        expect(Date.parse(at)).toBeGreaterThan(0);
        seen.add(id);
      }
      cursor = page.next;
    } while (cursor !== null);
    expect(seen.size).toBe(200);
    expect((await company.adapter.get(ana.id, never)).stage).toBe('unknown');
  });

  it('knows no other cursor than its own', async () => {
    for (const cursor of ['0', '-1', 'x', '1.5']) {
      await expect(company.adapter.timeline(ana.id, cursor, never)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    }
  });

  const likes = (many: number) => {
    for (let count = 1; count <= many; count += 1) record('moment_like', Date.now() + count * 1000);
  };
  const pages = () => company.calls().filter((one) => one === 'user_dynamic/list_by_page').length;

  it('is read on for the stage where the newest page has none, and not again for what was found', async () => {
    company.moveTo(ana.id, company.stageId('Paid'));
    likes(120);
    const stage = { stageId: company.stageId('Paid'), outcome: 'open' };
    expect((await company.adapter.get(ana.id, never)).stage).toMatchObject(stage);
    expect(pages()).toBe(3);
    record('moment_like', Date.now() + 1_000_000);
    expect((await company.adapter.get(ana.id, never)).stage).toMatchObject(stage);
    expect(pages()).toBe(4);
    company.moveTo(ana.id, company.stageId('Done'));
    for (const event of ana.events.slice(-1)) event.time += 2_000_000;
    expect((await company.adapter.get(ana.id, never)).stage).toMatchObject({
      stageId: company.stageId('Done'),
    });
  });

  it('is read on so far for a card, and further for a write, so that a deal that was won is not reopened unseen', async () => {
    const { company: books } = company.server.sobot;
    const content = {
      stageType: '21',
      stageTypeName: '已成单',
      stageId: company.stageId('Paid'),
      remark: '',
    };
    books.record(ana, { kind: 'user_stage_update', group: 'groupService', content }, Date.now());
    likes(400);
    expect((await company.adapter.get(ana.id, never)).stage).toBe('unknown');
    expect(pages()).toBe(4);
    const to = { stageId: company.stageId('Intent'), outcome: 'open' } as const;
    const change = { kind: 'setStage', customerId: ana.id, from: 'unknown', to } as const;
    await expect(company.adapter.apply(change, 'k', never)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(company.bodies('user_stage/stage_save')).toEqual([]);
    // The agent is shown now what was in the way.
    expect((await company.adapter.get(ana.id, never)).stage).toMatchObject({ outcome: 'won' });
  });

  it.each([
    ['refused', { kind: 'code', code: '999999' }],
    ['unreadable', { kind: 'html', status: 200 }],
    ['without its list', { kind: 'mangled', how: 'wrong-types' }],
  ] as const)('that is %s costs the stage, and not the card', async (_, fault) => {
    company.moveTo(ana.id, company.stageId('Paid'));
    company.server.faults.add({ ...fault, interface: 'user_dynamic/list_by_page', times: 9 });
    expect(await company.adapter.get(ana.id, never)).toMatchObject({ name: 'Ana', stage: 'unknown' });
    const to = { stageId: company.stageId('Intent'), outcome: 'open' } as const;
    const change = { kind: 'setStage', customerId: ana.id, from: 'unknown', to } as const;
    await expect(company.adapter.apply(change, 'k', never)).rejects.toHaveProperty('code');
    expect(company.bodies('user_stage/stage_save')).toEqual([]);
  });
});
