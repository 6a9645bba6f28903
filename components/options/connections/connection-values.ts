/** A connection as its form holds it, and back. Pure. */
import * as v from 'valibot';
import {
  formatStageLines,
  formatTagLines,
  type LineProblem,
  parseStageLines,
  parseTagLines,
} from '../../../lib/settings/catalogue-text.ts';
import { isPlainHttp } from '../../../lib/settings/permission-pattern.ts';
import { type ProblemCode, problemsOf } from '../../../lib/settings/problems.ts';
import { type ConnectionDraft, connectionDraftSchema, type Provider } from '../../../lib/settings/schema.ts';

export interface ConnectionValues {
  name: string;
  baseUrl: string;
  allowPlainHttp: boolean;
  tenantId: string;
  /** `keptOnDevice` while the kept one is not replaced; so the other secrets. */
  apiKey: string;
  userName: string;
  /** By what Sobot is entered: the company's token service, or its key. Youmi: a token, or the key. */
  entry: 'service' | 'token' | 'key';
  serviceUrl: string;
  /** Sobot: what the company's account is called, where a token service stands for its app id. Youmi: a WeChat number. */
  account: string;
  bearer: string;
  appId: string;
  appKey: string;
  /** Where Youmi's tokens are issued; empty: where they usually are. */
  authUrl: string;
  accessToken: string;
  v2BaseUrl: string;
  v2TokenUrl: string;
  clientId: string;
  clientSecret: string;
  agentId: string;
  agentName: string;
  numbers: string;
  /** The key of the field that takes usernames; empty: none does. */
  usernameField: string;
  timeZone: string;
  tagSeparator: string;
  /** A number. */
  newCustomerStatus: string;
  signNotes: boolean;
  tags: string;
  stages: string;
}
export type ConnectionField = keyof ConnectionValues;
/** Those that are typed or chosen as text. */
export type TextFieldName = {
  [field in ConnectionField]: string extends ConnectionValues[field] ? field : never;
}[ConnectionField];

/** What is wrong with a field; with line numbers where it is a list. */
export type FieldError = { code: ProblemCode } | { lines: LineProblem[] };
export type FieldErrors = Partial<Record<ConnectionField, FieldError>>;

/** All but the choice of an entry, which stands at no path of its own. */
const typedFields = [
  'name',
  'baseUrl',
  'allowPlainHttp',
  'tenantId',
  'apiKey',
  'userName',
  'serviceUrl',
  'account',
  'bearer',
  'appId',
  'appKey',
  'authUrl',
  'accessToken',
  'v2BaseUrl',
  'v2TokenUrl',
  'clientId',
  'clientSecret',
  'agentId',
  'agentName',
  'numbers',
  'usernameField',
  'timeZone',
  'tagSeparator',
  'newCustomerStatus',
  'signNotes',
  'tags',
  'stages',
] as const satisfies readonly ConnectionField[];

/** Where each field stands in the connection: the path that policy and problems name it by. */
export const fieldPaths: Readonly<Record<Exclude<ConnectionField, 'entry'>, readonly string[]>> = {
  name: ['name'],
  baseUrl: ['baseUrl'],
  allowPlainHttp: ['allowPlainHttp'],
  tenantId: ['credentials', 'tenantId'],
  apiKey: ['credentials', 'apiKey'],
  userName: ['credentials', 'userName'],
  serviceUrl: ['tokenService', 'url'],
  account: ['account'],
  bearer: ['tokenService', 'bearer'],
  appId: ['credentials', 'appId'],
  appKey: ['credentials', 'appKey'],
  authUrl: ['authUrl'],
  accessToken: ['credentials', 'accessToken'],
  v2BaseUrl: ['v2', 'baseUrl'],
  v2TokenUrl: ['v2', 'tokenUrl'],
  clientId: ['v2', 'clientId'],
  clientSecret: ['v2', 'clientSecret'],
  agentId: ['me', 'agentId'],
  agentName: ['me', 'name'],
  numbers: ['numbers'],
  usernameField: ['usernameField'],
  timeZone: ['options', 'timeZone'],
  tagSeparator: ['options', 'tagSeparator'],
  newCustomerStatus: ['options', 'newCustomerStatus'],
  signNotes: ['options', 'signNotes'],
  tags: ['catalogue', 'tags'],
  stages: ['catalogue', 'stages'],
};

const blank: ConnectionValues = {
  name: '',
  baseUrl: '',
  allowPlainHttp: false,
  tenantId: '',
  apiKey: '',
  userName: '',
  entry: 'service',
  serviceUrl: '',
  account: '',
  bearer: '',
  appId: '',
  appKey: '',
  authUrl: '',
  accessToken: '',
  v2BaseUrl: '',
  v2TokenUrl: 'https://sso.yunshouzhi.net/connect/token',
  clientId: '',
  clientSecret: '',
  agentId: '',
  agentName: '',
  numbers: 'international',
  usernameField: '',
  timeZone: 'Asia/Shanghai',
  tagSeparator: ',',
  newCustomerStatus: '2',
  signNotes: true,
  tags: '',
  stages: '',
};

