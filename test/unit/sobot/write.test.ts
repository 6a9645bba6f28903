import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Customer, FieldValue } from '../../../lib/crm/model.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { regionOf } from '../../../lib/crm/region.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import type { User } from '../../doubles/crm-server/sobot/company.ts';
import { customFields, levelOptions } from '../../doubles/crm-server/sobot/custom-fields.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { backend, type Company, never, startCompany, type Variant } from './company.ts';

let company: Company;
let ana: User;
let keys = 0;

async function start(...settings: Parameters<typeof startCompany>): Promise<void> {
  company = await startCompany(...settings);
  ana = company.seed('+5511900000021', 'Ana');
}
afterEach(async () => {
  const { violations } = company.server;
  await company.close();
  expect(violations).toEqual([]);
});

function apply(change: Change): Promise<Customer | null> {
  keys += 1;
  return company.adapter.apply(change, `k${keys}`, never).then(({ customer }) => customer);
}
const refused = (change: Change, code: string) => expect(apply(change)).rejects.toMatchObject({ code });
const edit = (key: string, from: FieldValue, to: FieldValue): Change => ({
  kind: 'edit',
  customerId: ana.id,
  edits: [{ key, from, to }],
});
/** Values of the company's own fields. */
const own = (customer: Customer | null) => customer?.fields.filter(({ key }) => key.startsWith('custom:'));
const written = (name: string) => company.calls().filter((one) => one === name).length;

describe('tags', () => {
  const tag = (name: string, group: string | null = null) => ({
    id: company.labelId(name),
    name,
    groupId: group && idOf('group', group),
  });
  const setTags = (add: string[], remove: string[] = []): Change => ({
    kind: 'setTags',
    customerId: ana.id,
    add: add.map((name) => tag(name)),
    remove: remove.map((name) => tag(name)),
  });
  const names = () =>
    ana.labelIds.map((id) => company.server.sobot.company.labels.find((one) => one.id === id)?.name).sort();

  beforeEach(() => start());

  it('are written as a whole set with names, on top of a fresh read', async () => {
    ana.labelIds = [company.labelId('Bags')];
    await apply(setTags(['Shoes', 'Newsletter']));
    expect(company.bodies('label/update_userlabel')).toEqual([
      ['Bags', 'Shoes', 'Newsletter'].map((name) => ({ id: company.labelId(name), name })),
    ]);
    expect(company.calls().filter((one) => one.startsWith('label/user'))[0]).toBe('label/userlabels');
  });

  it('of a single-choice group take the place of one another', async () => {
    ana.labelIds = [company.labelId('Cold'), company.labelId('Shoes')];
    const customer = await apply(setTags(['Hot']));
    expect(names()).toEqual(['Hot', 'Shoes']);
    expect(customer?.tags.map(({ name }) => name).sort()).toEqual(['Hot', 'Shoes']);
  });

  it('of a single-choice group cannot be two', async () => {
    await refused(setTags(['Hot', 'Cold']), 'INVALID_INPUT');
    expect(written('label/update_userlabel')).toBe(0);
  });

  it("are merged again when a colleague's write falls between ours and the look at it", async () => {
    const change = { customer: ana.id, set: { tags: ['Bags'] } };
    company.server.faults.add({
      kind: 'colleague',
      when: 'after',
      interface: 'label/update_userlabel',
      change,
    });
    await apply(setTags(['Shoes']));
    expect(names()).toEqual(['Bags', 'Shoes']);
    expect(written('label/update_userlabel')).toBe(2);
  });

  it('that a colleague changes again and again are a conflict', async () => {
    const change = { customer: ana.id, set: { tags: ['Bags'] } };
    company.server.faults.add({
      kind: 'colleague',
      when: 'after',
      interface: 'label/update_userlabel',
      change,
      times: 9,
    });
    await refused(setTags(['Shoes']), 'CONFLICT');
    expect(written('label/update_userlabel')).toBe(2);
  });

  it('of a colleague, set just before our read, stay', async () => {
    const change = { customer: ana.id, set: { tags: ['Bags'] } };
    company.server.faults.add({ kind: 'colleague', when: 'before', interface: 'label/userlabels', change });
    await apply(setTags(['Shoes']));
    expect(names()).toEqual(['Bags', 'Shoes']);
  });

  it('of WeCom are shown and never written, not even where they come mixed with the others', async () => {
    Object.assign(company.server.sobot.settings, { userLabel: 'mixed' });
    ana.wecomLabels = ['团员'];
    const customer = await apply(setTags(['Shoes']));
    expect(customer?.tags.map(({ name, readOnly }) => [name, readOnly])).toEqual([
      ['Shoes', false],
      ['团员', true],
    ]);
    expect(JSON.stringify(company.bodies('label/update_userlabel'))).not.toContain(idOf('wecom', '团员'));
  });

  it('that were deleted meanwhile are NOT_FOUND', async () => {
    const gone = company.server.sobot.company.labels.find((one) => one.name === 'Shoes');
    await company.adapter.catalogue(never);
    if (gone) gone.status = -1;
    await refused(setTags(['Shoes']), 'NOT_FOUND');
  });

  it('that stand already cost no write', async () => {
    ana.labelIds = [company.labelId('Shoes')];
    await apply(setTags(['Shoes'], ['Bags']));
    expect(written('label/update_userlabel')).toBe(0);
  });

  it('are not wiped where the list of tags cannot be read', async () => {
    ana.labelIds = [company.labelId('Bags')];
    company.server.faults.add({ kind: 'mangled', how: 'null-data', backend, interface: 'label/userlabels' });
    await refused(setTags(['Shoes']), 'BAD_RESPONSE');
    expect(names()).toEqual(['Bags']);
  });

  it('without a name are INVALID_INPUT', async () => {
    const change = setTags([]);
    if (change.kind === 'setTags') change.add.push({ id: 'x', name: ' ', groupId: null });
    await refused(change, 'INVALID_INPUT');
  });
});

