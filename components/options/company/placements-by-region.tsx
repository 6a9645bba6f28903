import type { Placement } from '../../../lib/crm/company.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Entry, QrLink } from './entry.tsx';
import { MoreList } from './more-list.tsx';
import { provinceOf } from './province.ts';

const firstPlacements = 50;

/** Placement groups under their regions, those without one last. */
export function PlacementsByRegion({ placements }: { placements: readonly Placement[] }) {
  const regions = Map.groupBy(placements, ({ regionCode }) => regionCode);
  const codes = [...regions.keys()].toSorted((one, other) =>
    one === null || other === null ? Number(one === null) - Number(other === null) : one < other ? -1 : 1,
  );
  return (
    <>
      {codes.map((code) => (
        <div key={code} class="region">
          <h4>
            <Region code={code} />
          </h4>
          <MoreList items={regions.get(code) ?? []} step={firstPlacements} class="items">
            {(placement) => <PlacementEntry key={placement.id} placement={placement} />}
          </MoreList>
        </div>
      ))}
    </>
  );
}

function Region({ code }: { code: string | null }) {
  if (code === null) return <>{t('options.companyKept.noRegion')}</>;
  const province = provinceOf(code);
  return (
    <>
      {province && (
        <>
          <bdi lang="zh-Hans">{province}</bdi>{' '}
        </>
      )}
      <bdi class="region-code">{code}</bdi>
    </>
  );
}

function PlacementEntry({ placement: { name, code, accounts } }: { placement: Placement }) {
  return (
    <Entry name={name} line={[code, t('options.companyKept.accountCount', { count: accounts.length })]}>
      {accounts.length > 0 && (
        <ul class="chips">
          {accounts.map((account) => (
            <li key={account.name} class="chip chip-still">
              <bdi>{account.name}</bdi>
              {account.qrCode && <QrLink name={account.name} href={account.qrCode} />}
            </li>
          ))}
        </ul>
      )}
    </Entry>
  );
}