const firstValues: Readonly<Record<Provider, Pick<ConnectionValues, 'baseUrl' | 'numbers' | 'entry'>>> = {
  local: { baseUrl: '', numbers: 'international', entry: 'key' },
  socialepoch: { baseUrl: 'https://api.socialepoch.com', numbers: 'international', entry: 'key' },
  sobot: { baseUrl: 'https://www.sobot.com', numbers: 'national:CN', entry: 'service' },
  youmi: { baseUrl: '', numbers: 'international', entry: 'token' },
};

/** A new connection's values. What two back ends have in common but not alike starts as each has it. */
export const newValues = (provider: Provider): ConnectionValues => ({ ...blank, ...firstValues[provider] });

/** The values for another back end: what was typed stays, but for the address, how numbers are read, and the way in. */
export const valuesFor = (provider: Provider, values: ConnectionValues): ConnectionValues => ({
  ...values,
  ...firstValues[provider],
  usernameField: '',
  allowPlainHttp: false,
});

export function valuesOf(connection: ConnectionDraft): ConnectionValues {
  const { provider, name = '' } = connection;
  const usernameField = ('usernameField' in connection && connection.usernameField) || '';
  const first = { ...newValues(provider), name, usernameField };
  switch (connection.provider) {
    case 'local':
      return first;
    case 'socialepoch': {
      const { baseUrl, allowPlainHttp, numbers, credentials, options, catalogue } = connection;
      return {
        ...first,
        ...{ baseUrl, allowPlainHttp, numbers },
        tenantId: credentials?.tenantId ?? '',
        apiKey: credentials?.apiKey ?? '',
        userName: credentials?.userName ?? '',
        ...options,
        tags: formatTagLines(catalogue.tags),
        stages: formatStageLines(catalogue.stages),
      };
    }
    case 'sobot': {
      const { baseUrl, allowPlainHttp, numbers, credentials, tokenService, account, me, options } =
        connection;
      return {
        ...first,
        ...{ baseUrl, allowPlainHttp, numbers },
        appId: credentials?.appId ?? '',
        appKey: credentials?.appKey ?? '',
        entry: tokenService || !credentials ? 'service' : 'key',
        serviceUrl: tokenService?.url ?? '',
        account: account ?? '',
        bearer: tokenService?.bearer ?? '',
        agentId: me?.agentId ?? '',
        agentName: me?.name ?? '',
        ...options,
        newCustomerStatus: String(options.newCustomerStatus),
      };
    }
    case 'youmi': {
      const { baseUrl, authUrl = '', allowPlainHttp, credentials, account = '', me, v2 } = connection;
      return {
        ...first,
        ...{ baseUrl, authUrl, allowPlainHttp, account },
        entry: credentials?.appId !== undefined || credentials?.appKey !== undefined ? 'key' : 'token',
        appId: credentials?.appId ?? '',
        appKey: credentials?.appKey ?? '',
        accessToken: credentials?.accessToken ?? '',
        agentId: me?.agentId ?? '',
        agentName: me?.name ?? '',
        v2BaseUrl: v2?.baseUrl ?? '',
        v2TokenUrl: v2?.tokenUrl ?? first.v2TokenUrl,
        clientId: v2?.clientId ?? '',
        clientSecret: v2?.clientSecret ?? '',
      };
    }
  }
}

/**
 * The connection that these values make, or what is wrong with each field.
 * @param mayBeUnnamed whether the account behind a token service needs no name: one of a policy, or one that had none.
 */
export function connectionOf(
  id: string,
  provider: Provider,
  values: ConnectionValues,
  mayBeUnnamed = false,
): { connection: ConnectionDraft } | { errors: FieldErrors } {
  const name = values.name.trim();
  const { usernameField } = values;
  const head = { id, ...(name !== '' && { name }), ...(usernameField !== '' && { usernameField }) };
  if (provider === 'local') return { connection: { ...head, provider } };

  const plain = usesPlainHttp(provider, values);
  const { made, errors: found } = madeOf(provider, values, mayBeUnnamed);
  const parsed = v.safeParse(connectionDraftSchema, {
    ...head,
    provider,
    baseUrl: values.baseUrl,
    allowPlainHttp: plain && values.allowPlainHttp,
    ...(provider !== 'youmi' && { numbers: values.numbers }),
    ...made,
  });

  const errors: FieldErrors = { ...found };
  for (const { path, code } of problemsOf(parsed.issues ?? [], [], 'form')) {
    const field = fieldOf(path);
    if (field) errors[field] ??= { code };
  }
  if (values.baseUrl.trim() === '') errors.baseUrl = { code: 'missing' };
  if (plain && !values.allowPlainHttp) errors.allowPlainHttp = { code: 'not-encrypted' };
  if (Object.keys(errors).length > 0 || !parsed.success) return { errors };
  return { connection: parsed.output };
}