describe.each<[string, Variant]>([
  ['patches', { rows: 'patch' }],
  ['replaces', { rows: 'replace' }],
  ['replaces, and shows a sparse detail', { rows: 'replace', detail: 'sparse' }],
])('an edit on a server that %s', (_, variant) => {
  beforeEach(() => start(variant));

  const key = (name: string) => `custom:${company.fieldId(name)}`;
  const option = (name: string, label: string) =>
    customFields.find((field) => field.name === name)?.options.find(({ data_name }) => data_name === label)
      ?.data_value ?? '';

  it('keeps every other field, whatever the row holds', async () => {
    const before = {
      uname: 'Ana Maria',
      visitorids: 'v1,v2',
      partnerid: 'p1',
      email: 'ana@example.com',
      qq: '10001',
      wx: 'ana_wx',
      sex: '2',
      remark: 'Calls.\nIn the morning.',
      enterpriseid: 'e1',
      enterprise_name: 'Flores',
      is_vip: '1',
      vip_level: levelOptions[0]?.data_id ?? '',
      user_status: '1',
      liable_serviceid: idOf('agent', 'Bo'),
      liable_service_name: 'Bo',
      proviceid: '130000',
      provice_name: '河北省',
      wx_build_unionid: 'u1',
    };
    Object.assign(ana.fields, before);
    ana.crmStatus = 3;
    ana.custom.set(company.fieldId('Profession'), 'Florist');
    ana.custom.set(company.fieldId('Shop'), option('Shop', 'South'));
    const tel = ana.fields.tel;
    await apply(edit('remark', 'Calls.\nIn the morning.', 'Writes.'));
    expect(ana.fields).toMatchObject({ ...before, nick: 'Ana', tel, remark: 'Writes.' });
    expect(ana.crmStatus).toBe(3);
    expect(Object.fromEntries(ana.custom)).toEqual({
      [company.fieldId('Profession')]: 'Florist',
      [company.fieldId('Shop')]: option('Shop', 'South'),
    });
  });

  it.each(['absent', 'empty'] as const)(
    'never sends a region, a source, or an empty text of its own (%s)',
    async (unset) => {
      company.server.sobot.settings.unset = unset;
      Object.assign(ana.fields, { proviceid: '130000', provice_name: '河北省' });
      await apply(edit('email', null, 'ana@example.com'));
      const [body] = company.bodies('user/update');
      expect(body).toEqual({
        id: ana.id,
        nick: 'Ana',
        tel: '+5511900000021',
        email: 'ana@example.com',
        is_vip: '0',
      });
    },
  );

  it.each<[string, FieldValue, string]>([
    ['Profession', 'Florist', 'Florist'],
    ['Delivery notes', 'Ring twice.\nThen wait.', 'Ring twice.\nThen wait.'],
    ['Birthday', '1991-03-08', '1991-03-08'],
    ['Best time to call', '10:20', '10:20:00'],
    ['Shoe size', '38.5', '38.5'],
  ])('writes "%s" by its type, and clears it', async (name, value, stored) => {
    const customer = await apply(edit(key(name), null, value));
    expect(ana.custom.get(company.fieldId(name))).toBe(stored);
    expect(own(customer)).toContainEqual({ key: key(name), value, text: null });
    expect(own(await apply(edit(key(name), value, null)))).toEqual([]);
    expect(ana.custom.get(company.fieldId(name)) ?? '').toBe('');
  });

  it('writes one option by its value, and shows its name', async () => {
    const green = option('Favourite colour', 'Green');
    const customer = await apply(edit(key('Favourite colour'), null, green));
    expect(own(customer)).toEqual([{ key: key('Favourite colour'), value: green, text: 'Green' }]);
    await apply(edit(key('Contact by'), null, option('Contact by', 'Call')));
    expect(ana.custom.get(company.fieldId('Favourite colour'))).toBe(green);
  });

  it('writes several options, whatever their order', async () => {
    const both = ['Running', 'Dancing'].map((label) => option('Interests', label));
    const customer = await apply(edit(key('Interests'), null, both));
    expect(own(customer)).toEqual([{ key: key('Interests'), value: both, text: 'Running,Dancing' }]);
    await apply(edit(key('Interests'), both.toReversed(), [both[0] ?? '']));
    expect(ana.custom.get(company.fieldId('Interests'))).toBe(both[0]);
  });

  it('shows a cascade and does not write it', async () => {
    ana.custom.set(company.fieldId('Shop'), option('Shop', 'South'));
    const customer = await company.adapter.get(ana.id, never);
    expect(own(customer)).toMatchObject([{ key: key('Shop'), text: 'South' }]);
    await refused(edit(key('Shop'), null, option('Shop', 'North')), 'UNSUPPORTED');
  });

  it.each<[string, FieldValue]>([
    ['Birthday', '1991-02-30'],
    ['Birthday', '8 March'],
    ['Best time to call', '25:00'],
    ['Shoe size', 'big'],
    ['Favourite colour', 'Mauve'],
    ['Interests', ['607592500180500', 'gone']],
    ['Profession', ['a', 'b']],
  ])('refuses for "%s" what does not fit: %o', async (name, value) => {
    await refused(edit(key(name), null, value), 'INVALID_INPUT');
    expect(written('user/update')).toBe(0);
  });

  it('leaves alone what no longer fits: an option that vanished, a field that was deleted', async () => {
    ana.custom.set(company.fieldId('Favourite colour'), 'vanished');
    ana.custom.set(company.fieldId('Fax'), '12');
    if (variant.rows === 'replace') {
      // Nobody can send such a value back, so a server that replaces loses it, and we say so.
      await refused(edit('email', null, 'ana@example.com'), 'CONFLICT');
    } else {
      await apply(edit('email', null, 'ana@example.com'));
      expect(ana.custom.get(company.fieldId('Favourite colour'))).toBe('vanished');
    }
  });

  it('takes names of fifty characters and refuses longer ones', async () => {
    await apply(edit('name', 'Ana', '王'.repeat(50)));
    await refused(edit('name', '王'.repeat(50), '王'.repeat(51)), 'INVALID_INPUT');
  });

  it('writes level, sex and company', async () => {
    await apply({
      kind: 'edit',
      customerId: ana.id,
      edits: [
        { key: 'level', from: null, to: 'VIP' },
        { key: 'sex', from: null, to: 'female' },
        { key: 'company', from: null, to: 'Flores' },
      ],
    });
    expect(ana.fields).toMatchObject({ is_vip: '1', sex: '2', enterprise_name: 'Flores' });
    await apply(edit('level', 'VIP', null));
    expect(ana.fields.is_vip).toBe('0');
    await refused(edit('sex', 'female', null), 'UNSUPPORTED');
    await refused(edit('sex', 'female', 'other'), 'INVALID_INPUT');
  });

  it('does not rename a company that is a record of its own', async () => {
    Object.assign(ana.fields, { enterpriseid: 'e1', enterprise_name: 'Flores' });
    await refused(edit('company', 'Flores', 'Other'), 'UNSUPPORTED');
  });

  it('edits the real name where that is the name shown', async () => {
    Object.assign(ana.fields, { nick: '', uname: 'Ana' });
    expect((await apply(edit('name', 'Ana', 'Ana Maria')))?.name).toBe('Ana Maria');
    expect(ana.fields).toMatchObject({ nick: '', uname: 'Ana Maria' });
  });

  it.each(['address', 'source', 'birthday', 'custom:nobody'])('has no way to write %s', async (field) => {
    await refused(edit(field, null, 'x'), 'UNSUPPORTED');
  });
});

