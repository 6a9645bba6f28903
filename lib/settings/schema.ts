/**
 * The one schema behind three doors: the options page, an importable and exportable file, and the administrator's
 * policy (`storage.managed`). Credentials stand in it while a file or policy is read; on disk they live in the sealed
 * store only, and {@link keptOnDevice} stands in their place.
 *
 * Messages of checks are codes of `SettingsProblem`; descriptions reach administrators through
 * `public/managed-schema.json` (run `scripts/generate-managed-schema.ts` after a change).
 */
import * as v from 'valibot';
import { isTimeZone } from './time-zones.ts';

/** Stands where a credential is kept on the device: in `storage.local`, in an exported file, on the options page. */
export const keptOnDevice = '(kept on this device)';

export const languages = ['auto', 'en'] as const;
export const themes = ['auto', 'light', 'dark'] as const;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('missing'));
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'not-an-id'));
const httpUrl = v.pipe(
  v.string(),
  v.trim(),
  v.check(isWebAddress, 'not-an-address'),
  v.description('An http or https address, without user name, query or fragment'),
);
const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'not-a-colour'), v.description('#rrggbb'));
const timeZone = v.pipe(v.string(), v.check(isTimeZone, 'not-a-time-zone'), v.description('IANA name'));

const numbers = v.pipe(
  v.string(),
  v.regex(/^(international|national:[A-Z]{2})$/, 'not-a-number-rule'),
  v.description(
    'How a stored number without + or 00 is read: international, or national:CC with an ISO 3166 country',
  ),
);

const catalogue = v.strictObject({
  tags: v.optional(
    v.array(v.strictObject({ name: text, group: v.optional(text), colour: v.optional(colour) })),
    [],
  ),
  stages: v.optional(v.array(v.strictObject({ name: text })), []),
});

const socialEpochCredentials = {
  tenantId: v.pipe(text, v.description('Company id')),
  apiKey: v.pipe(
    text,
    v.description('API key. It is company-wide, and whoever can open the policy page can read it'),
  ),
  userName: v.pipe(text, v.description("The administrator account's user name")),
};

const localConnection = v.strictObject({
  id,
  name: v.optional(text),
  provider: v.literal('local'),
});

/** The agent consented to an address without encryption. */
const allowPlainHttp = v.optional(
  v.pipe(
    v.boolean(),
    v.description('Consent to an address that is not encrypted. A policy address is consent'),
  ),
  false,
);

const socialEpochEntries = {
  id,
  name: v.optional(text),
  provider: v.literal('socialepoch'),
  baseUrl: httpUrl,
  numbers: v.optional(numbers, 'international'),
  allowPlainHttp,
  options: v.optional(
    v.strictObject({
      /** Of the legacy signature's stamp. */
      timeZone: v.optional(timeZone, 'Asia/Shanghai'),
      /** `''`: a customer has one tag only. */
      tagSeparator: v.optional(
        v.pipe(v.string(), v.description('Stands between several tags of one customer; empty: one tag only')),
        ',',
      ),
    }),
    {},
  ),
  catalogue: v.optional(catalogue, {}),
};

const sobotCredentials = {
  appId: v.pipe(text, v.description('appid')),
  appKey: v.pipe(
    text,
    v.description('appkey. It is company-wide, and whoever can open the policy page can read it'),
  ),
};

const tokenService = {
  url: v.pipe(httpUrl, v.description("The company's own token service. It is asked with GET")),
  bearer: v.pipe(text, v.description('What the token service wants to be sent after "Bearer"')),
};

/** As Sobot numbers them: first contact, to be assigned, followed up, public pool. */
export const newCustomerStatuses = [1, 2, 3, 4] as const;

const sobotEntries = {
  id,
  name: v.optional(text),
  provider: v.literal('sobot'),
  /** The vendor's, or a proxy's. */
  baseUrl: v.optional(httpUrl, 'https://www.sobot.com'),
  numbers: v.optional(numbers, 'national:CN'),
  allowPlainHttp,
  /** By what the company is known where a token service stands for its app id. */
  account: v.optional(
    v.pipe(
      text,
      v.description("With a token service: the company's name for its account, to know it again by"),
    ),
  ),
  /** The agent. */
  me: v.optional(
    v.strictObject({
      agentId: v.pipe(text, v.description("The agent's id, for customers that are claimed")),
      name: v.optional(v.pipe(v.string(), v.trim(), v.description('What notes are signed with')), ''),
    }),
  ),
  options: v.optional(
    v.strictObject({
      /** Of the time in a note's last line. */
      timeZone: v.optional(timeZone, 'Asia/Shanghai'),
      newCustomerStatus: v.optional(
        v.pipe(
          v.picklist(newCustomerStatuses),
          v.description('1 first contact, 2 to be assigned, 3 followed up, 4 public pool'),
        ),
        2,
      ),
      signNotes: v.optional(
        v.pipe(v.boolean(), v.description("Whether notes end with the agent's name and the time")),
        true,
      ),
    }),
    {},
  ),
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
]);

const preferenceEntries = {
  language: v.optional(v.picklist(languages), 'auto'),
  theme: v.optional(v.picklist(themes), 'auto'),
  maskPhones: v.optional(
    v.pipe(v.boolean(), v.description('Show the last digits of phone numbers only, until pressed')),
    false,
  ),
  shortcuts: v.optional(
    v.pipe(v.boolean(), v.description('Single keys and Ctrl/Cmd-K in the panel. False: switched off')),
    true,
  ),
};

const head = {
  version: v.literal(1),
  enabled: v.optional(v.pipe(v.boolean(), v.description('False: Chatside does nothing')), true),
};

const tail = {
  activeConnection: v.optional(v.pipe(id, v.description('Id of the connection in use'))),
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
export type Provider = Connection['provider'];
export type Preferences = Settings['preferences'];

export type SettingsDraft = v.InferOutput<typeof settingsDraftSchema>;
export type ConnectionDraft = SettingsDraft['connections'][number];
export type SocialEpochDraft = Extract<ConnectionDraft, { provider: 'socialepoch' }>;
export type SobotDraft = Extract<ConnectionDraft, { provider: 'sobot' }>;
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
