import { describe, expect, it } from 'vitest';
import type { Change } from '../../../lib/crm/port.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { parseE164 } from '../../../lib/phone/index.ts';
import { adapterFor, createVendor, envelope, never, refusal } from './vendor.ts';

const ana = {
  whatsApp: '5511900000001',
  friendName: 'Ana',
  birthday: '1991/03/08',
  desc: '',
  tabName: 'Hot,Shoes',
  stage: 'Intent',
  source: null,
  languageTag: 'Auto',
  shoeSize: '39',
};

function tags(add: string[], remove: string[] = []): Change {
  const refs = (names: string[]) => names.map((name) => ({ id: name, name, groupId: null }));
  return { kind: 'setTags', customerId: ana.whatsApp, add: refs(add), remove: refs(remove) };
}

function edit(key: string, from: string | null, to: string | null): Change {
  return { kind: 'edit', customerId: ana.whatsApp, edits: [{ key, from, to }] };
}

describe('writing tags', () => {
  it('sends the row as read with the difference in it, signed in the body', async () => {
    const vendor = createVendor([ana]);
    const { customer } = await adapterFor(vendor).apply(tags(['VIP'], ['Hot']), 'k', never);

    expect(customer?.tags.map(({ name }) => name)).toEqual(['Shoes', 'VIP']);
    expect(vendor.imports()).toHaveLength(1);
    expect(vendor.imports()[0]).toMatchObject({
      method: 'PUT',
      json: {
        tenantId: '1',
        userName: 'WhatsApp',
        token: expect.stringMatching(/^[0-9a-f]{32}$/),
        createTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      },
    });
    expect(vendor.imports()[0]?.json).toHaveProperty('data', [
      {
        whatsApp: '5511900000001',
        friendName: 'Ana',
        birthday: '1991/03/08',
        tabName: 'Shoes,VIP',
        stage: 'Intent',
      },
    ]);
  });

  it('sends nothing when the tags are already as wished', async () => {
    const vendor = createVendor([ana]);
    await adapterFor(vendor).apply(tags(['Hot'], ['Cold']), 'k', never);
    expect(vendor.imports()).toHaveLength(0);
  });

  it('merges once when a colleague wrote in the gap', async () => {
    const vendor = createVendor([ana]);
    vendor.onImport = (row) => {
      vendor.onImport = (other) => other;
      return { ...row, tabName: 'Hot,Shoes,Bags' };
    };
    const { customer } = await adapterFor(vendor).apply(tags(['VIP'], ['Hot']), 'k', never);
    expect(customer?.tags.map(({ name }) => name)).toEqual(['Shoes', 'Bags', 'VIP']);
    expect(vendor.imports()).toHaveLength(2);
  });

  it('says CONFLICT when the colleague wins twice', async () => {
    const vendor = createVendor([ana]);
    let count = 0;
    const counted = () => {
      count += 1;
      return count;
    };
    vendor.onImport = (row) => ({ ...row, tabName: `Hot,${counted()}` });
    await expect(adapterFor(vendor).apply(tags(['VIP']), 'k', never)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(vendor.imports()).toHaveLength(2);
  });

  it('replaces the one tag where a customer has one only', async () => {
    const vendor = createVendor([{ ...ana, tabName: 'Hot, and cold' }]);
    const adapter = adapterFor(vendor, { connection: { options: { tagSeparator: '' } } });
    const { customer } = await adapter.apply(tags(['VIP']), 'k', never);
    expect(customer?.tags.map(({ name }) => name)).toEqual(['VIP']);
  });

  it.each([
    ['holds the separator', tags(['a,b'])],
    ['is empty', tags([' '])],
  ])('refuses a name that %s', async (_, change) => {
    const vendor = createVendor([ana]);
    await expect(adapterFor(vendor).apply(change, 'k', never)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(vendor.imports()).toHaveLength(0);
  });

  it('clears the last tag, because the agent did', async () => {
    const vendor = createVendor([ana]);
    await adapterFor(vendor).apply(tags([], ['Hot', 'Shoes']), 'k', never);
    expect(vendor.imports()[0]?.json).toHaveProperty('data.0.tabName', '');
  });

  it('says UNSUPPORTED when the server does not clear', async () => {
    const vendor = createVendor([ana]);
    vendor.onImport = () => ana;
    const write = adapterFor(vendor).apply(tags([], ['Hot', 'Shoes']), 'k', never);
    await expect(write).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});

describe('editing fields', () => {
  it.each([
    ['name', 'Ana', 'Ana B', 'friendName', 'Ana B'],
    ['birthday', '1991-03-08', '1991-03-09', 'birthday', '1991/03/09'],
    ['remark', null, 'Call at 9', 'desc', 'Call at 9'],
    ['name', 'Ana', null, 'friendName', ''],
  ])('writes %s from %s to %s', async (key, from, to, field, sent) => {
    const vendor = createVendor([ana]);
    const { customer } = await adapterFor(vendor).apply(edit(key, from, to), 'k', never);
    expect(vendor.imports()[0]?.json).toHaveProperty(`data.0.${field}`, sent);
    expect(customer).toHaveProperty(key, to);
  });

  it('refuses to overwrite what the agent did not see', async () => {
    const vendor = createVendor([ana]);
    const write = adapterFor(vendor).apply(edit('name', 'Anna', 'Ana B'), 'k', never);
    await expect(write).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(vendor.imports()).toHaveLength(0);
  });

  it('is done when the value is already there, whoever wrote it', async () => {
    const vendor = createVendor([ana]);
    await adapterFor(vendor).apply(edit('name', 'Anna', 'Ana'), 'k', never);
    expect(vendor.imports()).toHaveLength(0);
  });

  it('says OUTCOME_UNKNOWN when the server said yes and the old value still stands', async () => {
    const vendor = createVendor([ana]);
    vendor.onImport = () => ana;
    const write = adapterFor(vendor).apply(edit('name', 'Ana', 'Ana B'), 'k', never);
    await expect(write).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  it('takes it as written when only the look afterwards fails', async () => {
    const vendor = createVendor([ana]);
    vendor.instead = [undefined, undefined, refusal(522)];
    const done = await adapterFor(vendor).apply(edit('name', 'Ana', 'Ana B'), 'k', never);
    expect(done).toEqual({ customerId: ana.whatsApp, customer: null });
  });

  it.each(['company', 'level', 'custom:7', 'toString'])('does not offer the field %s', async (key) => {
    const write = adapterFor(createVendor([ana])).apply(edit(key, null, 'x'), 'k', never);
    await expect(write).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});

describe('damage by a write', () => {
  const toPaid: Change = {
    kind: 'setStage',
    customerId: ana.whatsApp,
    from: { stageId: 'Intent', outcome: 'open' },
    to: { stageId: 'Paid', outcome: 'open' },
  };

  it('restores a documented field that was lost, says CONFLICT, and writes no more', async () => {
    const vendor = createVendor([ana]);
    vendor.onImport = (row) => {
      vendor.onImport = (other) => other;
      return { ...row, friendName: '' };
    };
    const adapter = adapterFor(vendor);
    await expect(adapter.apply(toPaid, 'k', never)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(vendor.rows.get(ana.whatsApp)).toMatchObject({ friendName: 'Ana', stage: 'Paid' });

    const before = vendor.sent.length;
    const others: Change[] = [
      tags(['VIP']),
      edit('name', 'Ana', 'Ana B'),
      { kind: 'create', phone: '+15550100009' as E164, name: 'Carla', fields: [] },
    ];
    for (const change of others) {
      await expect(adapter.apply(change, 'k', never)).rejects.toMatchObject({
        code: 'CONFLICT',
        reason: 'writing-stopped',
      });
    }
    expect(vendor.sent).toHaveLength(before);
  });

  it('leaves a field with another value to the colleague who may have written it', async () => {
    const vendor = createVendor([ana]);
    vendor.onImport = (row) => ({ ...row, friendName: 'Anna' });
    await expect(adapterFor(vendor).apply(toPaid, 'k', never)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(vendor.rows.get(ana.whatsApp)).toMatchObject({ friendName: 'Anna', stage: 'Paid' });
  });

  it.each(['languageTag', 'shoeSize'])(
    'notices that %s was lost, and still never sends it',
    async (field) => {
      const vendor = createVendor([ana]);
      vendor.onImport = (row) => ({ ...row, [field]: undefined });
      await expect(adapterFor(vendor).apply(toPaid, 'k', never)).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(JSON.stringify(vendor.imports())).not.toContain(field);
    },
  );
});

describe('creating', () => {
  const phone = parseE164('+15550100009');
  if (!phone) throw new Error('not a number');
  const change: Change = { kind: 'create', phone, name: 'Carla', fields: [{ key: 'remark', value: 'New' }] };

  it('imports the digits and what is known', async () => {
    const vendor = createVendor([]);
    const done = await adapterFor(vendor).apply(change, 'k', never);
    expect(done.customer).toMatchObject({ id: '15550100009', name: 'Carla', remark: 'New' });
    expect(vendor.imports()[0]?.json).toHaveProperty('data', [
      { whatsApp: '15550100009', friendName: 'Carla', desc: 'New' },
    ]);
  });

  it('refuses a number that is taken', async () => {
    const vendor = createVendor([{ whatsApp: '15550100009' }]);
    await expect(adapterFor(vendor).apply(change, 'k', never)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(vendor.imports()).toHaveLength(0);
  });

  it('says OUTCOME_UNKNOWN, and sends no second one, when the answer was lost', async () => {
    const vendor = createVendor([]);
    vendor.instead = [undefined, () => Promise.reject(new TypeError('Failed to fetch'))];
    await expect(adapterFor(vendor).apply(change, 'k', never)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(vendor.imports()).toHaveLength(1);
  });
});

describe('two changes of one customer at the same time', () => {
  it('are written one after the other, so that neither undoes the other', async () => {
    const vendor = createVendor([ana]);
    const adapter = adapterFor(vendor);
    await Promise.all([
      adapter.apply(tags(['VIP']), 'a', never),
      adapter.apply(tags(['Bags'], ['Hot']), 'b', never),
      adapter.apply(
        { kind: 'edit', customerId: ana.whatsApp, edits: [{ key: 'name', from: 'Ana', to: 'Ana B' }] },
        'c',
        never,
      ),
    ]);
    expect(vendor.rows.get(ana.whatsApp)).toMatchObject({ tabName: 'Shoes,VIP,Bags', friendName: 'Ana B' });
  });
});

describe('the stamp of the import', () => {
  const stampsOf = (vendor: ReturnType<typeof createVendor>) => vendor.imports().length;

  it('is tried in the likely zones, and the one that works is remembered', async () => {
    const vendor = createVendor([ana]);
    vendor.instead = [undefined, refusal(502, 'timestamp timeout')];
    const adapter = adapterFor(vendor);
    await adapter.apply(tags(['VIP']), 'k', never);
    expect(stampsOf(vendor)).toBe(2);
    await adapter.apply(tags(['Bags']), 'k', never);
    expect(stampsOf(vendor)).toBe(3);
  });

  it('is sent again in its own zone where the refusal has told the time, before another zone is tried', async () => {
    const vendor = createVendor([ana]);
    const date = { Date: new Date(Date.now() + 3_600_000).toUTCString() };
    const late = () => Response.json({ code: 502, message: 'timestamp timeout' }, { headers: date });
    vendor.instead = [undefined, late];
    await adapterFor(vendor).apply(tags(['VIP']), 'k', never);
    const stamps = vendor.imports().map(({ json }) => (json as { createTime: string }).createTime);
    expect(stamps).toHaveLength(2);
    const [first = '', second = ''] = stamps.map((stamp) => Date.parse(`${stamp.replace(' ', 'T')}Z`));
    expect(Math.round((Number(second) - Number(first)) / 60_000)).toBe(60);
  });

  it('is CLOCK_SKEW when no zone will do', async () => {
    const vendor = createVendor([ana]);
    vendor.instead = [undefined, ...Array.from({ length: 9 }, () => refusal(502, 'timestamp timeout'))];
    await expect(adapterFor(vendor).apply(tags(['VIP']), 'k', never)).rejects.toMatchObject({
      code: 'CLOCK_SKEW',
      backend: { code: '502', message: 'timestamp timeout' },
    });
    expect(stampsOf(vendor)).toBe(3);
  });
});

describe('a refusal', () => {
  it('that the vendor shows in full is FORBIDDEN, with its words', async () => {
    const vendor = createVendor([ana]);
    vendor.instead = [undefined, () => envelope('', -1, 'Admin Cannot import data')];
    await expect(adapterFor(vendor).apply(tags(['VIP']), 'k', never)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      backend: { code: '-1', message: 'Admin Cannot import data' },
    });
  });
});
