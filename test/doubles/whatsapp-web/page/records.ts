/** Rows of the database `model-storage`, as the app keeps them. A column that the app does not know is absent. */

export interface ContactRow {
  id: string;
  /** `<digits>@c.us`, seldom `@s.whatsapp.net`. */
  phoneNumber?: string;
  /** Seconds since 1970; 0: it has gone to another LID since. */
  phoneNumberCreatedAt?: number;
  name?: string;
  shortName?: string;
  pushname?: string;
  verifiedName?: string;
  verifiedLevel?: number;
  isBusiness?: boolean;
  isEnterprise?: boolean;
  isAddressBookContact?: 0 | 1;
  displayNameLID?: string;
  username?: string;
  /** Given up by its owner. */
  usernameSoftDeleted?: boolean;
  isUsernameContact?: boolean;
  syncToAddressbook?: boolean;
  type?: string;
}

export interface ChatRow {
  id: string;
  accountLid?: string;
  t?: number;
  name?: string;
  unreadCount: number;
  archive?: boolean;
  isLocked?: boolean;
  originalLid?: string;
  /** `ctwa`: came through an advertisement. */
  lidOriginType?: 'ctwa' | 'general';
  changeNumberOldJid?: string;
  changeNumberNewJid?: string;
}

export interface MessageRow {
  id: string;
  t: number;
  type: 'chat';
  from?: string;
  to?: string;
  /** The body is encrypted: bytes that nobody here can read. */
  msgRowOpaqueData: Uint8Array;
}

export interface GroupRow {
  id: string;
  subject: string;
  size: number;
  isLidAddressingMode: boolean;
  isParentGroup?: boolean;
  /** The community. */
  parentGroup?: string;
  announce?: boolean;
}

export interface VerifiedNameRow {
  id: string;
  name: string;
  level: number;
  isApi: boolean;
  isSmb: boolean;
}

export interface Records {
  contact: ContactRow[];
  chat: ChatRow[];
  message: MessageRow[];
  'group-metadata': GroupRow[];
  'verified-business-name': VerifiedNameRow[];
  /** Dead: the app has not filled it for long. */
  'lid-pn-mapping': never[];
}

export type StoreName = keyof Records;

export const storeNames: readonly StoreName[] = [
  'contact',
  'chat',
  'message',
  'group-metadata',
  'verified-business-name',
  'lid-pn-mapping',
];
