/** Why a detection is as it is. Stable words: they are shown in diagnostics and branched on in tests. */
export const reasons = {
  // Where the chat was known from.
  packedRow: 'chat:packed-row',
  messageKeys: 'chat:message-keys',
  oneMessageKey: 'chat:one-message-key',
  byName: 'chat:unique-name',
  byNumber: 'chat:unique-number',
  // Why the chat is not known, or not for certain.
  rowsDisagree: 'chat:rows-disagree',
  rowsUnknown: 'chat:rows-not-stored',
  rowsPartly: 'chat:row-not-stored',
  noRows: 'chat:no-rows',
  byUsername: 'chat:username',
  nameShared: 'chat:name-not-unique',
  nameUnknown: 'chat:name-not-known',
  toSelf: 'chat:you-label',
  oddRows: 'chat:odd-rows',
  unnamedGroups: 'chat:unnamed-groups',
  kindUnknown: 'chat:kind-not-known',
  // Why there is no number, or not for certain.
  hidden: 'number:hidden',
  malformed: 'number:malformed',
  isLid: 'number:is-lid',
  newerOwner: 'number:newer-owner',
  ownersUnknown: 'number:owners-not-known',
  changed: 'number:changed',
  twinDiffers: 'number:twin-differs',
  accountLidDiffers: 'number:account-lid-differs',
  superseded: 'number:account-superseded',
  packedColumns: 'contact:packed-columns',
  contactMissing: 'contact:missing',
  // What the self-check found.
  noTitle: 'title:none',
  titleUnclear: 'title:unclear',
  titleDiffers: 'title:differs-from-contact',
  titleNumberDiffers: 'title:differs-from-number',
  titleUnverified: 'title:not-verified',
  selectedDiffers: 'list:other-chat-selected',
  composerDiffers: 'composer:other-name',
  // The database.
  slow: 'database-slow',
  reading: 'reading',
  // A fault of ours.
  failed: 'reader-failed',
} as const;
