/** Youmi's rows as the company's catalogue shows them. Pure. `''` of a row is null here: not told. */
import type {
  AccountKind,
  Attribute,
  CompanyAccount,
  CompanyStaff,
  CompanyTagGroup,
  Placement,
  Serving,
} from '../company.ts';
import type {
  WireAccount,
  WireAttribute,
  WireCategory,
  WireLabel,
  WirePlacement,
  WireStaff,
  WireStaffAccount,
} from './wire-rows.ts';

/** By the field (0, 1, 2) and by the parameter of that name (0, 3), which do not know each other's. */
const accountKinds = new Map<string, AccountKind>([
  ['0', 'wechat'],
  ['1', 'official'],
  ['2', 'mini-program'],
  ['3', 'wecom'],
]);

const attributeTypes = new Map<string, 'text' | 'date' | 'single' | 'multi'>([
  ['1', 'text'],
  ['2', 'date'],
  ['3', 'single'],
  ['4', 'multi'],
]);

const orNull = (text: string): string | null => text || null;

/** What a number of the vendor's means; the number itself where that is not said. */
function meant<T>(code: string, meanings: ReadonlyMap<string, T>): T | { code: string } | null {
  return code === '' ? null : (meanings.get(code) ?? { code });
}

/** An address that may be opened, else null. */
function link(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { href, protocol } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

const nameOf = (row: Omit<WireStaffAccount, 'ad_staff_code'>): string =>
  row.ad_wechat_nickname || row.ad_wechat_nick || row.ad_wechat_nober || row.ad_wechat_id;

const shortAccount = (row: Omit<WireStaffAccount, 'ad_staff_code'>) => ({
  id: row.ad_wechat_id,
  name: nameOf(row),
  number: orNull(row.ad_wechat_nober),
  device: orNull(row.ad_wechat_nick),
  qrCode: link(row.ad_wechat_qrcode),
});

export function accountOf(row: WireAccount): CompanyAccount {
  const adding = new Map([
    ['0', false],
    ['1', true],
  ]);
  return {
    ...shortAccount(row),
    originalNumber: orNull(row.ad_original_nober),
    addedAt: orNull(row.ad_wechat_addtime),
    friends: row.ad_wechat_friend,
    groups: row.ad_wechat_group,
    kind: meant(row.ad_wechat_lei, accountKinds),
    flags: {
      watched: row.ad_wechat_friends,
      pushed: row.ad_wechat_push,
      calls: row.ad_wechat_record,
      adding: adding.get(row.is_receiveaddfriendtask) ?? null,
    },
    tells: {
      faults: orNull(row.ad_receive_code),
      keywords: orNull(row.ad_key_code),
      requests: orNull(row.ad_chatroom_code),
    },
  };
}

const states = new Map([
  ['0', true],
  ['1', false],
]);

export const staffOf = (row: WireStaff): CompanyStaff => ({
  id: row.ad_staff_code,
  name: row.ad_staff_name || row.ad_staff_code,
  active: meant(row.ad_staff_state, states),
  orderUser: orNull(row.ad_self_user),
});

export const servingOf = (row: WireStaffAccount): Serving => ({
  staffId: row.ad_staff_code,
  account: shortAccount(row),
});

const choices = new Map([
  ['0', false],
  ['1', true],
]);

/** Categories with their tags. One that only its tags name is there too; one without tags is empty. */
export function tagGroupsOf(
  categories: readonly WireCategory[],
  labels: readonly WireLabel[],
): CompanyTagGroup[] {
  const groups = new Map<string, CompanyTagGroup>();
  const open = ({ ad_label_id: id, ad_label_name, ad_choose }: WireCategory) => {
    const known = groups.get(id);
    if (known) return known;
    const group = { id, name: ad_label_name || id || '–', multiple: meant(ad_choose, choices), tags: [] };
    groups.set(id, group);
    return group;
  };
  for (const category of categories) open(category);
  for (const label of labels) {
    const { ad_label_info_id: id, ad_label_info_name: name } = label;
    open(label).tags.push({ id, name: name || id });
  }
  return [...groups.values()];
}

/** @param names of the operating accounts, by id. */
export function placementOf(row: WirePlacement, names: ReadonlyMap<string, string>): Placement {
  const linked = row.wechats.flatMap(({ ad_wechat_nober, ad_wechat_qrcode }) =>
    ad_wechat_nober === '' ? [] : { name: ad_wechat_nober, qrCode: link(ad_wechat_qrcode) },
  );
  const listed = row.ad_brand_welist.map((id) => ({ name: names.get(id) ?? id, qrCode: null }));
  return {
    id: row.ad_brand_id,
    name: row.ad_brand_name || row.ad_brand_code || row.ad_brand_id,
    code: orNull(row.ad_brand_code),
    regionCode: orNull(row.ad_brand_region_code),
    accounts: linked.length > 0 ? linked : listed,
  };
}

/** In the order the company gave them; those without a place come last. */
export function attributesOf(rows: readonly WireAttribute[]): Attribute[] {
  const place = ({ sort }: WireAttribute) => sort ?? Number.POSITIVE_INFINITY;
  return rows
    .toSorted((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)))
    .map((row) => {
      const type = meant(row.customType, attributeTypes);
      return {
        id: row.id,
        name: row.customName || row.id,
        type,
        // Of what is typed; the page's samples have 0 for the others.
        longest: row.customLength || null,
        required: row.customIsred,
        // The samples have one on texts too.
        dateFormat: type === 'date' ? orNull(row.customDateformat) : null,
        options: row.choices.map(({ key, value }) => key || value).filter((text) => text !== ''),
      };
    });
}
