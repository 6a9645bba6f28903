import type { CompanyStaff } from '../../../lib/crm/company.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { isolate, t } from '../../../lib/i18n/index.ts';
import { Entry } from './entry.tsx';
import { stateWords } from './kind-words.ts';

/** Somebody of the staff. @param serves names of the accounts; null: not known. */
export function StaffEntry(props: { staff: CompanyStaff; serves: readonly string[] | null }) {
  const { staff, serves } = props;
  const served =
    serves && serves.length > 0 ? formatList(serves.map(isolate)) : t('options.companyKept.servesNone');
  return (
    <Entry
      name={staff.name}
      line={[staff.name !== staff.id && staff.id, staff.active !== null && stateWords(staff.active)]}
      facts={[
        [t('options.companyKept.serves'), serves && served],
        [t('options.companyKept.orderUser'), staff.orderUser === null ? null : <bdi>{staff.orderUser}</bdi>],
      ]}
    />
  );
}
