import { browser } from 'wxt/browser';
import type { Line } from '../../lib/accounts/accounts.ts';
import { agentSteps, type Tested } from '../../lib/crm/connection-test.ts';
import { createLocalAdapter } from '../../lib/crm/local/local-adapter.ts';
import type { Catalogue } from '../../lib/crm/model.ts';
import type { CrmAdapter } from '../../lib/crm/port.ts';
import { createSobotBackEnd } from '../../lib/crm/sobot/adapter.ts';
import { agentsOfSobot, ownFieldsOfSobot, testSobot } from '../../lib/crm/sobot/test-connection.ts';
import { tokenCacheFor } from '../../lib/crm/sobot/token-cache-for.ts';
import { createSocialEpochAdapter } from '../../lib/crm/socialepoch/adapter.ts';
import { testSocialEpoch } from '../../lib/crm/socialepoch/test-connection.ts';
import { createYoumiAdapter } from '../../lib/crm/youmi/adapter.ts';
import { testYoumi } from '../../lib/crm/youmi/test-connection.ts';
import { wiresFor } from '../../lib/crm/youmi/wires-for.ts';
import { systemClock } from '../../lib/http/clock.ts';
import { createHttpClient } from '../../lib/http/http-client.ts';
import { createRateLimiter } from '../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../lib/http/server-clock.ts';
import { permissionPattern } from '../../lib/settings/permission-pattern.ts';
import type { Connection } from '../../lib/settings/schema.ts';
import type { TokenState, TokenStorage } from '../../lib/tokens/token-cache.ts';
import type { AccountMemory } from './account-memory.ts';

/** ms. */
const testDeadline = 30_000;

/** The HTTP client of one connection, or one source of orders: its own limiter and its own idea of the server's clock. */
export function buildHttpClient(allowPlainHttp: boolean, deadline?: number) {
  return createHttpClient({
    ...(deadline !== undefined && { deadline }),
    fetch: (input, init) => fetch(input, init),
    clock: systemClock,
    limiter: createRateLimiter({ clock: systemClock }),
    serverClock: createServerClock({ clock: systemClock }),
    allowPlainHttp,
    hasAccess: (origin) => browser.permissions.contains({ origins: [permissionPattern(origin)] }),
    seemsOffline: () => !navigator.onLine,
  });
}

/**
 * @param known the catalogue as an earlier life of the worker read it.
 * @param language the agent's, as BCP 47
 */
export function buildAdapter(
  { connection, accountId }: Line,
  memory: AccountMemory,
  known: Catalogue | null,
  language: () => Promise<string>,
): CrmAdapter {
  switch (connection.provider) {
    case 'local':
      return createLocalAdapter({
        connectionId: connection.id,
        usernameField: connection.usernameField,
        indexedDB,
        clock: systemClock,
        newId: () => crypto.randomUUID(),
        language,
        ...(known && { fields: known.fields }),
      });
    case 'socialepoch':
      return createSocialEpochAdapter({
        connection,
        http: buildHttpClient(connection.allowPlainHttp),
        ownTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        zones: memory.zones(accountId),
        guard: memory.guard(accountId),
        seen: memory.seen(accountId),
      });
    case 'sobot': {
      const http = buildHttpClient(connection.allowPlainHttp);
      const tokens = tokenCacheFor({
        connection,
        http,
        clock: systemClock,
        storage: memory.tokens(accountId),
      });
      return createSobotBackEnd({
        connection,
        http,
        tokens,
        clock: systemClock,
        guard: memory.guard(accountId),
        notes: memory.notes(accountId),
        updates: memory.updates(accountId),
        known: known ?? undefined,
      }).adapter;
    }
    case 'youmi': {
      const http = buildHttpClient(connection.allowPlainHttp);
      const wires = wiresFor({
        connection,
        http,
        v2Http: buildHttpClient(connection.allowPlainHttp),
        clock: systemClock,
        tokens: memory.tokens(accountId),
        v2Tokens: memory.tokens(accountId, 'second'),
      });
      return createYoumiAdapter({ connection, http, wires, clock: systemClock });
    }
  }
}

/** Step by step, for the options page; what is kept about the connection is left alone. */
export async function tryConnection(connection: Connection): Promise<Tested> {
  switch (connection.provider) {
    case 'local':
      return { steps: [] };
    case 'socialepoch': {
      const http = buildHttpClient(connection.allowPlainHttp);
      return { steps: await testSocialEpoch({ connection, http }, AbortSignal.timeout(testDeadline)) };
    }
    case 'sobot': {
      const http = buildHttpClient(connection.allowPlainHttp);
      // A kept token would hide that what was typed anew is wrong.
      const tokens = tokenCacheFor({ connection, http, clock: systemClock, storage: forThisTest() });
      const signal = AbortSignal.timeout(testDeadline);
      const steps = await testSobot({ connection, http, tokens }, signal);
      const works = steps.every(({ outcome }) => outcome === 'passed');
      if (!works) return { steps };
      const there = { connection, http, tokens };
      const [agents, fields] = await Promise.all([
        agentsOfSobot(there, signal),
        ownFieldsOfSobot(there, signal),
      ]);
      return { steps: [...steps, ...agentSteps(connection.me?.agentId, agents)], agents, fields };
    }
    case 'youmi': {
      const http = buildHttpClient(connection.allowPlainHttp);
      const { wire, v2 } = wiresFor({
        connection,
        http,
        v2Http: buildHttpClient(connection.allowPlainHttp),
        clock: systemClock,
        tokens: forThisTest(),
        v2Tokens: forThisTest(),
      });
      const tested = await testYoumi({ wire, v2, http }, AbortSignal.timeout(testDeadline));
      const agents = agentSteps(connection.me?.agentId, tested.agents ?? []);
      return { ...tested, steps: [...tested.steps, ...agents] };
    }
  }
}

function forThisTest(): TokenStorage {
  let kept: TokenState | null = null;
  return {
    load: async () => kept,
    async save(state) {
      kept = state;
    },
  };
}
