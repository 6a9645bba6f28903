import type { Capabilities, ChangeCapability } from '../port.ts';
import { fieldKeys } from './fields.ts';

const settable: ChangeCapability = {
  able: true,
  repeatable: true,
  verifiable: true,
  undo: true,
  wholeRow: true,
};
/** Whether a second import of one number makes a second customer is not documented. */
const creatable: ChangeCapability = { able: true, repeatable: false, verifiable: true, undo: false };
const notOffered: ChangeCapability = { able: false, why: 'not-offered' };
const notConfigured: ChangeCapability = { able: false, why: 'not-configured' };

/** What SocialEpoch's documented interfaces allow; without credentials, nothing. */
export function capabilitiesOf(configured: boolean): Capabilities {
  return {
    read: configured ? ['catalogue', 'find', 'stage', 'tags'] : [],
    change: {
      create: configured ? creatable : notConfigured,
      edit: configured ? settable : notConfigured,
      setTags: configured ? settable : notConfigured,
      setStage: configured ? settable : notConfigured,
      note: notOffered,
      todo: notOffered,
      assign: notOffered,
      claim: notOffered,
      release: notOffered,
      merge: notOffered,
      delete: notOffered,
    },
    fields: Object.fromEntries(fieldKeys.map((key) => [key, 'write' as const])),
    // A customer there is a number.
    createWithoutNumber: false,
    createTags: true,
    outcomes: ['open'],
    note: { stage: false, reminder: false },
  };
}