describe('an edit', () => {
  beforeEach(() => start());

  it('that came back with another field empty says so, puts nothing back, and stops writing until that is confirmed', async () => {
    company.server.sobot.settings.editEvents = 'untold';
    Object.assign(ana.fields, { email: 'ana@example.com', remark: 'Calls.' });
    const change = { customer: ana.id, set: { remark: '' } };
    company.server.faults.add({ kind: 'colleague', when: 'after', interface: 'user/update', change });
    await expect(
      company.adapter.apply(edit('email', 'ana@example.com', 'new@example.com'), 'k', never),
    ).rejects.toMatchObject({ code: 'CONFLICT', reason: 'write-damaged' });
    expect(ana.fields).toMatchObject({ email: 'new@example.com', remark: '' });
    await refused(edit('email', 'new@example.com', 'ana@example.com'), 'CONFLICT');
    expect(written('user/update')).toBe(1);
  });

  it.each<Change>([
    {
      kind: 'create',
      phone: '+15550100023' as E164,
      name: 'Carla',
      fields: [],
    },
    { kind: 'setTags', customerId: 'ana', add: [{ id: '1', name: 'VIP', groupId: null }], remove: [] },
    { kind: 'setStage', customerId: 'ana', from: null, to: { stageId: '1', outcome: 'open' } },
    { kind: 'note', customerId: 'ana', text: 'Called.' },
    { kind: 'claim', customerId: 'ana' },
    { kind: 'release', customerId: 'ana', valid: true },
  ])('that damaged another field stops $kind, of any customer, before a byte leaves', async (change) => {
    await company.guard.stop();
    const sent = company.server.requests.length;
    await expect(company.adapter.apply(change, 'k', never)).rejects.toMatchObject({
      code: 'CONFLICT',
      reason: 'writing-stopped',
    });
    expect(company.server.requests).toHaveLength(sent);
  });

  it("leaves a colleague's other word alone", async () => {
    Object.assign(ana.fields, { remark: 'Calls.' });
    const change = { customer: ana.id, set: { remark: 'Writes.' } };
    company.server.faults.add({ kind: 'colleague', when: 'after', interface: 'user/update', change });
    const customer = await apply(edit('email', null, 'ana@example.com'));
    expect(customer).toMatchObject({ email: 'ana@example.com', remark: 'Writes.' });
  });

  it('that the server took and did not do is in doubt', async () => {
    const change = { customer: ana.id, set: { email: '' } };
    company.server.faults.add({ kind: 'colleague', when: 'after', interface: 'user/update', change });
    await refused(edit('email', null, 'ana@example.com'), 'OUTCOME_UNKNOWN');
  });
});

