/** A sealed store as the version before accounts left it, by collection and id; `wa` and `device` are still set up. */
const tagging = {
  kind: 'setTags',
  customerId: 'ana',
  add: [{ id: 'hot', name: 'Hot', groupId: null }],
  remove: [],
};
const waiting = (key: string, connectionId: string, seq: number) => ({
  state: 'waiting',
  key,
  parts: [{ id: key, change: tagging, undone: false }],
  change: tagging,
  connectionId,
  customerId: 'ana',
  seq,
  rev: 1,
  createdAt: 1,
  attempts: 0,
  mayHaveLanded: false,
  notBefore: 1,
  error: null,
});

export const keptUnderConnections = {
  outbox: {
    w1: waiting('w1', 'wa', 1),
    w2: waiting('w2', 'gone', 2),
    w3: {
      state: 'closed',
      key: 'w3',
      ids: ['w3'],
      connectionId: 'device',
      customerId: 'ana',
      seq: 3,
      rev: 4,
      closedAt: 9,
      created: false,
      newId: null,
    },
  },
  links: {
    'wa phone:+5511900000001': {
      connectionId: 'wa',
      chat: 'phone:+5511900000001',
      customerId: 'ana',
      rejected: [],
      at: 5,
    },
  },
  drafts: { '["wa","ana"]': 'half a sen', '["device","ana"]': 'on this device' },
  'field-drafts': { '["wa","ana"]': { email: 'ana@' } },
  learnt: { wa: { timeZone: 'Asia/Jakarta', writingStopped: true } },
  habits: { panel: { order: [], folded: [], recentTags: { wa: ['hot'] } } },
  audit: {
    '0': [
      {
        id: 'e1',
        at: 5,
        connectionId: 'wa',
        customerId: 'ana',
        what: 'note',
        name: null,
        from: null,
        to: null,
      },
    ],
  },
} as const;
