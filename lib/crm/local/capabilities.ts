import { type FieldDefinition, standardFields } from '../model.ts';
import type { Capabilities, ChangeCapability } from '../port.ts';

/** Every change is written once by its key, so that all can be sent again, and all can be looked up. */
const once = (undo: boolean) => ({ able: true as const, repeatable: true, verifiable: true, undo });
const notOffered: ChangeCapability = { able: false, why: 'not-offered' };

/** What the CRM on this device can do: all but owners, for there is nobody else. */
export function localCapabilities(fields: readonly FieldDefinition[]): Capabilities {
  const keys = [...standardFields, ...fields.map((field) => field.key)];
  return {
    onDevice: true,
    read: ['catalogue', 'find', 'search', 'timeline', 'stage', 'tags'],
    change: {
      create: once(false),
      edit: once(true),
      setTags: once(true),
      setStage: { ...once(true), clears: true as const },
      note: once(false),
      todo: once(true),
      assign: notOffered,
      claim: notOffered,
      release: notOffered,
      // Taken back before it is written, and never after: nothing may be left of whom it takes.
      delete: once(false),
      merge: once(false),
    },
    // A new customer has the chat's number, or none.
    fields: { ...Object.fromEntries(keys.map((key) => [key, 'write'])), phone: 'edit-only' },
    createWithoutNumber: true,
    createTags: true,
    outcomes: ['open', 'won', 'lost', 'invalid'],
    agent: { name: null },
    note: { stage: true, reminder: true, reminderAlone: true },
  };
}