describe('a new customer', () => {
  const carla = (
    fields: { key: string; value: FieldValue }[] = [],
    name: string | null = 'Carla',
  ): Change => ({
    kind: 'create',
    phone: '+15550100023' as E164,
    name,
    fields,
  });
  const made = () => company.server.sobot.company.users.find(({ fields }) => fields.tel === '+15550100023');

  it('gets the status that the settings name, and the number with its plus sign', async () => {
    await start();
    const customer = await apply(carla([{ key: 'email', value: 'carla@example.com' }]));
    expect(customer).toMatchObject({ name: 'Carla', email: 'carla@example.com', owner: null });
    expect(company.bodies('user/save')).toEqual([
      { nick: 'Carla', tel: '+15550100023', email: 'carla@example.com', crm_status: 2 },
    ]);
  });

  it('gets a region, as far down as it was chosen, by ids and names', async () => {
    await start();
    const region = regionOf([
      { value: '130000', label: '河北省' },
      { value: '130300', label: 'Qinhuangdao (city of)' },
    ]);
    const customer = await apply(carla([{ key: 'address', value: region }]));
    expect(customer?.address).toBe('河北省 Qinhuangdao (city of)');
    expect(made()?.fields).toMatchObject({
      proviceid: '130000',
      provice_name: '河北省',
      cityid: '130300',
      city_name: 'Qinhuangdao (city of)',
      areaid: '',
    });
    expect(company.bodies('user/save').at(-1)).not.toHaveProperty('areaid');
  });

  it.each([['130000'], [['130000']], [[' x']], [['1 a', '2 b', '3 c', '4 d']]])(
    'takes no other text for a region: %o',
    async (value) => {
      await start();
      await refused(carla([{ key: 'address', value }]), 'INVALID_INPUT');
      expect(made()).toBeUndefined();
    },
  );

  it('keeps its region: an update does not take one', async () => {
    await start();
    const { id } = company.seed('+15550100031', 'Ana');
    const edits = [{ key: 'address', from: null, to: ['130000 河北省'] }];
    await refused({ kind: 'edit', customerId: id, edits }, 'UNSUPPORTED');
  });

  it('is followed up by the agent where the settings say so', async () => {
    await start({}, { options: { newCustomerStatus: 3 } });
    expect((await apply(carla()))?.owner).toEqual({ id: idOf('agent', 'Bo'), name: 'Bo' });
    expect(made()?.crmStatus).toBe(3);
  });

  it('cannot be followed up by nobody', async () => {
    await start({}, { me: undefined, options: { newCustomerStatus: 3 } });
    await refused(carla(), 'NOT_CONFIGURED');
    expect(made()).toBeUndefined();
  });

  it('takes custom fields, and leaves out what is empty', async () => {
    await start();
    await apply(
      carla([
        { key: `custom:${company.fieldId('Profession')}`, value: 'Florist' },
        { key: `custom:${company.fieldId('Birthday')}`, value: null },
        { key: 'email', value: '  ' },
        { key: 'sex', value: 'male' },
      ]),
    );
    expect(made()?.custom).toEqual(new Map([[company.fieldId('Profession'), 'Florist']]));
    expect(company.bodies('user/save')[0]).not.toHaveProperty('email');
    expect(made()?.fields.sex).toBe('1');
  });

  it('with a name over fifty characters is refused', async () => {
    await start();
    await refused(carla([], 'x'.repeat(51)), 'INVALID_INPUT');
  });

  it('whose answer was lost is found by the number, and not made twice', async () => {
    await start();
    company.server.faults.add({ kind: 'code', code: '999999', interface: 'user/save', written: true });
    await refused(carla(), 'OUTCOME_UNKNOWN');
    expect(await company.adapter.verify(carla(), 'k', never)).toBe('applied');
    await refused(carla(), 'CONFLICT');
  });
});

