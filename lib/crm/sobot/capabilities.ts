import type { FieldDefinition } from '../model.ts';
import type { Capabilities, ChangeCapability } from '../port.ts';
import type { SobotConnection } from './connection.ts';
import { customId } from './custom-fields.ts';
import { signsNotes } from './notes.ts';
import { regionKinds } from './regions.ts';
import { editOnlyKeys, shownKeys, toldKeys, writtenKeys } from './standard-fields.ts';

const settable = (undo: boolean): ChangeCapability => ({
  able: true,
  repeatable: true,
  verifiable: true,
  undo,
});
/** By an update, which carries the whole customer; of those that take a customer on, some do. */
const byUpdate = (undo: boolean): ChangeCapability => ({
  able: true,
  repeatable: true,
  verifiable: true,
  undo,
  wholeRow: true,
});
/** The page does not say that a second customer with the same number is refused. */
const creatable: ChangeCapability = { able: true, repeatable: false, verifiable: true, undo: false };
const notConfigured: ChangeCapability = { able: false, why: 'not-configured' };

/**
 * What Sobot's documented interfaces allow; without key or token service, nothing.
 * @param fields of the catalogue, as far as known; the company's own are among them.
 */
export function capabilitiesOf(
  connection: SobotConnection,
  fields: readonly FieldDefinition[],
): Capabilities {
  const configured = connection.credentials !== undefined || connection.tokenService !== undefined;
  const able = (capability: ChangeCapability) => (configured ? capability : notConfigured);
  return {
    read: configured ? ['catalogue', 'find', 'search', 'timeline', 'agents', 'stage', 'tags'] : [],
    ...(configured && { timelineParts: ['notes', 'customer', 'others'], lookups: regionKinds }),
    change: {
      create: able(creatable),
      edit: able(byUpdate(true)),
      setTags: able(settable(true)),
      setStage: able(settable(true)),
      note: able({ able: true, repeatable: false, verifiable: signsNotes(connection), undo: false }),
      todo: { able: false, why: 'not-offered' },
      assign: able(byUpdate(true)),
      claim: connection.me ? able(byUpdate(false)) : notConfigured,
      release: able(settable(false)),
      merge: { able: false, why: 'not-offered' },
      delete: { able: false, why: 'not-offered' },
    },
    fields: {
      ...Object.fromEntries(writtenKeys.map((key) => [key, 'write' as const])),
      ...Object.fromEntries(editOnlyKeys.map((key) => [key, 'edit-only' as const])),
      ...Object.fromEntries([...shownKeys, ...Object.keys(toldKeys)].map((key) => [key, 'read' as const])),
      address: 'create-only',
      ...Object.fromEntries(
        fields
          .filter(({ key }) => customId(key) !== null)
          .map(({ key, type, readOnly }) => [
            key,
            type === 'cascade' || readOnly ? ('read' as const) : ('write' as const),
          ]),
      ),
    },
    // Of what section 3.1 takes, only the owner is ever said to be needed.
    createWithoutNumber: true,
    createTags: false,
    outcomes: ['open', 'won', 'lost', 'invalid'],
    ...(connection.me && { agent: { name: connection.me.name } }),
    note: { stage: false, reminder: false },
  };
}
