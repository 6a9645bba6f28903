/**
 * The one schema behind three doors: the options page, an importable and exportable file, and the administrator's
 * policy (`storage.managed`). Credentials stand in it while a file or policy is read; on disk they live in the sealed
 * store only, and {@link keptOnDevice} stands in their place.
 *
 * Messages of checks are codes of `SettingsProblem`. Administrators read the shape in `public/managed-schema.json`, with
 * what `descriptions.ts` says of it (run `scripts/generate-managed-schema.ts` after a change).
 */
import * as v from 'valibot';
import { languageChoices } from './languages.ts';
import { ordersEntrySchema } from './orders-entry.ts';
import { quickReplySchema } from './quick-reply.ts';
import { isTimeZone } from './time-zones.ts';

/** Stands where a credential is kept on the device: in `storage.local`, in an exported file, on the options page. */
export const keptOnDevice = '(kept on this device)';

export const themes = ['auto', 'light', 'dark'] as const;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('missing'));
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'not-an-id'));
const httpUrl = v.pipe(v.string(), v.trim(), v.check(isWebAddress, 'not-an-address'));
const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'not-a-colour'));
const timeZone = v.pipe(v.string(), v.check(isTimeZone, 'not-a-time-zone'));

const numbers = v.pipe(v.string(), v.regex(/^(international|national:[A-Z]{2})$/, 'not-a-number-rule'));

const catalogue = v.strictObject({
  tags: v.optional(
    v.array(v.strictObject({ name: text, group: v.optional(text), colour: v.optional(colour) })),
    [],
  ),
  stages: v.optional(v.array(v.strictObject({ name: text })), []),
});

const socialEpochCredentials = {
  tenantId: text,
  apiKey: text,
  userName: text,
};

/** The key of the field that takes the username of a chat, at the agent's press; left out: none does. */
const usernameField = v.optional(text);

const localConnection = v.strictObject({
  id,
  name: v.optional(text),
  provider: v.literal('local'),
  usernameField,
});

/** The agent consented to an address without encryption. */
const allowPlainHttp = v.optional(v.boolean(), false);

const socialEpochEntries = {
  id,
  name: v.optional(text),
  provider: v.literal('socialepoch'),
  baseUrl: httpUrl,
  numbers: v.optional(numbers, 'international'),
  usernameField,
  allowPlainHttp,
  options: v.optional(
    v.strictObject({
      /** Of the legacy signature's stamp. */
      timeZone: v.optional(timeZone, 'Asia/Shanghai'),
      /** `''`: a customer has one tag only. */
      tagSeparator: v.optional(v.string(), ','),
    }),
    {},
  ),
  catalogue: v.optional(catalogue, {}),
};

const sobotCredentials = {
  appId: text,
  appKey: text,
};

const tokenService = {
  url: httpUrl,
  bearer: text,
};

/** The agent. */
const me = v.optional(
  v.strictObject({
    agentId: text,
    name: v.optional(v.pipe(v.string(), v.trim()), ''),
  }),
);

/** As Sobot numbers them: first contact, to be assigned, followed up, public pool. */
export const newCustomerStatuses = [1, 2, 3, 4] as const;

const sobotEntries = {
  id,
  name: v.optional(text),
  provider: v.literal('sobot'),
  /** The vendor's, or a proxy's. */
  baseUrl: v.optional(httpUrl, 'https://www.sobot.com'),
  numbers: v.optional(numbers, 'national:CN'),
  usernameField,
  allowPlainHttp,
  /** By what the company is known where a token service stands for its app id. */
  account: v.optional(text),
  me,
  options: v.optional(
    v.strictObject({
      /** Of the time in a note's last line. */
      timeZone: v.optional(timeZone, 'Asia/Shanghai'),
      newCustomerStatus: v.optional(v.picklist(newCustomerStatuses), 2),
      signNotes: v.optional(v.boolean(), true),
    }),
    {},
  ),
};

const youmiKey = {
  appId: text,
  appKey: text,
};

const youmiToken = {
  accessToken: text,
};

const youmiEntries = {
  id,
  name: v.optional(text),
  provider: v.literal('youmi'),
  /** Of the company's own server: `http://…:5003/v1`. The vendor has none for everybody. */
  baseUrl: httpUrl,
  /** Where an app id and its key are exchanged for a token, if not where Youmi's own pages have it. */
  authUrl: v.optional(httpUrl),
  allowPlainHttp,
  /** The WeChat number of the operating account that the agent works with: no chat tells which. */
  account: v.optional(text),
  /** By the number of the staff. */
  me,
};

