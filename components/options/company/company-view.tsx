import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Company, Part } from '../../../lib/crm/company.ts';
import { t } from '../../../lib/i18n/index.ts';
import { prepareNames } from '../../../lib/search/match-name.ts';
import { TextField } from '../form/controls.tsx';
import { AccountEntry } from './account-entry.tsx';
import { AttributeEntry } from './attribute-entry.tsx';
import { CataloguePart } from './catalogue-part.tsx';
import { companyFilter } from './company-found.ts';
import { MoreList } from './more-list.tsx';
import { PlacementsByRegion } from './placements-by-region.tsx';
import { ReadError } from './read-error.tsx';
import { servingMaps } from './serving-maps.ts';
import { StaffEntry } from './staff-entry.tsx';
import { TagCategoryEntry } from './tag-category-entry.tsx';

/** Entries of a list that are drawn until more are asked for. */
const firstEntries = 50;

/** How many entries answer; of categories their tags. */
function foundIn(company: Company, filter: ReturnType<typeof companyFilter>): number {
  const { accounts, tags, placements, attributes } = company;
  const found = <T,>(part: Part<T>, like: (items: readonly T[]) => T[]) =>
    'items' in part ? like(part.items) : [];
  return (
    found(accounts, filter.accounts).length +
    found(servingMaps(company).staff, filter.staff).length +
    found(tags, filter.tags).reduce((sum, group) => sum + Math.max(group.tags.length, 1), 0) +
    found(placements, filter.placements).length +
    found(attributes, filter.attributes).length
  );
}

/** The company's catalogue in five lists, and a box that looks through all of them. */
export function CompanyView({ idPrefix, company }: { idPrefix: string; company: Company }) {
  const [typed, setTyped] = useState('');
  const filter = typed.trim() === '' ? null : companyFilter(typed);
  const { servedBy, serves, staff } = useMemo(() => servingMaps(company), [company]);
  const tagCounts = useMemo(() => {
    const groups = 'items' in company.tags ? company.tags.items : [];
    return new Map(groups.map(({ id, tags }) => [id, tags.length]));
  }, [company]);

  useEffect(() => {
    if ('items' in company.tags)
      prepareNames(company.tags.items.flatMap(({ tags }) => tags.map((tag) => tag.name)));
  }, [company]);

  const { accounts, serving, tags, placements, attributes } = company;
  return (
    <>
      <TextField
        id={`company-filter-${idPrefix}`}
        label={t('options.companyKept.filter')}
        value={typed}
        onValue={setTyped}
      />
      <p class="fold-status" role="status">
        {filter && t('options.companyKept.found', { count: foundIn(company, filter) })}
      </p>
      <div class="folds company-folds">
        <CataloguePart title={t('options.companyKept.accounts')} part={accounts} filter={filter?.accounts}>
          {(found) => (
            <MoreList items={found} step={firstEntries} class="items">
              {(account) => (
                <AccountEntry key={account.id} account={account} servedBy={servedBy.get(account.id) ?? []} />
              )}
            </MoreList>
          )}
        </CataloguePart>
        <CataloguePart title={t('options.companyKept.staff')} part={staff} filter={filter?.staff}>
          {(found) => (
            <>
              {'error' in serving && <ReadError error={serving.error} />}
              <MoreList items={found} step={firstEntries} class="items">
                {(one) => (
                  <StaffEntry key={one.id} staff={one} serves={serves && (serves.get(one.id) ?? [])} />
                )}
              </MoreList>
            </>
          )}
        </CataloguePart>
        <CataloguePart title={t('options.companyKept.tags')} part={tags} filter={filter?.tags}>
          {(found) => (
            <MoreList items={found} step={firstEntries} class="items">
              {(group) => (
                <TagCategoryEntry key={group.id} group={group} counted={tagCounts.get(group.id) ?? 0} />
              )}
            </MoreList>
          )}
        </CataloguePart>
        <CataloguePart
          title={t('options.companyKept.placements')}
          part={placements}
          filter={filter?.placements}
        >
          {(found) => <PlacementsByRegion placements={found} />}
        </CataloguePart>
        <CataloguePart
          title={t('options.companyKept.attributes')}
          part={attributes}
          filter={filter?.attributes}
        >
          {(found) => (
            <MoreList items={found} step={firstEntries} class="items">
              {(attribute) => <AttributeEntry key={attribute.id} attribute={attribute} />}
            </MoreList>
          )}
        </CataloguePart>
      </div>
    </>
  );
}