/** Whether an address that these values would have contacted is not encrypted. */
export function usesPlainHttp(provider: Provider, values: ConnectionValues): boolean {
  const { entry, serviceUrl, authUrl, v2BaseUrl, v2TokenUrl } = values;
  const others: Record<Provider, readonly string[]> = {
    local: [],
    socialepoch: [],
    sobot: entry === 'service' ? [serviceUrl] : [],
    youmi: [...(entry === 'key' ? [authUrl] : []), ...(hasV2(values) ? [v2BaseUrl, v2TokenUrl] : [])],
  };
  return [values.baseUrl, ...others[provider]].some(isPlainHttp);
}

/** Whether anything of Youmi's second version is given; then all of it is needed. */
const hasV2 = ({ v2BaseUrl, clientId, clientSecret }: ConnectionValues): boolean =>
  [v2BaseUrl, clientId, clientSecret].some((value) => value.trim() !== '');

type Made = { made: object; errors: FieldErrors };

function madeOf(provider: Exclude<Provider, 'local'>, values: ConnectionValues, mayBeUnnamed: boolean): Made {
  switch (provider) {
    case 'socialepoch':
      return socialEpochOf(values);
    case 'sobot':
      return sobotOf(values, mayBeUnnamed);
    case 'youmi':
      return youmiOf(values);
  }
}

function socialEpochOf(values: ConnectionValues): Made {
  const { tags, problems: tagProblems } = parseTagLines(values.tags);
  const { stages, problems: stageProblems } = parseStageLines(values.stages);
  return {
    made: {
      credentials: { tenantId: values.tenantId, apiKey: values.apiKey, userName: values.userName },
      options: { timeZone: values.timeZone, tagSeparator: values.tagSeparator },
      catalogue: { tags, stages },
    },
    errors: {
      ...(tagProblems.length > 0 && { tags: { lines: tagProblems } }),
      ...(stageProblems.length > 0 && { stages: { lines: stageProblems } }),
    },
  };
}

/** The status of a customer who has an owner. */
const followedUp = '3';

/** Only what Sobot is entered by is kept; the other way is forgotten. */
function sobotOf(values: ConnectionValues, mayBeUnnamed: boolean): Made {
  const { entry, serviceUrl, account, bearer, appId, appKey, agentId, agentName } = values;
  const me = agentId.trim() !== '' || agentName.trim() !== '';
  const noService = entry === 'service' && serviceUrl.trim() === '';
  const isNamed = account.trim() !== '';
  const noAccount = entry === 'service' && !isNamed && !mayBeUnnamed;
  const noOwner = values.newCustomerStatus === followedUp && agentId.trim() === '';
  return {
    made: {
      ...(entry === 'service'
        ? { tokenService: { url: serviceUrl, bearer }, ...(isNamed && { account }) }
        : { credentials: { appId, appKey } }),
      ...(me && { me: { agentId, name: agentName } }),
      options: {
        timeZone: values.timeZone,
        newCustomerStatus: Number(values.newCustomerStatus),
        signNotes: values.signNotes,
      },
    },
    errors: {
      ...(noService && { serviceUrl: { code: 'missing' } }),
      ...(noAccount && { account: { code: 'missing' } }),
      ...(noOwner && { agentId: { code: 'missing' } }),
    },
  };
}

/** Only what Youmi is entered by is kept; the other way is forgotten. */
function youmiOf(values: ConnectionValues): Made {
  const { entry, appId, appKey, accessToken, authUrl, account, agentId, agentName } = values;
  const { v2BaseUrl, v2TokenUrl, clientId, clientSecret } = values;
  const byKey = entry === 'key';
  const me = agentId.trim() !== '' || agentName.trim() !== '';
  const second = hasV2(values);
  const noV2 = second && v2BaseUrl.trim() === '';
  const noV2Token = second && v2TokenUrl.trim() === '';
  return {
    made: {
      credentials: byKey ? { appId, appKey } : { accessToken },
      ...(byKey && authUrl.trim() !== '' && { authUrl }),
      ...(account.trim() !== '' && { account }),
      ...(me && { me: { agentId, name: agentName } }),
      ...(second && { v2: { baseUrl: v2BaseUrl, tokenUrl: v2TokenUrl, clientId, clientSecret } }),
    },
    errors: {
      ...(noV2 && { v2BaseUrl: { code: 'missing' } }),
      ...(noV2Token && { v2TokenUrl: { code: 'missing' } }),
    },
  };
}

/** The field that a path of the schema stands for: `credentials.apiKey`, `catalogue.tags[2].name`. */
function fieldOf(path: string): ConnectionField | undefined {
  const whole = path.replace(/\[.*$/, '');
  return typedFields.find((field) => whole === fieldPaths[field].join('.'));
}

/** An id that no connection has or ever had: what is kept of one must never be taken for another's. */
export function freeId(provider: Provider, taken: readonly string[]): string {
  const base = provider === 'local' ? 'device' : provider;
  let id = base;
  for (let count = 2; taken.includes(id); count++) id = `${base}-${count}`;
  return id;
}