/** Its addresses but the token's are on no page of the vendor: it rests unless it is given. */
const youmiV2 = {
  baseUrl: httpUrl,
  tokenUrl: v.optional(httpUrl, 'https://sso.yunshouzhi.net/connect/token'),
  clientId: text,
  clientSecret: text,
};

const connection = v.variant('provider', [
  localConnection,
  v.strictObject({
    ...socialEpochEntries,
    credentials: v.optional(v.strictObject(socialEpochCredentials)),
  }),
  v.strictObject({
    ...sobotEntries,
    credentials: v.optional(v.strictObject(sobotCredentials)),
    /** In place of the key. */
    tokenService: v.optional(v.strictObject(tokenService)),
  }),
  v.strictObject({
    ...youmiEntries,
    credentials: v.optional(v.union([v.strictObject(youmiKey), v.strictObject(youmiToken)])),
    v2: v.optional(v.strictObject(youmiV2)),
  }),
]);

/** As it is typed, filed or pushed by policy: each credential may be absent, or {@link keptOnDevice}. */
export const connectionDraftSchema = v.variant('provider', [
  localConnection,
  v.strictObject({
    ...socialEpochEntries,
    credentials: v.optional(
      v.strictObject({
        tenantId: v.optional(socialEpochCredentials.tenantId),
        apiKey: v.optional(socialEpochCredentials.apiKey),
        userName: v.optional(socialEpochCredentials.userName),
      }),
    ),
  }),
  v.strictObject({
    ...sobotEntries,
    credentials: v.optional(
      v.strictObject({
        appId: v.optional(sobotCredentials.appId),
        appKey: v.optional(sobotCredentials.appKey),
      }),
    ),
    tokenService: v.optional(
      v.strictObject({
        url: v.optional(tokenService.url),
        bearer: v.optional(tokenService.bearer),
      }),
    ),
  }),
  v.strictObject({
    ...youmiEntries,
    credentials: v.optional(
      v.strictObject({
        appId: v.optional(youmiKey.appId),
        appKey: v.optional(youmiKey.appKey),
        accessToken: v.optional(youmiToken.accessToken),
      }),
    ),
    v2: v.optional(
      v.strictObject({
        baseUrl: v.optional(youmiV2.baseUrl),
        tokenUrl: youmiV2.tokenUrl,
        clientId: v.optional(youmiV2.clientId),
        clientSecret: v.optional(youmiV2.clientSecret),
      }),
    ),
  }),
]);

const preferenceEntries = {
  language: v.optional(v.picklist(languageChoices), 'auto'),
  theme: v.optional(v.picklist(themes), 'auto'),
  maskPhones: v.optional(v.boolean(), false),
  shortcuts: v.optional(v.boolean(), true),
  notifyReminders: v.optional(v.boolean(), false),
  notifyNames: v.optional(v.boolean(), false),
  /** Quick replies may be put into WhatsApp's box; never sent. */
  insertReplies: v.optional(v.boolean(), false),
};

const head = {
  version: v.literal(1),
  enabled: v.optional(v.boolean(), true),
};

const tail = {
  activeConnection: v.optional(id),
  /** Where orders are read, and the company's own pages: beside any connection. */
  orders: v.exactOptional(v.array(ordersEntrySchema)),
  /** Quick replies. */
  replies: v.exactOptional(v.array(quickReplySchema)),
  preferences: v.optional(v.strictObject(preferenceEntries), {}),
};

export const settingsSchema = v.strictObject({
  ...head,
  connections: v.optional(v.array(connection), []),
  ...tail,
});

/** The shape of the three doors. */
export const settingsDraftSchema = v.strictObject({
  ...head,
  connections: v.optional(v.array(connectionDraftSchema), []),
  ...tail,
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type Connection = Settings['connections'][number];
export type SocialEpochConnection = Extract<Connection, { provider: 'socialepoch' }>;
export type SobotConnection = Extract<Connection, { provider: 'sobot' }>;
export type YoumiConnection = Extract<Connection, { provider: 'youmi' }>;
export type Provider = Connection['provider'];
export type Preferences = Settings['preferences'];

export type SettingsDraft = v.InferOutput<typeof settingsDraftSchema>;
export type ConnectionDraft = SettingsDraft['connections'][number];
export type SocialEpochDraft = Extract<ConnectionDraft, { provider: 'socialepoch' }>;
export type SobotDraft = Extract<ConnectionDraft, { provider: 'sobot' }>;
export type YoumiDraft = Extract<ConnectionDraft, { provider: 'youmi' }>;
/** Of one connection, by field; what the sealed store keeps. */
export type Credentials = Partial<Record<string, string>>;

function isWebAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  );
}
