/** What Sobot's page leaves open or tells in two ways, so that a client is tried against each reading. */
export interface Settings {
  /** Whether a new token voids those before it. */
  tokens: 'one' | 'many';
  tokenSeconds: number;
  /** How far `create_time` may be off, ms. The page gives no figure. */
  toleranceMs: number;
  /** What an update does to the fields it does not name: leaves them, or empties them. */
  rows: 'patch' | 'replace';
  /** The key of a list, and of a single result. */
  lists: 'items' | 'item';
  singles: 'item' | 'items';
  /** Numbers as in the samples, or as text, as most tables say. */
  numbers: 'as-sampled' | 'strings';
  /** Whether a search for a telephone finds parts of numbers. */
  search: 'contains' | 'exact';
  /** Whether deleted customers (`status` 9) are still listed. */
  deleted: 'listed' | 'hidden';
  /** The detail's keys: the sample's style, the table's, or only the keys that the sample shows. */
  detail: 'camel' | 'snake' | 'sparse';
  /** Fields without a value: absent as in the samples, or empty. */
  unset: 'absent' | 'empty';
  /** `userLabel` of the detail: tags of WeCom only, or mixed with business tags. */
  userLabel: 'wecom' | 'mixed';
  /** The detail of an unknown customer. */
  missing: 'null-item' | '999999';
  /** Whether tags are only listed group by group. */
  labelListNeedsGroup: boolean;
  /** The key that names a new tag's group: the table's, the sample's, or either. */
  groupKey: 'either' | 'groupid' | 'groupId';
  /** `biz_content` of an event: an object as sampled, or JSON in a string. */
  content: 'object' | 'string';
  /** The time an event was stored under: the sample's key or the table's. */
  storedAt: 'create_time' | 'create_ime';
  /** The kind of event that a follow-up note leaves. The page names none. */
  noteKind: string;
  /**
   * Cities and districts: by the addresses' names; with the two addresses exchanged; or as the samples show, where
   * `city/{provinceid}` lists districts and `area/{cityid}` lists cities.
   */
  regions: 'as-named' | 'exchanged' | 'as-sampled';
  /** The most ids that one call may carry. The page gives no figure. */
  maxIds: number;
  /**
   * `crm_status` in an update, which its sample shows and its table lacks: taken (then leaving it out clears it where
   * rows are replaced), or refused (then an update cannot reach it).
   */
  crmStatus: 'accepted' | 'refused';
  /** Where `crm_status` is told: in the list and the detail, as sampled, or in the list only, as neither table says. */
  stateIn: 'both' | 'list';
  /** By how much the list lags behind the detail, ms. */
  listLagMs: number;
  /** The most rows of one page, whatever was asked for; 0: as many as asked for. The page gives no figure. */
  pageCap: number;
  /** Whether an edit leaves an event that tells what it changed. The page shows events of creation and stage only. */
  editEvents: 'told' | 'untold';
  /** The key of a note's text in its event. The page shows none. */
  noteKey: string;
  /** Whose names stand in `fixed_fields.userLabel`: tags of WeCom, or business tags as well. */
  fixedFields: 'wecom' | 'business';
  /** How `remove` names what to remove: in the address as sampled, or in the parameter of the table. */
  removeBy: 'path' | 'parameter';
  /** The code for a `create_time` that is too old or too new. The page gives none. */
  staleCode: '900003' | '900002' | '999999';
  /** `field_variable` of the fixed fields that the page does not show. */
  fixedVariables: 'camel' | 'snake' | 'unheard-of';
  /** What `vip_level` holds of an option: its id, as the sample of section 4.2, or its value. */
  vipLevels: 'data_id' | 'data_value';
}

export const usualSettings: Settings = {
  tokens: 'one',
  tokenSeconds: 86_400,
  toleranceMs: 5 * 60_000,
  rows: 'patch',
  lists: 'items',
  singles: 'item',
  numbers: 'as-sampled',
  search: 'contains',
  deleted: 'listed',
  detail: 'camel',
  unset: 'absent',
  userLabel: 'wecom',
  missing: 'null-item',
  labelListNeedsGroup: false,
  groupKey: 'either',
  content: 'object',
  storedAt: 'create_time',
  noteKind: 'user_follow_record',
  regions: 'as-named',
  maxIds: 50,
  crmStatus: 'accepted',
  stateIn: 'both',
  listLagMs: 0,
  pageCap: 0,
  editEvents: 'told',
  noteKey: 'content',
  fixedFields: 'wecom',
  removeBy: 'path',
  staleCode: '900003',
  fixedVariables: 'camel',
  vipLevels: 'data_id',
};