describe('the stage', () => {
  const move = (
    from: Extract<Change, { kind: 'setStage' }>['from'],
    stage: string,
    outcome: 'open' | 'won' | 'lost' | 'invalid' = 'open',
    reason?: string,
  ): Change => ({
    kind: 'setStage',
    customerId: ana.id,
    from,
    to: { stageId: company.stageId(stage), outcome, ...(reason !== undefined && { reason }) },
  });
  const at = (stage: string, outcome: 'open' | 'won' | 'lost' | 'invalid' = 'open') => ({
    stageId: company.stageId(stage),
    outcome,
  });

  beforeEach(() => start());

  it('is unknown until the timeline tells one', async () => {
    expect((await company.adapter.get(ana.id, never)).stage).toBe('unknown');
  });

  it.each([
    ['won', 21],
    ['lost', 22],
    ['invalid', 23],
  ] as const)(
    'ends as %s with a reason, where the customer stands, and opens again',
    async (outcome, type) => {
      await apply(move('unknown', 'Intent'));
      const ended = await apply(move(at('Intent'), 'Intent', outcome, 'Too dear'));
      expect(ended?.stage).toMatchObject({ ...at('Intent', outcome), reason: 'Too dear' });
      expect(company.bodies('user_stage/stage_save')[1]).toEqual({
        userid: ana.id,
        stageid: company.stageId('Intent'),
        stage_name: 'Intent',
        stage_type: type,
        remark: 'Too dear',
      });
      expect((await apply(move(at('Intent', outcome), 'Intent')))?.stage).toMatchObject(at('Intent'));
    },
  );

  it('cannot end at another stage than the customer is at', async () => {
    await apply(move('unknown', 'Intent'));
    await refused(move(at('Intent'), 'Paid', 'won'), 'INVALID_INPUT');
  });

  it('that is gone is NOT_FOUND', async () => {
    await refused(move('unknown', 'Nowhere'), 'NOT_FOUND');
  });

  it('is not written over what the agent did not see', async () => {
    company.moveTo(ana.id, company.stageId('Paid'));
    await refused(move('unknown', 'Intent'), 'CONFLICT');
    await refused(move(at('Paid', 'won'), 'Intent'), 'CONFLICT');
    expect(written('user_stage/stage_save')).toBe(0);
  });

  it('is shown as written where the timeline is late', async () => {
    company.server.sobot.company.record = () => {};
    expect((await apply(move('unknown', 'Intent')))?.stage).toEqual(at('Intent'));
    expect(ana.events).toEqual([]);
  });
});

