/** Youmi's double on a port of this machine, and wires that speak to it. */
import { accessFor } from '../../../lib/crm/youmi/access.ts';
import type { YoumiConnection } from '../../../lib/crm/youmi/connection.ts';
import { testYoumi } from '../../../lib/crm/youmi/test-connection.ts';
import { v2TokensFor } from '../../../lib/crm/youmi/v2-token.ts';
import { createYoumiWire, type YoumiWire } from '../../../lib/crm/youmi/wire.ts';
import { createYoumiV2Wire, type YoumiV2Wire } from '../../../lib/crm/youmi/wire-v2.ts';
import { type CrmServer, createCrmServer } from '../../doubles/crm-server/index.ts';
import type { Settings } from '../../doubles/crm-server/youmi/settings.ts';
import { hastyHttp } from '../../support/hasty-http.ts';
import { serve } from '../../support/serve.ts';
import { hastyClock } from '../sobot/hasty-clock.ts';
import { tokenMemory } from '../tokens/memory.ts';

export const never = new AbortController().signal;

export interface Merchant {
  baseUrl: string;
  server: CrmServer;
  wire: YoumiWire;
  v2: YoumiV2Wire;
  /** "Test connection", with the same client and tokens. */
  test(signal: AbortSignal): ReturnType<typeof testYoumi>;
  /** The requests of an interface, in order. */
  sent(name: string): CrmServer['requests'];
  close(): Promise<void>;
}

export async function startMerchant(
  settings: Partial<Settings> = {},
  more: Pick<YoumiConnection, 'credentials'> & { v2?: Partial<YoumiConnection['v2']> } = {},
): Promise<Merchant> {
  const server = createCrmServer();
  const { youmi } = server;
  Object.assign(youmi.settings, settings);
  const { baseUrl, close } = await serve(server.handler);
  const connection = {
    baseUrl,
    credentials: more.credentials ?? youmi.app,
    v2: { baseUrl, tokenUrl: `${baseUrl}/connect/token`, ...youmi.client, ...more.v2 },
  };
  const http = hastyHttp();
  const clock = hastyClock();
  const access = accessFor({ connection, http, clock, storage: tokenMemory() });
  const tokens = v2TokensFor({ v2: connection.v2, http: hastyHttp(), clock, storage: tokenMemory() });
  const wire = createYoumiWire({ connection, http, access, now: () => Date.now() });
  const v2 = createYoumiV2Wire({ http: hastyHttp(), baseUrl, tokens });
  return {
    baseUrl,
    server,
    wire,
    v2,
    test: (signal) => testYoumi({ wire, v2, http }, signal),
    sent: (name) => server.requests.filter((one) => one.interface === name),
    async close() {
      server.reset();
      await close();
    },
  };
}
