import { accountFlags, type CompanyAccount } from '../../../lib/crm/company.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { isolate, t } from '../../../lib/i18n/index.ts';
import { Entry } from './entry.tsx';
import { kindWords } from './kind-words.ts';

/** An operating account. @param servedBy names of the staff. */
export function AccountEntry(props: { account: CompanyAccount; servedBy: readonly string[] }) {
  const { account, servedBy } = props;
  const { friends, groups, kind, tells } = account;
  const line = [
    kind && kindWords(kind),
    friends !== null && t('options.companyKept.friends', { count: friends }),
    groups !== null && t('options.companyKept.groups', { count: groups }),
  ];
  const text = (value: string | null) => value !== null && <bdi>{value}</bdi>;
  return (
    <Entry
      name={account.name}
      line={line}
      qrCode={account.qrCode}
      facts={[
        [t('options.companyKept.number'), text(account.number) || null],
        [t('options.companyKept.originalNumber'), text(account.originalNumber) || null],
        [t('options.companyKept.device'), text(account.device) || null],
        [t('options.companyKept.servedBy'), servedBy.length > 0 ? formatList(servedBy.map(isolate)) : null],
        ...accountFlags.map((flag) => {
          const is = account.flags[flag];
          return [
            t(`options.companyKept.flag.${flag}`),
            is === null ? null : t(is ? 'options.companyKept.yes' : 'options.companyKept.no'),
          ] as const;
        }),
        [t('options.companyKept.tells.faults'), text(tells.faults) || null],
        [t('options.companyKept.tells.keywords'), text(tells.keywords) || null],
        [t('options.companyKept.tells.requests'), text(tells.requests) || null],
        [t('options.companyKept.addedAt'), text(account.addedAt) || null],
      ]}
    />
  );
}