describe('the owner', () => {
  const bo = { id: idOf('agent', 'Bo'), name: 'Bo' };
  const mei = { id: idOf('agent', 'Mei'), name: 'Mei' };
  const igor = { id: idOf('agent', 'Igor'), name: 'Igor' };
  const owned = (agent: typeof bo | null, crmStatus: number) => {
    ana.fields.liable_serviceid = agent?.id ?? '';
    ana.fields.liable_service_name = agent?.name ?? '';
    ana.crmStatus = crmStatus;
  };
  const assign = (from: typeof bo | null, to: typeof bo): Change => ({
    kind: 'assign',
    customerId: ana.id,
    from,
    to,
  });
  const sentType = () =>
    (company.bodies('public_user/assign')[0] as { assign_biz_type: string }).assign_biz_type;

  beforeEach(() => start());

  it.each([
    ['to be assigned', null, 2, '1'],
    ['in the pool', null, 4, '2'],
    ['mine', bo, 3, '4'],
    ["a colleague's", mei, 3, '5'],
  ])('is assigned by the kind that fits a customer who is %s', async (_, owner, status, type) => {
    owned(owner, status);
    const customer = await apply(assign(owner, igor));
    expect(customer?.owner).toEqual(igor);
    expect(sentType()).toBe(type);
    const path = `${idOf('company', 'Acme')}|${idOf('department', 'Support')}`;
    expect(company.bodies('public_user/assign')).toMatchObject([
      { confirmids: ana.id, liable_list: [{ liable_departmentid: path, liable_service_name: 'Igor' }] },
    ]);
  });

  it('of a first contact is assigned by an update with state 3, for which no kind of assignment is documented', async () => {
    owned(null, 1);
    expect((await apply(assign(null, igor)))?.owner).toEqual(igor);
    expect(ana.crmStatus).toBe(3);
    expect(company.bodies('user/update')).toMatchObject([
      { crm_status: 3, liable_serviceid: igor.id, liable_service_name: 'Igor' },
    ]);
    expect(written('public_user/assign')).toBe(0);
  });

  it('becomes the agent of a first contact too, but not of one whom a colleague has taken meanwhile', async () => {
    owned(null, 1);
    const set = { liable_serviceid: mei.id, liable_service_name: 'Mei', crm_status: 3 };
    const change = { customer: ana.id, set };
    company.server.faults.add({ kind: 'colleague', when: 'after', interface: 'user/user_list', change });
    await refused({ kind: 'claim', customerId: ana.id }, 'CONFLICT');
    expect(ana.fields.liable_serviceid).toBe(mei.id);
    owned(null, 1);
    expect((await apply({ kind: 'claim', customerId: ana.id }))?.owner).toEqual(bo);
    expect([ana.crmStatus, written('user/update')]).toEqual([3, 1]);
  });

  it('is found where only the list tells the state', async () => {
    owned(null, 4);
    company.server.sobot.settings.stateIn = 'list';
    await apply({ kind: 'claim', customerId: ana.id });
    expect(sentType()).toBe('3');
  });

  it('whom a colleague has put there meanwhile is not let go', async () => {
    owned(mei, 3);
    const release: Change = { kind: 'release', customerId: ana.id, valid: true, from: bo };
    await refused(release, 'CONFLICT');
    expect(written('public_user/confirm')).toBe(0);
    await apply({ ...release, from: mei });
    expect(ana.crmStatus).toBe(4);
  });

  it('whom the agent did not see is not replaced', async () => {
    owned(mei, 3);
    await refused(assign(null, igor), 'CONFLICT');
    await refused(assign(bo, igor), 'CONFLICT');
    expect(written('public_user/assign')).toBe(0);
  });

  it('cannot be somebody who is not in the company', async () => {
    await refused(assign(null, { id: 'nobody', name: 'Nobody' }), 'NOT_FOUND');
  });

  it.each([
    [4, '3'],
    [2, '1'],
  ])('becomes the agent, from state %i', async (status, type) => {
    owned(null, status);
    expect((await apply({ kind: 'claim', customerId: ana.id }))?.owner).toEqual(bo);
    expect(sentType()).toBe(type);
  });

  it('is not taken from a colleague, and not claimed twice', async () => {
    owned(mei, 3);
    await refused({ kind: 'claim', customerId: ana.id }, 'CONFLICT');
    owned(bo, 3);
    await apply({ kind: 'claim', customerId: ana.id });
    expect(written('public_user/assign')).toBe(0);
  });

  it.each([
    [true, 1],
    [false, 2],
  ])('lets go into the pool (valid: %s)', async (valid, type) => {
    owned(bo, 3);
    const customer = await apply({ kind: 'release', customerId: ana.id, valid });
    expect(customer?.owner).toBeNull();
    expect(company.bodies('public_user/confirm')).toEqual([{ confirmids: ana.id, confirm_type: type }]);
    await apply({ kind: 'release', customerId: ana.id, valid });
    expect(written('public_user/confirm')).toBe(1);
  });

  it('can be looked up after a lost answer', async () => {
    owned(null, 4);
    const changes: Change[] = [
      assign(null, igor),
      { kind: 'release', customerId: ana.id, valid: true },
      { kind: 'claim', customerId: ana.id },
    ];
    const [toIgor, release, claim] = changes;
    if (!toIgor || !release || !claim) return;
    const verify = (change: Change) => company.adapter.verify(change, 'k', never);
    expect(await verify(toIgor)).toBe('absent');
    await apply(toIgor);
    expect(await verify(toIgor)).toBe('applied');
    expect(await verify(claim)).toBe('unclear');
    expect(await verify(release)).toBe('absent');
    await apply(release);
    expect(await verify(release)).toBe('applied');
    expect(await verify(claim)).toBe('absent');
    await apply(claim);
    expect(await verify(claim)).toBe('applied');
    expect(await verify(toIgor)).toBe('unclear');
  });

  it('cannot be claimed for nobody', async () => {
    await company.close();
    await start({}, { me: undefined });
    expect(company.adapter.capabilities.change.claim).toEqual({ able: false, why: 'not-configured' });
    await refused({ kind: 'claim', customerId: ana.id }, 'UNSUPPORTED');
  });
});

