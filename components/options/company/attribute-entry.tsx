import type { Attribute } from '../../../lib/crm/company.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Entry } from './entry.tsx';
import { typeWords } from './kind-words.ts';

/** What the company asks of each customer: a definition, never anybody's value. */
export function AttributeEntry({ attribute }: { attribute: Attribute }) {
  const { name, type, longest, required, dateFormat, options } = attribute;
  const line = [
    type !== null && typeWords(type),
    required !== null && t(required ? 'options.companyKept.required' : 'options.companyKept.optional'),
    longest !== null && t('options.companyKept.longest', { count: longest }),
    dateFormat,
  ];
  return (
    <Entry name={name} line={line}>
      {options.length > 0 && (
        <ul class="chips" aria-label={t('options.companyKept.optionsOf', { name })}>
          {options.map((option) => (
            <li key={option} class="chip chip-still">
              <bdi>{option}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Entry>
  );
}
