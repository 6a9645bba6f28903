/** What of the company's catalogue answers to what was typed. Pure. */
import type {
  Attribute,
  CompanyAccount,
  CompanyStaff,
  CompanyTagGroup,
  Placement,
} from '../../../lib/crm/company.ts';
import { nameMatcher } from '../../../lib/search/match-name.ts';
import { provinceOf } from './province.ts';

type Texts = readonly (string | null)[];

/** A test for one typed text; with nothing typed everything is found. */
export function companyFilter(typed: string) {
  const fits = nameMatcher(typed);
  const isLike = (texts: Texts) => texts.some((text) => text !== null && fits(text) !== null);
  return {
    accounts: (all: readonly CompanyAccount[]) =>
      all.filter(({ name, number, originalNumber, device, id }) =>
        isLike([name, number, originalNumber, device, id]),
      ),
    staff: (all: readonly CompanyStaff[]) =>
      all.filter(({ name, id, orderUser }) => isLike([name, id, orderUser])),
    /** All tags of a category that is called so, else those that are. */
    tags: (all: readonly CompanyTagGroup[]) =>
      all.flatMap((group) => {
        if (isLike([group.name])) return group;
        const tags = group.tags.filter(({ name }) => isLike([name]));
        return tags.length > 0 ? { ...group, tags } : [];
      }),
    placements: (all: readonly Placement[]) =>
      all.filter(({ name, code, regionCode, accounts }) =>
        isLike([name, code, regionCode, provinceOf(regionCode), ...accounts.map((one) => one.name)]),
      ),
    attributes: (all: readonly Attribute[]) => all.filter(({ name, options }) => isLike([name, ...options])),
  };
}
