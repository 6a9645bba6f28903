/** Where credentials stand and where {@link keptOnDevice} stands for them. Pure. */
import {
  type Connection,
  type ConnectionDraft,
  type Credentials,
  credentialFields,
  isSecret,
  keptOnDevice,
  type SocialEpochConnection,
  type SocialEpochDraft,
} from './schema.ts';

/** With its real credentials, or without any when one is missing. `kept` is what the sealed store has for it. */
export function withCredentials(draft: ConnectionDraft, kept: Credentials | undefined): Connection {
  if (draft.provider === 'local') return draft;
  const { credentials: _, ...rest } = draft;
  const { tenantId, apiKey, userName } = real(draft, kept);
  const complete = tenantId !== undefined && apiKey !== undefined && userName !== undefined;
  const credentials: SocialEpochConnection['credentials'] = complete
    ? { tenantId, apiKey, userName }
    : undefined;
  return { ...rest, ...(credentials && { credentials }) };
}

/** For the options page and files: what identifies in clear, what is secret as {@link keptOnDevice}, what is missing absent. */
export function withoutSecrets(draft: ConnectionDraft, kept: Credentials | undefined): ConnectionDraft {
  if (draft.provider === 'local') return draft;
  const credentials = real(draft, kept);
  for (const field of Object.keys(credentials)) {
    if (isSecret(draft.provider, field)) credentials[field] = keptOnDevice;
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

function real(draft: SocialEpochDraft, kept: Credentials | undefined): Credentials {
  const given: Credentials = { ...draft.credentials };
  const found: Credentials = {};
  for (const field of credentialFields[draft.provider]) {
    const value = given[field] === keptOnDevice ? kept?.[field] : given[field];
    if (value !== undefined) found[field] = value;
  }
  return found;
}

function withFields(draft: SocialEpochDraft, credentials: Credentials): SocialEpochDraft {
  const { credentials: _, ...rest } = draft;
  return Object.keys(credentials).length > 0 ? { ...rest, credentials } : rest;
}
