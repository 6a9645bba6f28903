import { backend, startCompany, type Variant } from '../unit/sobot/company.ts';
import { adapterContract, type Harness, type Lacks } from './adapter-contract.ts';

const writes = [
  'user/save',
  'user/update',
  'user_stage/record_save',
  'user_stage/stage_save',
  'label/update_userlabel',
];

const failures = {
  'a page': { kind: 'html', status: 200 },
  "a gateway's page": { kind: 'html', status: 502 },
  'half an answer': { kind: 'truncated' },
  'a dropped connection': { kind: 'drop-before-write' },
  'a lapsed token': { kind: 'code', code: '900002' },
  'a wrong signature': { kind: 'code', code: '900003' },
  'an unknown fault': { kind: 'code', code: '999999' },
  'a code in no table': { kind: 'code', code: '777777' },
  'no data': { kind: 'mangled', how: 'null-data' },
  'empty fields': { kind: 'mangled', how: 'null-fields' },
  'wrong types': { kind: 'mangled', how: 'wrong-types' },
  'no object': { kind: 'mangled', how: 'not-an-object' },
} as const;

/** What the vendor's page leaves open, as the double can play it. */
async function makeHarness(variant: Variant): Promise<Harness> {
  const company = await startCompany(variant);
  const { server, adapter } = company;

  const gap = (when: 'before' | 'after', name: string, after: number) => (customer: string, remark: string) =>
    server.faults.add({
      kind: 'colleague',
      when,
      interface: name,
      after,
      change: { customer, set: { remark } },
    });

  return {
    adapter,
    seed: async (phone, name) => company.seed(phone, name).id,
    colleague: {
      rename: async (customer, nick) => server.sobot.change({ customer, set: { nick } }),
      moveTo: async (id, stageId) => company.moveTo(id, stageId),
      addTag: async (id, name) => void company.user(id).labelIds.push(company.labelId(name)),
    },
    gaps: {
      'before the reading': gap('before', 'user/detail', 0),
      // Where an edit leaves no event, nothing tells of what a whole row has overwritten.
      ...(variant.editEvents !== 'untold' && {
        'between the detail and the list': gap('after', 'user/detail', 0),
        'between the reading and the update': gap('before', 'user/update', 0),
      }),
      'between the update and the look': gap('after', 'user/update', 0),
      'in the midst of the look': gap('after', 'label/userlabels', 0),
    },
    sendsWholeRows: true,
    letWrite: company.letWrite,
    loseNextAnswer() {
      server.faults.clear();
      for (const name of writes) server.faults.add({ kind: 'drop-after-write', backend, interface: name });
    },
    async hangNext() {
      const earlier = new Set(server.requests);
      server.faults.add({ kind: 'hang', backend });
      await server.waitFor((request) => !earlier.has(request));
    },
    failures: Object.fromEntries(
      Object.entries(failures).map(([name, fault]) => [name, () => server.faults.add({ ...fault, backend })]),
    ),
    unknownField() {
      for (const { fields } of server.sobot.company.users) Object.assign(fields, { shoe_size: '39' });
      return { name: 'shoe_size', value: '39' };
    },
    complaints: () => server.violations,
    close: company.close,
  };
}

const lacks: Lacks = {
  createTags: 'tags are made in its administration',
};

adapterContract('Sobot that patches rows', () => makeHarness({ rows: 'patch' }), lacks);
adapterContract('Sobot that replaces rows', () => makeHarness({ rows: 'replace' }), lacks);
adapterContract(
  'Sobot with other readings of its page',
  () =>
    makeHarness({
      rows: 'replace',
      tokens: 'many',
      lists: 'item',
      singles: 'items',
      numbers: 'strings',
      search: 'exact',
      deleted: 'hidden',
      detail: 'snake',
      unset: 'empty',
      userLabel: 'mixed',
      missing: '999999',
      labelListNeedsGroup: true,
      groupKey: 'groupId',
      content: 'string',
      storedAt: 'create_ime',
      noteKind: 'follow_up',
      regions: 'as-sampled',
      crmStatus: 'refused',
      stateIn: 'list',
      pageCap: 3,
      editEvents: 'untold',
      noteKey: 'recordText',
      fixedFields: 'business',
      removeBy: 'parameter',
      staleCode: '999999',
      fixedVariables: 'snake',
      vipLevels: 'data_value',
    }),
  lacks,
);
adapterContract(
  'Sobot that shows as little as its samples',
  () =>
    makeHarness({
      rows: 'replace',
      detail: 'sparse',
      unset: 'absent',
      missing: '999999',
      fixedVariables: 'unheard-of',
      crmStatus: 'refused',
    }),
  lacks,
);
adapterContract(
  'Sobot whose list lags behind',
  () => makeHarness({ rows: 'replace', detail: 'sparse', listLagMs: 400 }),
  lacks,
);