describe('a note', () => {
  const note = (text: string): Change => ({ kind: 'note', customerId: ana.id, text });
  const contents = () => ana.events.map(({ content }) => content.content);

  it("ends with the agent's name and the time in the connection's zone", async () => {
    await start({}, { options: { timeZone: 'Asia/Shanghai' } });
    await apply(note(' Wants size 38. '));
    expect(contents()).toEqual([
      expect.stringMatching(/^Wants size 38\.\nBo · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    ]);
  });

  it('is shown as the agent wrote it, with the agent as its author', async () => {
    await start();
    await apply(note('Wants size 38.\nIn red.'));
    const { events } = await company.adapter.timeline(ana.id, null, never);
    expect(events).toMatchObject([{ kind: 'note', actor: 'Bo', summary: 'Wants size 38.\nIn red.' }]);
  });

  it('is not signed where that is switched off, or nobody is named', async () => {
    await start({}, { options: { signNotes: false } });
    await apply(note('Hello'));
    expect(contents()).toEqual(['Hello']);
    expect(company.adapter.capabilities.change.note).toMatchObject({ verifiable: false });
    await company.close();
    await start({}, { me: undefined });
    await apply(note('Hello'));
    expect(contents()).toEqual(['Hello']);
  });

  it('that was written before with the same words is not taken for ours', async () => {
    await start();
    await apply(note('Hello'));
    company.server.faults.add({ kind: 'drop-before-write', interface: 'user_stage/record_save' });
    await expect(company.adapter.apply(note('Hello'), 'lost', never)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    const [event] = ana.events;
    if (event) event.content.content = 'Hello\nBo · 2020-01-01 00:00:00';
    expect(await company.adapter.verify(note('Hello'), 'lost', never)).toBe('absent');
  });

  it('that is not signed is unclear when its words are found', async () => {
    await start({}, { options: { signNotes: false } });
    company.server.faults.add({ kind: 'drop-after-write', interface: 'user_stage/record_save' });
    await expect(company.adapter.apply(note('Hello'), 'lost', never)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(await company.adapter.verify(note('Hello'), 'lost', never)).toBe('unclear');
    expect(await company.adapter.verify(note('Other'), 'never begun', never)).toBe('absent');
  });

  it('without words, or with what a note cannot carry, is refused', async () => {
    await start();
    await refused(note('  '), 'INVALID_INPUT');
    await refused({ kind: 'note', customerId: ana.id, text: 'x', stageId: 's' }, 'UNSUPPORTED');
    expect(company.bodies('user_stage/record_save')).toEqual([]);
  });
});
