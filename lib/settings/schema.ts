/**
 * The one schema behind three doors: the options page, an importable and exportable file, and the administrator's
 * policy (`storage.managed`). Credentials stand in it while a file or policy is read; on disk they live in the sealed
 * store only.
 */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const httpUrl = v.pipe(
  v.string(),
  v.trim(),
  v.url(),
  v.check((url) => /^https?:\/\//i.test(url), 'Expected an http or https address'),
);
const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i));

/** How a stored number without `+` or `00` is read: `international`, or `national:` and a country (ISO 3166). */
const numbers = v.pipe(v.string(), v.regex(/^(international|national:[A-Z]{2})$/));

const catalogue = v.strictObject({
  tags: v.optional(
    v.array(v.strictObject({ name: text, group: v.optional(text), colour: v.optional(colour) })),
    [],
  ),
  stages: v.optional(v.array(v.strictObject({ name: text })), []),
});

const localConnection = v.strictObject({
  id,
  name: v.optional(text),
  provider: v.literal('local'),
});

const socialEpochConnection = v.strictObject({
  id,
  name: v.optional(text),
  provider: v.literal('socialepoch'),
  baseUrl: httpUrl,
  numbers: v.optional(numbers, 'international'),
  credentials: v.optional(v.strictObject({ tenantId: text, apiKey: text, userName: text })),
  /** The agent consented to an address without encryption. */
  allowPlainHttp: v.optional(v.boolean(), false),
  options: v.optional(
    v.strictObject({
      /** Of the legacy signature's stamp. */
      timeZone: v.optional(text, 'Asia/Shanghai'),
      /** `''`: a customer has one tag only. */
      tagSeparator: v.optional(v.string(), ','),
    }),
    {},
  ),
  catalogue: v.optional(catalogue, {}),
});

const connection = v.variant('provider', [localConnection, socialEpochConnection]);

export const settingsSchema = v.strictObject({
  version: v.literal(1),
  enabled: v.optional(v.boolean(), true),
  connections: v.pipe(
    v.optional(v.array(connection), []),
    v.check((all) => new Set(all.map((one) => one.id)).size === all.length, 'Two connections have one id'),
  ),
  activeConnection: v.optional(id),
  preferences: v.optional(
    v.strictObject({
      language: v.optional(v.picklist(['auto', 'en']), 'auto'),
      theme: v.optional(v.picklist(['auto', 'light', 'dark']), 'auto'),
      maskPhones: v.optional(v.boolean(), false),
    }),
    {},
  ),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type Connection = Settings['connections'][number];
export type LocalConnection = Extract<Connection, { provider: 'local' }>;
export type SocialEpochConnection = Extract<Connection, { provider: 'socialepoch' }>;
export type Provider = Connection['provider'];
export type Preferences = Settings['preferences'];
