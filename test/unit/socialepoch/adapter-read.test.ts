import { describe, expect, it } from 'vitest';
import { parseE164, spellings } from '../../../lib/phone/index.ts';
import { adapterFor, createVendor, envelope, never, refusal } from './vendor.ts';

function asked(text: string) {
  const e164 = parseE164(text);
  if (!e164) throw new Error('not a number');
  return { e164, spellings: spellings(e164) };
}

const ana = {
  whatsApp: '5511900000001',
  friendName: 'Ana Cliente',
  sex: 'female',
  birthday: '1991/03/08',
  address: 'Rua das Flores 12',
  email: 'ana@example.com',
  profession: 'Florist',
  income: '4.000 R$',
  desc: 'In the morning.',
  tabName: 'Hot, Shoes ,Hot',
  stage: 'Intent',
  source: 'Instagram',
  languageTag: 'Auto',
  welcome: '',
  shoeSize: 39,
  loyalty: { points: 120 },
  branches: [],
};

describe('a customer', () => {
  it('is read whole, and what has no place is kept', async () => {
    const adapter = adapterFor(createVendor([ana]), {
      connection: { catalogue: { tags: [{ name: 'Hot', group: 'Interest', colour: '#e11d48' }] } },
    });
    expect(await adapter.get('5511900000001', never)).toEqual({
      id: '5511900000001',
      connectionId: 'wa',
      name: 'Ana Cliente',
      phones: [{ raw: '5511900000001', e164: '+5511900000001' }],
      email: 'ana@example.com',
      sex: 'female',
      birthday: '1991-03-08',
      address: 'Rua das Flores 12',
      company: null,
      profession: 'Florist',
      income: '4.000 R$',
      remark: 'In the morning.',
      source: 'Instagram',
      level: null,
      owner: null,
      stage: { stageId: 'Intent', outcome: 'open' },
      tags: [
        { id: 'Hot', name: 'Hot', groupId: 'Interest', colour: '#e11d48', readOnly: false },
        { id: 'Shoes', name: 'Shoes', groupId: 'tags', colour: null, readOnly: false },
      ],
      fields: [],
      other: [
        { name: 'languageTag', value: 'Auto' },
        { name: 'shoeSize', value: '39' },
        { name: 'loyalty', value: '{"points":120}' },
      ],
      blocked: false,
      createdAt: null,
      updatedAt: null,
    });
  });

  it.each([
    ['not told', {}, 'unknown'],
    ['null', { stage: null }, 'unknown'],
    ['told to be none', { stage: '' }, null],
  ])('whose stage is %s says so', async (_, more, stage) => {
    const adapter = adapterFor(createVendor([{ whatsApp: '5511900000001', ...more }]));
    expect(await adapter.get('5511900000001', never)).toMatchObject({ stage, name: null, tags: [] });
  });

  it.each(['0000/00/00', '2020/02/30', 'in spring'])('keeps the birthday %s as it is', async (birthday) => {
    const adapter = adapterFor(createVendor([{ ...ana, birthday }]));
    expect((await adapter.get(ana.whatsApp, never)).birthday).toBe(birthday);
  });

  it('that nobody knows is NOT_FOUND', async () => {
    await expect(adapterFor(createVendor()).get('1', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a reply', () => {
  it.each<[string, unknown]>([
    ['a list', [ana]],
    ['one customer', ana],
    ['a page with a list', { list: [ana], totalPage: 1 }],
    ['a page with records', { records: [ana], pages: 1 }],
    ['a list with a hole', [null, ana]],
    ['a number as number', [{ ...ana, whatsApp: 5511900000001 }]],
    ['tags as a list', [{ ...ana, tabName: ['Hot', 'Shoes'] }]],
  ])('may be %s', async (_, data) => {
    const vendor = createVendor();
    vendor.instead = [() => envelope(data, '0')];
    const [found, ...more] = await adapterFor(vendor).findByPhone(asked('+5511900000001'), never);
    expect(found?.customer).toMatchObject({ id: '5511900000001', name: 'Ana Cliente' });
    expect(found?.customer.tags.map(({ name }) => name)).toEqual(['Hot', 'Shoes']);
    expect(more).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['an empty text', ''],
    ['nothing', null],
    ['an empty list', []],
    ['an empty object', {}],
  ])('may be %s: nobody', async (_, data) => {
    const vendor = createVendor();
    vendor.instead = [() => envelope(data, 0)];
    expect(await adapterFor(vendor).findByPhone(asked('+5511900000001'), never)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a text', 'no'],
    ['a row without number', [{ friendName: 'Ana' }]],
    ['a number without digits', [{ ...ana, whatsApp: 'Ana' }]],
    ['a field of another type', [{ ...ana, friendName: { text: 'Ana' } }]],
    ['a list in a list', [[ana]]],
  ])('that is %s is BAD_RESPONSE, and names nobody', async (_, data) => {
    const vendor = createVendor();
    vendor.instead = [() => envelope(data)];
    const error = await adapterFor(vendor)
      .findByPhone(asked('+5511900000001'), never)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'BAD_RESPONSE' });
    expect(JSON.stringify(error)).not.toMatch(/Ana|5511/);
  });
});

describe('finding by phone', () => {
  it('asks for all spellings at once, signed in the headers', async () => {
    const vendor = createVendor([ana]);
    const number = asked('+5511900000001');
    const found = await adapterFor(vendor).findByPhone(number, never);
    expect(found).toMatchObject([{ reason: 'same-number', stored: '5511900000001' }]);
    expect(vendor.sent).toHaveLength(1);
    const [sent] = vendor.sent;
    // Without the country code they would be somebody else's.
    expect(sent?.json).toEqual([{ whatsApp: '5511900000001' }, { whatsApp: '551100000001' }]);
    expect(sent?.headers.get('tenant_id')).toBe('1');
    expect(sent?.headers.get('timestamp')).toMatch(/^\d{13}$/);
    expect(sent?.headers.get('token')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('never proposes the stranger whose whole number has the same national digits', async () => {
    const vendor = createVendor([{ ...ana, whatsApp: '13168765122' }]);
    expect(await adapterFor(vendor).findByPhone(asked('+8613168765122'), never)).toEqual([]);
    expect(vendor.sent[0]?.json).toEqual([{ whatsApp: '8613168765122' }]);
    vendor.instead = [() => envelope([{ ...ana, whatsApp: '13168765122' }])];
    expect(await adapterFor(vendor).findByPhone(asked('+8613168765122'), never)).toEqual([]);
  });

  it('asks once for several customers who are wanted at the same time', async () => {
    const vendor = createVendor([ana, { ...ana, whatsApp: '447700900002', friendName: 'Bob' }]);
    const adapter = adapterFor(vendor);
    const [one, other, found] = await Promise.all([
      adapter.get('5511900000001', never),
      adapter.get('447700900002', never),
      adapter.findByPhone(asked('+447700900002'), never),
    ]);
    expect([one.name, other.name, found[0]?.customer.name]).toEqual(['Ana Cliente', 'Bob', 'Bob']);
    expect(vendor.queries()).toHaveLength(1);
    await expect(adapter.get('15550100099', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it("is not held up by somebody else's number that is not accepted", async () => {
    const vendor = createVendor([ana]);
    vendor.instead = [refusal(532), undefined, refusal(532)];
    const adapter = adapterFor(vendor);
    const [good, bad] = await Promise.allSettled([
      adapter.get('5511900000001', never),
      adapter.get('15550100099', never),
    ]);
    expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
  });

  it('drops other people, whom the server may send along', async () => {
    const vendor = createVendor();
    vendor.instead = [() => envelope([{ ...ana, whatsApp: '447700900002' }, ana, ana])];
    const found = await adapterFor(vendor).findByPhone(asked('+5511900000001'), never);
    expect(found.map(({ customer }) => customer.id)).toEqual(['5511900000001']);
  });

  it('gives a relaxed match its reason', async () => {
    const vendor = createVendor([{ ...ana, whatsApp: '551100000001' }]);
    const found = await adapterFor(vendor).findByPhone(asked('+5511900000001'), never);
    expect(found).toMatchObject([{ reason: 'brazil-ninth-digit', stored: '551100000001' }]);
  });

  it('shares one request between all who ask at the same time', async () => {
    const vendor = createVendor([ana]);
    const adapter = adapterFor(vendor);
    const number = asked('+5511900000001');
    const both = await Promise.all([adapter.findByPhone(number, never), adapter.findByPhone(number, never)]);
    expect(both[0]).toEqual(both[1]);
    expect(vendor.sent).toHaveLength(1);
  });

  it('asks in halves when it asked for too many', async () => {
    const vendor = createVendor([ana]);
    vendor.instead = [refusal(507, 'data size big')];
    const found = await adapterFor(vendor).findByPhone(asked('+5511900000001'), never);
    expect(found).toHaveLength(1);
    expect(vendor.sent.length).toBeGreaterThanOrEqual(3);
  });

  it('asks once more when the stamp was out of time: the refusal told the time', async () => {
    const vendor = createVendor([ana]);
    const serverNow = Date.now() + 3_600_000;
    vendor.instead = [
      () =>
        Response.json(
          { code: 502, message: 'timestamp timeout', data: '' },
          { headers: { date: new Date(serverNow).toUTCString() } },
        ),
    ];
    expect(await adapterFor(vendor).findByPhone(asked('+5511900000001'), never)).toHaveLength(1);
    const stamps = vendor.sent.map(({ headers }) => Number(headers.get('timestamp')));
    expect(Math.abs((stamps[1] ?? 0) - serverNow)).toBeLessThan(5000);
  });

  it('does not go on asking when that did not help', async () => {
    const vendor = createVendor([ana]);
    vendor.instead = [refusal(502), refusal(502), refusal(502)];
    await expect(adapterFor(vendor).findByPhone(asked('+5511900000001'), never)).rejects.toMatchObject({
      code: 'CLOCK_SKEW',
    });
    expect(vendor.sent).toHaveLength(2);
  });

  it('keeps to a base address with a path, as a company’s own proxy has it', async () => {
    const vendor = createVendor([ana]);
    const adapter = adapterFor(vendor, { connection: { baseUrl: 'https://proxy.acme.example/crm/' } });
    await adapter.findByPhone(asked('+5511900000001'), never);
    expect(vendor.sent[0]?.path).toBe('/crm/wscrm-bus-api/customer/query');
  });
});

describe('the catalogue', () => {
  const connection = {
    catalogue: {
      tags: [{ name: 'VIP', group: 'Level' }, { name: 'Loose' }, { name: 'Hot', group: 'Interest' }],
      stages: [{ name: 'New' }, { name: 'Paid' }],
    },
  };

  it('comes from the settings, and grows with what customers are seen to have', async () => {
    const adapter = adapterFor(createVendor([ana]), { connection });
    await adapter.get(ana.whatsApp, never);
    const { groups, stages } = await adapter.catalogue(never);
    expect(groups.map(({ name, tags }) => [name, tags.map((tag) => tag.name)])).toEqual([
      ['Level', ['VIP']],
      ['Interest', ['Hot']],
      ['', ['Loose', 'Shoes']],
    ]);
    expect(stages.map(({ name }) => name)).toEqual(['New', 'Paid', 'Intent']);
  });

  it('is one group of which a customer has one, where there is no separator', async () => {
    const adapter = adapterFor(createVendor(), {
      connection: { ...connection, options: { tagSeparator: '' } },
    });
    const { groups } = await adapter.catalogue(never);
    expect(groups).toMatchObject([
      { multiple: false, tags: [{ name: 'VIP' }, { name: 'Loose' }, { name: 'Hot' }] },
    ]);
  });
});

describe('without credentials', () => {
  it('nothing can be done, and it says why', async () => {
    const vendor = createVendor();
    const adapter = adapterFor(vendor, { connection: { credentials: undefined } });
    expect(adapter.capabilities.read).toEqual([]);
    expect(adapter.capabilities.change.edit).toEqual({ able: false, why: 'not-configured' });
    await expect(adapter.get('1', never)).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
    expect(vendor.sent).toHaveLength(0);
  });
});
