/** Which of the documented calls each thing an agent does comes to. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../lib/crm/port.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { parseE164, spellings } from '../../../lib/phone/index.ts';
import type { User } from '../../doubles/crm-server/sobot/company.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { type Company, never, startCompany } from './company.ts';

let company: Company;
let ana: User;
beforeEach(async () => {
  company = await startCompany();
  ana = company.seed('+5511900000021', 'Ana');
});
afterEach(async () => {
  const { violations } = company.server;
  await company.close();
  expect(violations).toEqual([]);
});

const card = ['label/userlabels', 'user/detail', 'user_dynamic/list_by_page'];
const fields = ['custom_field/custom_fieid_info_list', 'user_dynamic/getsource'];
const phone = (text: string): E164 => {
  const e164 = parseE164(text);
  if (!e164) throw new Error('not a number');
  return e164;
};

/** What is called, in any order, since some of it goes side by side. */
async function calledBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = company.calls().length;
  await work();
  return company.calls().slice(before).sort();
}

const apply = (change: Change) => () => company.adapter.apply(change, 'key', never);

describe('the calls', () => {
  it('of a switch to a chat, with its card and its timeline', async () => {
    const e164 = phone('+5511900000021');
    const calls = await calledBy(async () => {
      const [found] = await company.adapter.findByPhone({ e164, spellings: spellings(e164) }, never);
      await company.adapter.timeline(found?.customer.id ?? '', null, never);
    });
    expect(calls).toEqual([...card, 'user/list_by_page'].sort());
  });

  it('of a linked chat', async () => {
    expect(await calledBy(() => company.adapter.get(ana.id, never))).toEqual(card);
  });

  it('of the catalogue', async () => {
    expect(await calledBy(() => company.adapter.catalogue(never))).toEqual(
      [...fields, 'label/list', 'label_group/list', 'user_stage/query_list_by_type'].sort(),
    );
  });

  it.each<[string, () => Change, string[]]>([
    [
      'a change of tags',
      () => ({
        kind: 'setTags',
        customerId: ana.id,
        add: [{ id: company.labelId('Shoes'), name: 'Shoes', groupId: idOf('group', 'Products') }],
        remove: [],
      }),
      ['label/userlabels', 'label/update_userlabel', ...card],
    ],
    [
      'a move to a stage',
      () => ({
        kind: 'setStage',
        customerId: ana.id,
        from: 'unknown',
        to: { stageId: company.stageId('Paid'), outcome: 'open' },
      }),
      ['user_dynamic/list_by_page', 'user_stage/stage_save', ...card],
    ],
    [
      'an edited field',
      () => ({
        kind: 'edit',
        customerId: ana.id,
        edits: [{ key: 'email', from: null, to: 'a@example.com' }],
      }),
      ['user/detail', 'user/list_by_page', 'user_dynamic/list_by_page', 'user/update', ...card],
    ],
    [
      'a note',
      () => ({ kind: 'note', customerId: ana.id, text: 'Hello' }),
      ['user_stage/record_save', ...card],
    ],
    [
      'an assignment',
      () => ({
        kind: 'assign',
        customerId: ana.id,
        from: null,
        to: { id: idOf('agent', 'Igor'), name: 'Igor' },
      }),
      ['user/detail', 'user/user_list', 'public_user/assign', ...card],
    ],
    [
      'a release',
      () => ({ kind: 'release', customerId: ana.id, valid: true }),
      ['user/detail', 'public_user/confirm', ...card],
    ],
  ])('of %s, once the catalogue is known', async (_, change, expected) => {
    await company.adapter.catalogue(never);
    expect(await calledBy(apply(change()))).toEqual(expected.sort());
  });

  it('of a new customer', async () => {
    await company.adapter.catalogue(never);
    const create: Change = { kind: 'create', phone: phone('+15550100023'), name: 'Carla', fields: [] };
    const calls = await calledBy(apply(create));
    expect(new Set(calls)).toEqual(new Set([...card, 'user/list_by_page', 'user/save']));
    expect(calls.filter((one) => one === 'user/list_by_page').length).toBeLessThanOrEqual(4);
  });
});

describe('what was known before the worker died', () => {
  it('is known to the next one, without a request', async () => {
    const known = await company.adapter.catalogue(never);
    ana.labelIds = [company.labelId('Shoes')];
    const next = company.restart(known);
    const asked = company.calls().length;
    expect(next.adapter.capabilities).toEqual(company.adapter.capabilities);
    expect((await next.adapter.get(ana.id, never)).tags[0]?.groupId).toBe(idOf('group', 'Products'));
    expect(company.calls().slice(asked).sort()).toEqual(card);
  });
});
