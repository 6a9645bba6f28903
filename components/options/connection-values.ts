/** A connection as its form holds it, and back. Pure. */
import * as v from 'valibot';
import {
  formatStageLines,
  formatTagLines,
  type LineProblem,
  parseStageLines,
  parseTagLines,
} from '../../lib/settings/catalogue-text.ts';
import { isPlainHttp } from '../../lib/settings/permission-pattern.ts';
import { type ProblemCode, problemsOf } from '../../lib/settings/problems.ts';
import {
  type ConnectionDraft,
  connectionDraftSchema,
  type Provider,
  type SocialEpochDraft,
} from '../../lib/settings/schema.ts';

export interface ConnectionValues {
  name: string;
  baseUrl: string;
  allowPlainHttp: boolean;
  tenantId: string;
  /** `keptOnDevice` while the kept one is not replaced. */
  apiKey: string;
  userName: string;
  numbers: string;
  timeZone: string;
  tagSeparator: string;
  tags: string;
  stages: string;
}
export type ConnectionField = keyof ConnectionValues;

/** What is wrong with a field; with line numbers where it is a list. */
export type FieldError = { code: ProblemCode } | { lines: LineProblem[] };
export type FieldErrors = Partial<Record<ConnectionField, FieldError>>;

const connectionFields = [
  'name',
  'baseUrl',
  'allowPlainHttp',
  'tenantId',
  'apiKey',
  'userName',
  'numbers',
  'timeZone',
  'tagSeparator',
  'tags',
  'stages',
] as const satisfies readonly ConnectionField[];

/** Where each field stands in the connection: the path that policy and problems name it by. */
export const fieldPaths: Readonly<Record<ConnectionField, readonly string[]>> = {
  name: ['name'],
  baseUrl: ['baseUrl'],
  allowPlainHttp: ['allowPlainHttp'],
  tenantId: ['credentials', 'tenantId'],
  apiKey: ['credentials', 'apiKey'],
  userName: ['credentials', 'userName'],
  numbers: ['numbers'],
  timeZone: ['options', 'timeZone'],
  tagSeparator: ['options', 'tagSeparator'],
  tags: ['catalogue', 'tags'],
  stages: ['catalogue', 'stages'],
};

/** A new connection's first values. */
export const newConnection: SocialEpochDraft = {
  id: 'new',
  provider: 'socialepoch',
  baseUrl: 'https://api.socialepoch.com',
  numbers: 'international',
  allowPlainHttp: false,
  options: { timeZone: 'Asia/Shanghai', tagSeparator: ',' },
  catalogue: { tags: [], stages: [] },
};

export function valuesOf(connection: ConnectionDraft): ConnectionValues {
  const full = connection.provider === 'local' ? { ...newConnection, name: connection.name } : connection;
  return {
    name: full.name ?? '',
    baseUrl: full.baseUrl,
    allowPlainHttp: full.allowPlainHttp,
    tenantId: full.credentials?.tenantId ?? '',
    apiKey: full.credentials?.apiKey ?? '',
    userName: full.credentials?.userName ?? '',
    numbers: full.numbers,
    timeZone: full.options.timeZone,
    tagSeparator: full.options.tagSeparator,
    tags: formatTagLines(full.catalogue.tags),
    stages: formatStageLines(full.catalogue.stages),
  };
}

/** The connection that these values make, or what is wrong with each field. */
export function connectionOf(
  id: string,
  provider: Provider,
  values: ConnectionValues,
): { connection: ConnectionDraft } | { errors: FieldErrors } {
  const name = values.name.trim();
  const head = { id, ...(name !== '' && { name }) };
  if (provider === 'local') return { connection: { ...head, provider } };

  const { tags, problems: tagProblems } = parseTagLines(values.tags);
  const { stages, problems: stageProblems } = parseStageLines(values.stages);
  const plain = isPlainHttp(values.baseUrl);
  const parsed = v.safeParse(connectionDraftSchema, {
    ...head,
    provider,
    baseUrl: values.baseUrl,
    allowPlainHttp: plain && values.allowPlainHttp,
    credentials: { tenantId: values.tenantId, apiKey: values.apiKey, userName: values.userName },
    numbers: values.numbers,
    options: { timeZone: values.timeZone, tagSeparator: values.tagSeparator },
    catalogue: { tags, stages },
  });

  const errors: FieldErrors = {};
  for (const { path, code } of problemsOf(parsed.issues ?? [], [], 'form')) {
    const field = fieldOf(path);
    if (field) errors[field] ??= { code };
  }
  if (values.baseUrl.trim() === '') errors.baseUrl = { code: 'missing' };
  if (plain && !values.allowPlainHttp) errors.allowPlainHttp = { code: 'not-encrypted' };
  if (tagProblems.length > 0) errors.tags = { lines: tagProblems };
  if (stageProblems.length > 0) errors.stages = { lines: stageProblems };
  if (Object.keys(errors).length > 0 || !parsed.success) return { errors };
  return { connection: parsed.output };
}

/** The field that a path of the schema stands for: `credentials.apiKey`, `catalogue.tags[2].name`. */
function fieldOf(path: string): ConnectionField | undefined {
  const whole = path.replace(/\[.*$/, '');
  return connectionFields.find((field) => whole === fieldPaths[field].join('.'));
}

/** An id that no connection has yet. */
export function freeId(provider: Provider, taken: readonly string[]): string {
  const base = provider === 'local' ? 'device' : provider;
  let id = base;
  for (let count = 2; taken.includes(id); count++) id = `${base}-${count}`;
  return id;
}
