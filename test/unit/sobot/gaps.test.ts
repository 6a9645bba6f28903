/** A colleague claims, blocks, releases or edits while an edit of ours is under way. */
import { afterEach, describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../lib/crm/model.ts';
import type { Change } from '../../../lib/crm/port.ts';
import type { User } from '../../doubles/crm-server/sobot/company.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { type Company, never, startCompany, type Variant } from './company.ts';

let company: Company;
let ana: User;
afterEach(async () => {
  const { violations } = company.server;
  await company.close();
  expect(violations).toEqual([]);
});

const bo = { liable_serviceid: idOf('agent', 'Bo'), liable_service_name: 'Bo' };
const mei = { liable_serviceid: idOf('agent', 'Mei'), liable_service_name: 'Mei' };
const nobody = { liable_serviceid: '', liable_service_name: '' };

async function start(variant: Variant, fields: Partial<User['fields']> = bo, crmStatus = 3): Promise<void> {
  company = await startCompany(variant);
  ana = company.seed('+5511900000021', 'Ana');
  Object.assign(ana.fields, { remark: 'Calls.', email: 'ana@example.com', ...fields });
  ana.crmStatus = crmStatus;
}
const gap = (when: 'before' | 'after', name: string, set: Record<string, string | number>) =>
  company.server.faults.add({ kind: 'colleague', when, interface: name, change: { customer: ana.id, set } });
const edit = (key: string, from: FieldValue, to: FieldValue): Change => ({
  kind: 'edit',
  customerId: ana.id,
  edits: [{ key, from, to }],
});
const rename = () => edit('name', 'Ana', 'Ana Maria');
const apply = (change: Change) => company.adapter.apply(change, 'k', never);
const bodies = () => company.bodies('user/update');

describe.each<[string, Variant]>([
  ['patches', { rows: 'patch' }],
  ['patches, and takes no state', { rows: 'patch', crmStatus: 'refused' }],
  ['patches, and leaves no event of an edit', { rows: 'patch', editEvents: 'untold' }],
  ['patches, and shows a sparse detail', { rows: 'patch', detail: 'sparse' }],
])('on a server that %s', (_, variant) => {
  const gaps = [
    ['before the reading', 'before', 'user/detail'],
    ['between the detail and the list', 'after', 'user/detail'],
    ['between the reading and the update', 'before', 'user/update'],
    ['between the update and the look', 'after', 'user/update'],
  ] as const;

  it.each(gaps)("a colleague's claim %s stands, and so does the edit", async (_gap, when, name) => {
    await start(variant);
    gap(when, name, mei);
    const { customer } = await apply(rename());
    expect(customer).toMatchObject({ name: 'Ana Maria', owner: { name: 'Mei' } });
    expect(ana.fields).toMatchObject(mei);
  });

  it.each(gaps)('a blacklisting and a release %s stand, and so does the edit', async (_gap, when, name) => {
    await start(variant);
    gap(when, name, { ...nobody, crm_status: 4, user_status: '1' });
    const { customer } = await apply(rename());
    expect(customer).toMatchObject({ name: 'Ana Maria', owner: null, blocked: true });
    expect(ana).toMatchObject({ crmStatus: 4, fields: { ...nobody, user_status: '1' } });
  });

  it('neither state, owner nor blacklist is sent', async () => {
    await start(variant, { ...bo, user_status: '1' });
    await apply(rename());
    await apply(edit('email', 'ana@example.com', null));
    for (const body of bodies()) {
      for (const field of ['crm_status', 'user_status', ...Object.keys(bo)])
        expect(body).not.toHaveProperty(field);
    }
    expect(ana).toMatchObject({ crmStatus: 3, fields: { ...bo, user_status: '1' } });
  });
});

describe.each<[string, Variant]>([
  ['replaces', { rows: 'replace' }],
  ['replaces, and takes no state', { rows: 'replace', crmStatus: 'refused' }],
  ['replaces, and leaves no event of an edit', { rows: 'replace', editEvents: 'untold' }],
])('on a server that %s', (_, variant) => {
  it('what an edit was seen to clear is put back at once, and goes along from then on as just read', async () => {
    await start(variant, { ...bo, user_status: '1' });
    expect((await apply(rename())).customer).toMatchObject({ owner: { name: 'Bo' }, blocked: true });
    expect(ana).toMatchObject({ crmStatus: 3, fields: { ...bo, user_status: '1' } });
    expect(bodies()).toHaveLength(2);
    company.server.sobot.change({ customer: ana.id, set: mei });
    await apply(edit('email', 'ana@example.com', 'new@example.com'));
    expect(ana).toMatchObject({ crmStatus: 3, fields: { ...mei, user_status: '1' } });
    expect(bodies()).toHaveLength(3);
    expect(bodies().at(-1)).toMatchObject({ ...mei, user_status: '1' });
    if (variant.crmStatus === 'refused') expect(bodies().at(-1)).not.toHaveProperty('crm_status');
  });

  it('that could not be put back stops writing', async () => {
    await start(variant);
    const fault = { kind: 'code', code: '999999', interface: 'user/update', after: 1 } as const;
    company.server.faults.add(fault);
    await expect(apply(rename())).rejects.toMatchObject({ code: 'CONFLICT', reason: 'write-damaged' });
  });
});

describe('on a server that replaces, and whose timeline tells of edits', () => {
  it.each([
    ['the first', 0],
    ['a later', 1],
  ])('a claim that %s edit has overwritten is told, and nothing is restored over it', async (_, edits) => {
    await start({ rows: 'replace' });
    for (let count = 0; count < edits; count += 1) await apply(edit('remark', 'Calls.', 'Writes.'));
    const sent = bodies().length;
    gap('before', 'user/update', mei);
    await expect(apply(rename())).rejects.toMatchObject({
      code: 'CONFLICT',
      reason: 'colleague-overwritten',
    });
    expect(ana.fields.nick).toBe('Ana Maria');
    expect(bodies()).toHaveLength(sent + 1);
    expect(await company.guard.stopped()).toBe(false);
  });
});

describe.each(['patch', 'replace'] as const)('an edit of another field, where rows are: %s', (rows) => {
  it('by a colleague, which ours has overwritten, is told', async () => {
    await start({ rows });
    gap('before', 'user/update', { remark: 'Writes.' });
    await expect(apply(rename())).rejects.toMatchObject({ reason: 'colleague-overwritten' });
    expect(ana.fields).toMatchObject({ nick: 'Ana Maria', remark: 'Calls.' });
  });

  it('of the same field by a colleague, which ours has overwritten, is told', async () => {
    await start({ rows });
    gap('before', 'user/update', { nick: 'Anna' });
    await expect(apply(rename())).rejects.toMatchObject({ reason: 'colleague-overwritten' });
  });

  it('by a colleague who emptied it after ours is left as it is', async () => {
    await start({ rows });
    gap('after', 'user/update', { remark: '' });
    const { customer } = await apply(rename());
    expect(customer).toMatchObject({ name: 'Ana Maria', remark: null });
    expect(ana.fields.remark).toBe('');
  });
});

describe('a list that lags behind a sparse detail', () => {
  it('does not revert the first of two edits in a row', async () => {
    await start({ rows: 'replace', detail: 'sparse', listLagMs: 60_000 });
    await apply(edit('email', 'ana@example.com', 'new@example.com'));
    const { customer } = await apply(edit('remark', 'Calls.', 'Writes.'));
    expect(ana.fields).toMatchObject({ email: 'new@example.com', remark: 'Writes.' });
    expect(customer).toMatchObject({ email: 'new@example.com', remark: 'Writes.' });
  });

  it('is waited for where somebody else has written, and nothing is sent while it stays behind', async () => {
    await start({ rows: 'replace', detail: 'sparse', listLagMs: 60_000 });
    await company.adapter.search('Ana', never);
    company.server.sobot.change({ customer: ana.id, set: { email: 'colleague@example.com' } });
    ana.updatedAt -= 5000;
    await expect(apply(rename())).rejects.toMatchObject({ code: 'SERVER_DOWN', retryable: true });
    expect(bodies()).toEqual([]);
    company.server.sobot.settings.listLagMs = 0;
    await apply(rename());
    expect(ana.fields).toMatchObject({ nick: 'Ana Maria', email: 'colleague@example.com' });
  });
});

describe('one of sixty people with the same name and no number', () => {
  it.each([0, 7])('is read and written whole, whatever a page holds at most (%i)', async (pageCap) => {
    await start({ rows: 'replace', detail: 'sparse', pageCap });
    for (let count = 0; count < 60; count += 1) {
      ana = company.seed('', 'Li');
      Object.assign(ana.fields, { email: `li${count}@example.com`, remark: 'Calls.' });
    }
    expect(await company.adapter.get(ana.id, never)).toMatchObject({ email: 'li59@example.com' });
    await apply(edit('remark', 'Calls.', 'Writes.'));
    expect(ana.fields).toMatchObject({ email: 'li59@example.com', remark: 'Writes.' });
  });

  it('is found by the number, of however many that end alike', async () => {
    await start({});
    for (let count = 0; count < 120; count += 1) company.seed(`+1555${1000 + count}0138000`, 'Li');
    ana = company.seed('+8613800138000', 'Ana');
    const asked = { e164: '+8613800138000', spellings: ['8613800138000', '13800138000', '0138000'] };
    const found = await company.adapter.findByPhone(
      asked as Parameters<typeof company.adapter.findByPhone>[0],
      never,
    );
    expect(found).toMatchObject([{ reason: 'same-number', customer: { id: ana.id } }]);
  });
});
