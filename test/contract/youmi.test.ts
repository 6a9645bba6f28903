import type { Settings } from '../doubles/crm-server/youmi/settings.ts';
import { startDesk } from '../unit/youmi/adapter-for.ts';
import { adapterContract, type Harness, type Lacks } from './adapter-contract.ts';

const backend = 'youmi';

const failures = {
  'a page': { kind: 'html', status: 200 },
  "a gateway's page": { kind: 'html', status: 502 },
  'half an answer': { kind: 'truncated' },
  'a dropped connection': { kind: 'drop-before-write' },
  'a lapsed token': { kind: 'code', code: '10003' },
  'a clock that is off': { kind: 'code', code: '200005' },
  'an unknown fault': { kind: 'code', code: '200011' },
  'a code in no table': { kind: 'code', code: '777777' },
  'wrong types': { kind: 'mangled', how: 'wrong-types' },
  'no object': { kind: 'mangled', how: 'not-an-object' },
} as const;

const notWritten = 'nothing of a friend can be written';

const lacks: Lacks = {
  find: 'no interface looks up a number',
  createTags: 'tags are the company’s, and no friend’s are told',
  loseNextAnswer: notWritten,
  gaps: notWritten,
  unknownField: 'said in the tests of its own',
};

/** What the vendor's pages leave open, as the double can play it. */
async function makeHarness(settings: Partial<Settings>, v2 = false, accounts = 0): Promise<Harness> {
  const { adapter, server, company, close } = await startDesk(settings, { v2 });
  const accountId = accounts === 0 ? 3547 : company.expandTo(accounts);
  return {
    adapter,
    seed: async (_phone, name) => `${accountId}/${company.addFriend(name, { accountId }).original}`,
    colleague: {
      rename: async (id, name) => {
        for (const friend of company.friends)
          if (id === `${accountId}/${friend.original}`) friend.name = name;
      },
      moveTo: () => Promise.reject(new Error('there are no stages')),
      addTag: () => Promise.reject(new Error('no friend’s tags are told')),
    },
    gaps: null,
    sendsWholeRows: false,
    letWrite: async () => {},
    loseNextAnswer: v2
      ? () => server.faults.add({ kind: 'drop-after-write', backend, interface: 'v2/Todo/AddRecordNew' })
      : null,
    async hangNext() {
      const earlier = new Set(server.requests);
      server.faults.add({ kind: 'hang', backend });
      await server.waitFor((request) => !earlier.has(request));
    },
    failures: Object.fromEntries(
      Object.entries(failures).map(([name, fault]) => [name, () => server.faults.add({ ...fault, backend })]),
    ),
    unknownField: null,
    complaints: () => server.violations,
    close,
  };
}

adapterContract('Youmi', () => makeHarness({}), lacks);
adapterContract('Youmi with words for codes', () => makeHarness({ errmsg: 'words', pageCap: 50 }), lacks);
adapterContract(
  'Youmi with other readings of its pages',
  () =>
    makeHarness({
      tokens: 'many',
      lapsedCode: 10011,
      staleCode: 10006,
      signatureCode: 200006,
      unsigned: 'refused',
      none: 'null',
      single: 'object',
      values: 'text',
      numbers: 'strings',
      errmsg: 'string',
      staffWithoutCode: 'none',
      wechatNo: 'contains',
      wechatNoIn: 'number',
      missingFriend: '200009',
      pageCap: 20,
    }),
  lacks,
);

const { loseNextAnswer: _, ...withTodos } = lacks;
adapterContract('Youmi with its second version', () => makeHarness({}, true), withTodos);
adapterContract(
  'Youmi with other readings of its second version',
  () =>
    makeHarness(
      { v2Envelope: 'data', v2Names: 'camel', v2FirstPage: 0, newTodo: 'nothing', numbers: 'strings' },
      true,
    ),
  withTodos,
);

adapterContract('Youmi with many operating accounts', () => makeHarness({}, false, 25), lacks);
adapterContract(
  'Youmi with many operating accounts and its second version',
  () => makeHarness({ todoNamesAccount: false }, true, 25),
  withTodos,
);
