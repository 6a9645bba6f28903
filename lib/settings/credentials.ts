/** Where credentials stand and where {@link keptOnDevice} stands for them. Pure. */
import {
  type Connection,
  type ConnectionDraft,
  type Credentials,
  keptOnDevice,
  type Provider,
  type SobotDraft,
  type SocialEpochDraft,
  type YoumiDraft,
} from './schema.ts';

type RemoteDraft = SocialEpochDraft | SobotDraft | YoumiDraft;
type Place = 'credentials' | 'tokenService' | 'v2';

interface CredentialField {
  name: string;
  in: Place;
  /** Never leaves the worker again; the others identify, and may be shown and exported. */
  secret: boolean;
}

const credentialFields: Record<Provider, readonly CredentialField[]> = {
  local: [],
  socialepoch: [
    { name: 'tenantId', in: 'credentials', secret: false },
    { name: 'apiKey', in: 'credentials', secret: true },
    { name: 'userName', in: 'credentials', secret: false },
  ],
  sobot: [
    { name: 'appId', in: 'credentials', secret: false },
    { name: 'appKey', in: 'credentials', secret: true },
    { name: 'bearer', in: 'tokenService', secret: true },
  ],
  youmi: [
    { name: 'appId', in: 'credentials', secret: false },
    { name: 'appKey', in: 'credentials', secret: true },
    { name: 'accessToken', in: 'credentials', secret: true },
    { name: 'clientId', in: 'v2', secret: false },
    { name: 'clientSecret', in: 'v2', secret: true },
  ],
};

/** With its real credentials, or without any when one is missing. `kept` is what the sealed store has for it. */
export function withCredentials(draft: ConnectionDraft, kept: Credentials | undefined): Connection {
  switch (draft.provider) {
    case 'local':
      return draft;
    case 'socialepoch': {
      const { credentials: _, ...rest } = draft;
      const { tenantId, apiKey, userName } = real(draft, kept);
      const complete = tenantId !== undefined && apiKey !== undefined && userName !== undefined;
      return { ...rest, ...(complete && { credentials: { tenantId, apiKey, userName } }) };
    }
    case 'sobot': {
      const { credentials: _, tokenService, ...rest } = draft;
      const { appId, appKey, bearer } = real(draft, kept);
      const url = tokenService?.url;
      return {
        ...rest,
        ...(appId !== undefined && appKey !== undefined && { credentials: { appId, appKey } }),
        ...(url !== undefined && bearer !== undefined && { tokenService: { url, bearer } }),
      };
    }
    case 'youmi': {
      const { credentials: _, v2, ...rest } = draft;
      const { appId, appKey, accessToken, clientId, clientSecret } = real(draft, kept);
      const canSign = appId !== undefined && appKey !== undefined;
      const entry = canSign ? { appId, appKey } : accessToken !== undefined && { accessToken };
      const { baseUrl } = v2 ?? {};
      const whole = baseUrl !== undefined && clientId !== undefined && clientSecret !== undefined;
      return {
        ...rest,
        ...(entry && { credentials: entry }),
        ...(v2 && whole && { v2: { ...v2, baseUrl, clientId, clientSecret } }),
      };
    }
  }
}

/** For the options page and files: what identifies in clear, what is secret as {@link keptOnDevice}, what is missing absent. */
export function withoutSecrets(draft: ConnectionDraft, kept: Credentials | undefined): ConnectionDraft {
  if (draft.provider === 'local') return draft;
  const credentials = real(draft, kept);
  for (const { name, secret } of credentialFields[draft.provider]) {
    if (secret && credentials[name] !== undefined) credentials[name] = keptOnDevice;
  }
  return withFields(draft, credentials);
}

/**
 * Parts what goes to `storage.local` from what goes to the sealed store. A typed credential replaces, one that is
 * {@link keptOnDevice} stays as it was, an absent one is forgotten. `kept` is null when nothing is left to keep.
 */
export function partCredentials(
  draft: ConnectionDraft,
  before: Credentials | undefined,
): { stored: ConnectionDraft; kept: Credentials | null } {
  if (draft.provider === 'local') return { stored: draft, kept: null };
  const kept = real(draft, before);
  const fields = Object.keys(kept);
  const placeholders = Object.fromEntries(fields.map((field) => [field, keptOnDevice]));
  return { stored: withFields(draft, placeholders), kept: fields.length > 0 ? kept : null };
}

/** The same draft with each credential as `change` makes it; undefined takes it away. */
export function mapCredentials(
  draft: ConnectionDraft,
  change: (value: string, path: readonly [Place, string]) => string | undefined,
): ConnectionDraft {
  if (draft.provider === 'local') return draft;
  const changed: Credentials = {};
  for (const field of credentialFields[draft.provider]) {
    const value = givenIn(draft, field);
    const next = value === undefined ? undefined : change(value, [field.in, field.name]);
    if (next !== undefined) changed[field.name] = next;
  }
  return withFields(draft, changed);
}

/** What the draft itself says, placeholders among it. */
export function givenCredentials(draft: ConnectionDraft): Credentials {
  const given: Credentials = {};
  for (const field of credentialFields[draft.provider]) {
    const value = givenIn(draft, field);
    if (value !== undefined) given[field.name] = value;
  }
  return given;
}

/** Whether nobody could be asked with what the draft says. */
export function lacksCredentials(draft: ConnectionDraft): boolean {
  const connection = withCredentials(draft, givenCredentials(draft));
  switch (connection.provider) {
    case 'local':
      return false;
    case 'socialepoch':
      return connection.credentials === undefined;
    case 'sobot':
      return connection.credentials === undefined && connection.tokenService === undefined;
    case 'youmi':
      return connection.credentials === undefined;
  }
}

function givenIn(draft: ConnectionDraft, { in: place, name }: CredentialField): string | undefined {
  const places: { [where in Place]?: Credentials | undefined } = draft.provider === 'local' ? {} : draft;
  return places[place]?.[name];
}

function real(draft: RemoteDraft, kept: Credentials | undefined): Credentials {
  const found = givenCredentials(draft);
  for (const [name, value] of Object.entries(found)) {
    if (value !== keptOnDevice) continue;
    const was = kept?.[name];
    if (was === undefined) delete found[name];
    else found[name] = was;
  }
  return found;
}

function withFields(draft: RemoteDraft, fields: Credentials): RemoteDraft {
  switch (draft.provider) {
    case 'socialepoch': {
      const { credentials: _, ...rest } = draft;
      return Object.keys(fields).length > 0 ? { ...rest, credentials: fields } : rest;
    }
    case 'sobot': {
      const { credentials: _, tokenService, ...rest } = draft;
      const { bearer, ...own } = fields;
      const service = {
        ...(tokenService?.url !== undefined && { url: tokenService.url }),
        ...(bearer !== undefined && { bearer }),
      };
      return {
        ...rest,
        ...(Object.keys(own).length > 0 && { credentials: own }),
        ...(Object.keys(service).length > 0 && { tokenService: service }),
      };
    }
    case 'youmi': {
      const { credentials: _, v2, ...rest } = draft;
      const { clientId, clientSecret, ...own } = fields;
      const client = {
        ...(v2?.baseUrl !== undefined && { baseUrl: v2.baseUrl }),
        ...(clientId !== undefined && { clientId }),
        ...(clientSecret !== undefined && { clientSecret }),
      };
      return {
        ...rest,
        ...(Object.keys(own).length > 0 && { credentials: own }),
        ...(v2 && { v2: { tokenUrl: v2.tokenUrl, ...client } }),
      };
    }
  }
}
