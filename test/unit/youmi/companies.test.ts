/** Two companies at once, each with a server of its own whose numbers may be the same as the other's. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createYoumiAdapter } from '../../../lib/crm/youmi/adapter.ts';
import { wiresFor } from '../../../lib/crm/youmi/wires-for.ts';
import { type CrmServer, createCrmServer } from '../../doubles/crm-server/index.ts';
import { hastyHttp } from '../../support/hasty-http.ts';
import { serve } from '../../support/serve.ts';
import { hastyClock } from '../sobot/hasty-clock.ts';
import { tokenMemory } from '../tokens/memory.ts';

const never = new AbortController().signal;
const at = '2999-01-02T03:04:05.000Z';

type Storage = Record<'tokens' | 'v2Tokens', ReturnType<typeof tokenMemory>>;

let acme: Awaited<ReturnType<typeof startCompany>>;
let globex: Awaited<ReturnType<typeof startCompany>>;

const storage = (): Storage => ({ tokens: tokenMemory(), v2Tokens: tokenMemory() });

/** @param kept where the tokens lie. */
async function startCompany(id: string, friend: string, kept: Storage) {
  const server = createCrmServer();
  const { youmi } = server;
  const { baseUrl, close } = await serve(server.handler);
  youmi.company.friends.length = 0;
  youmi.company.addFriend(friend, { number: 'same-number', original: 'wxid_same' });
  const v2 = { baseUrl, tokenUrl: `${baseUrl}/connect/token`, ...youmi.client };
  const connection = { id, baseUrl, credentials: youmi.app, me: { agentId: 'b01' }, v2 };
  const clock = hastyClock();
  const adapterWith = (kept: Storage) => {
    const http = hastyHttp();
    const wires = wiresFor({ connection, http, v2Http: hastyHttp(), clock, ...kept });
    return createYoumiAdapter({ connection, http, wires, clock });
  };
  return { adapter: adapterWith(kept), adapterWith, server, company: youmi.company, close };
}

/** What opened the requests that a server got. */
function tokensSent({ requests }: CrmServer): string[] {
  const sent = requests.flatMap(({ headers }) => [headers.access_token, headers.authorization]);
  return [...new Set(sent.filter((one) => typeof one === 'string'))];
}

beforeEach(async () => {
  // One storage for both: nothing but the owner of a token keeps them apart.
  const shared = storage();
  acme = await startCompany('acme', 'Ana of Acme', shared);
  globex = await startCompany('globex', 'Ana of Globex', shared);
  // The doubles count their tokens: without another machine before, both would give the same ones.
  await globex.adapterWith(storage()).search('Ana', never);
  globex.server.requests.length = 0;
});
afterEach(async () => {
  expect([...acme.server.violations, ...globex.server.violations]).toEqual([]);
  await acme.close();
  await globex.close();
});

describe('two companies', () => {
  it('have each their own friend under the same number', async () => {
    for (const text of ['Ana', 'same-number']) {
      expect(await acme.adapter.search(text, never)).toMatchObject([
        { connectionId: 'acme', name: 'Ana of Acme' },
      ]);
      expect(await globex.adapter.search(text, never)).toMatchObject([
        { connectionId: 'globex', name: 'Ana of Globex' },
      ]);
    }
    const [id = ''] = (await acme.adapter.search('Ana', never)).map((one) => one.id);
    globex.company.friends.length = 0;
    expect((await acme.adapter.get(id, never)).name).toBe('Ana of Acme');
    await expect(globex.adapter.get(id, never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('have each their own to-dos', async () => {
    const [id = ''] = (await acme.adapter.search('Ana', never)).map((one) => one.id);
    await acme.adapter.apply(
      { kind: 'note', customerId: id, text: 'For Acme alone', remindAt: at },
      'key',
      never,
    );
    expect((await acme.adapter.timeline(id, null, never)).events).toHaveLength(1);
    expect((await globex.adapter.timeline(id, null, never)).events).toEqual([]);
    expect(globex.company.todos).toEqual([]);
  });

  it('are never shown each other’s tokens', async () => {
    for (const { adapter } of [acme, globex]) await adapter.search('Ana', never);
    const [ofAcme, ofGlobex] = [tokensSent(acme.server), tokensSent(globex.server)];
    expect([ofAcme.length, ofGlobex.length]).toEqual([2, 2]);
    expect(ofAcme.filter((one) => ofGlobex.includes(one))).toEqual([]);
  });
});
