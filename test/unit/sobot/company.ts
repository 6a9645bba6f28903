/** Sobot's double on a port of this machine, and an adapter that speaks to it. */
import type { TestStep } from '../../../lib/crm/connection-test.ts';
import type { Catalogue, FieldDefinition } from '../../../lib/crm/model.ts';
import { createSobotBackEnd, type SobotBackEnd } from '../../../lib/crm/sobot/adapter.ts';
import type { SobotConnection } from '../../../lib/crm/sobot/connection.ts';
import type { Lookups } from '../../../lib/crm/sobot/lookups.ts';
import { ownFieldsOfSobot, testSobot } from '../../../lib/crm/sobot/test-connection.ts';
import { tokenCacheFor } from '../../../lib/crm/sobot/token-cache-for.ts';
import type { TagAdmin } from '../../../lib/crm/tag-admin.ts';
import type { WriteGuard } from '../../../lib/crm/write-guard.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import { type CrmServer, createCrmServer } from '../../doubles/crm-server/index.ts';
import { blankFields, type User } from '../../doubles/crm-server/sobot/company.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { hastyHttp } from '../../support/hasty-http.ts';
import { serve } from '../../support/serve.ts';
import { tokenMemory } from '../tokens/memory.ts';
import { hastyClock } from './hasty-clock.ts';
import { createMemory } from './memory.ts';

export const backend = 'sobot';
export type Variant = Partial<CrmServer['sobot']['settings']>;

export interface Company extends SobotBackEnd {
  guard: WriteGuard;
  /** The agent lets writing go on. */
  letWrite(): Promise<void>;
  tagAdmin: TagAdmin;
  lookups: Lookups;
  server: CrmServer;
  connection: SobotConnection;
  /** A customer with a number and a nickname, made an hour ago, unless told otherwise. */
  seed(tel: string, nick: string, more?: Partial<User>): User;
  user(id: string): User;
  labelId(name: string): string;
  fieldId(name: string): string;
  stageId(name: string): string;
  /** A colleague moves a customer, as Sobot's own screen tells it. */
  moveTo(id: string, stageId: string): void;
  /** The interfaces that were called, in order, without those for tokens. */
  calls(): string[];
  /** Bodies that an interface was sent. */
  bodies(name: string): unknown[];
  /** "Test connection", with the same client and tokens. */
  test(signal: AbortSignal): Promise<TestStep[]>;
  ownFields(signal: AbortSignal): Promise<FieldDefinition[]>;
  /** The same in a worker that has just started, with what is left of the catalogue. */
  restart(known?: Catalogue): SobotBackEnd;
  close(): Promise<void>;
}

export async function startCompany(
  variant: Variant = {},
  more: Partial<Omit<SobotConnection, 'options'>> & { options?: Partial<SobotConnection['options']> } = {},
  /** Tokens come from the company's own service. */
  { tokenService = false } = {},
): Promise<Company> {
  const server = createCrmServer();
  const { settings, company, app } = server.sobot;
  Object.assign(settings, variant);
  const front = await serve(server.handler);
  const { options, ...rest } = more;
  const connection: SobotConnection = {
    id: 'sobot-main',
    provider: 'sobot',
    baseUrl: front.baseUrl,
    numbers: 'national:CN',
    allowPlainHttp: true,
    credentials: app,
    me: { agentId: idOf('agent', 'Bo'), name: 'Bo' },
    ...(tokenService && {
      tokenService: { url: `${front.baseUrl}/sobot`, bearer: server.tokenService.bearer },
    }),
    ...rest,
    options: { timeZone: 'Asia/Shanghai', newCustomerStatus: 2, signNotes: true, ...options },
  };
  const http = hastyHttp();
  const tokens = tokenCacheFor({ connection, http, clock: hastyClock(), storage: tokenMemory() });
  const memory = createMemory();
  const build = (known?: Catalogue) =>
    createSobotBackEnd({ connection, http, tokens, clock: systemClock, ...memory, known });
  const backEnd = build();

  const user = (id: string): User => {
    const found = company.users.find((one) => one.id === id);
    if (!found) throw new Error('no such customer');
    return found;
  };

  return {
    guard: memory.guard,
    letWrite: memory.guard.allow,
    ...backEnd,
    tagAdmin: backEnd.adapter.tagAdmin,
    lookups: backEnd.adapter.lookups,
    server,
    connection,
    user,
    seed(tel, nick, changes = {}) {
      const now = Date.now() - 3_600_000;
      const made: User = {
        id: company.newId(),
        fields: { ...blankFields(), nick, tel },
        crmStatus: 2,
        source: 9,
        status: 8,
        custom: new Map(),
        labelIds: [],
        wecomLabels: [],
        stage: null,
        events: [],
        createdAt: now,
        updatedAt: now,
        ...changes,
      };
      company.users.push(made);
      return made;
    },
    labelId: (name) => idOf('label', name),
    fieldId: (name) => idOf('field', name),
    stageId: (name) => idOf('stage', name),
    moveTo(id, stageId) {
      const moved = user(id);
      moved.stage = { id: stageId, type: 1 };
      const content = { stageType: '1', stageTypeName: '跟进过程', stageId, stageName: stageId, remark: '' };
      company.record(moved, { kind: 'user_stage_update', group: 'groupService', content }, Date.now());
    },
    calls: () => server.requests.map((one) => one.interface ?? '').filter((name) => name !== 'get_token'),
    bodies: (name) => server.requests.filter((one) => one.interface === name).map((one) => one.body),
    restart: build,
    test: (signal) => testSobot({ connection, http, tokens }, signal),
    ownFields: (signal) => ownFieldsOfSobot({ connection, http, tokens }, signal),
    async close() {
      server.reset();
      await front.close();
    },
  };
}

export const never = new AbortController().signal;
