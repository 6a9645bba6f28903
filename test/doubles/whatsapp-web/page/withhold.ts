import type { World } from './world.ts';

/** Takes the saved names, or the numbers, out of a world; what it returns puts those of everyone back. */
export function withhold(world: World, what: 'names' | 'numbers'): () => void {
  const restore: (() => void)[] = [];
  for (const contact of world.contacts.values()) {
    const { name, shortName, phoneNumber, phoneNumberCreatedAt } = contact;
    if (what === 'names' && name !== undefined) {
      delete contact.name;
      delete contact.shortName;
      restore.push(() => {
        contact.name ??= name;
        if (shortName !== undefined) contact.shortName ??= shortName;
      });
    }
    if (what === 'numbers' && phoneNumber !== undefined) {
      delete contact.phoneNumber;
      delete contact.phoneNumberCreatedAt;
      restore.push(() => {
        contact.phoneNumber ??= phoneNumber;
        if (phoneNumberCreatedAt !== undefined) contact.phoneNumberCreatedAt ??= phoneNumberCreatedAt;
      });
    }
  }
  return () => {
    for (const put of restore) put();
  };
}
