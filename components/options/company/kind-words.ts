import type { Attribute, CompanyAccount, CompanyStaff, CompanyTagGroup } from '../../../lib/crm/company.ts';
import { t } from '../../../lib/i18n/index.ts';

/** A number of the back end's that nobody says the meaning of. */
const unknown = ({ code }: { code: string }) => t('options.companyKept.unknown', { code });

export const kindWords = (kind: NonNullable<CompanyAccount['kind']>): string =>
  typeof kind === 'string' ? t(`options.companyKept.kind.${kind}`) : unknown(kind);

export const stateWords = (active: NonNullable<CompanyStaff['active']>): string =>
  typeof active === 'boolean'
    ? t(active ? 'options.companyKept.active' : 'options.companyKept.inactive')
    : unknown(active);

export const choiceWords = (multiple: NonNullable<CompanyTagGroup['multiple']>): string =>
  typeof multiple === 'boolean'
    ? t(multiple ? 'options.group.several' : 'options.group.one')
    : unknown(multiple);

export const typeWords = (type: NonNullable<Attribute['type']>): string =>
  typeof type === 'string' ? t(`options.fieldType.${type}`) : unknown(type);
