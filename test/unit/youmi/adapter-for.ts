/** Youmi's double on a port of this machine, and an adapter that speaks to it. */

import type { CrmAdapter } from '../../../lib/crm/port.ts';
import { createYoumiAdapter } from '../../../lib/crm/youmi/adapter.ts';
import { wiresFor } from '../../../lib/crm/youmi/wires-for.ts';
import { type CrmServer, createCrmServer } from '../../doubles/crm-server/index.ts';
import type { Settings } from '../../doubles/crm-server/youmi/settings.ts';
import { hastyHttp } from '../../support/hasty-http.ts';
import { serve } from '../../support/serve.ts';
import { hastyClock } from '../sobot/hasty-clock.ts';
import { tokenMemory } from '../tokens/memory.ts';

export interface Desk {
  adapter: CrmAdapter;
  server: CrmServer;
  company: CrmServer['youmi']['company'];
  /** The requests of an interface, in order. */
  sent(name: string): CrmServer['requests'];
  close(): Promise<void>;
}

interface More {
  credentials?: { appId?: string; appKey?: string; accessToken?: string };
  me?: string | null;
  account?: string;
  /** With the second version. */
  v2?: boolean;
}

export async function startDesk(
  settings: Partial<Settings> = {},
  { credentials, me = 'b01', account, v2 = false }: More = {},
): Promise<Desk> {
  const server = createCrmServer();
  const { youmi } = server;
  Object.assign(youmi.settings, settings);
  const { baseUrl, close } = await serve(server.handler);
  const connection = {
    id: 'ym',
    baseUrl,
    credentials: credentials ?? youmi.app,
    ...(me !== null && { me: { agentId: me } }),
    ...(account !== undefined && { account }),
    ...(v2 && { v2: { baseUrl, tokenUrl: `${baseUrl}/connect/token`, ...youmi.client } }),
  };
  const http = hastyHttp();
  const clock = hastyClock();
  const wires = wiresFor({
    connection,
    http,
    v2Http: hastyHttp(),
    clock,
    tokens: tokenMemory(),
    v2Tokens: tokenMemory(),
  });
  return {
    adapter: createYoumiAdapter({ connection, http, wires, clock }),
    server,
    company: youmi.company,
    sent: (name) => server.requests.filter((one) => one.interface === name),
    async close() {
      server.reset();
      await close();
    },
  };
}
