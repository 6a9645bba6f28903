import { getCountries } from 'libphonenumber-js/min/es6';
import { formatLocale, t } from '../../../lib/i18n/index.ts';
import type { ChoiceGroups } from './controls.tsx';

/** How numbers without a country code are read: as international ones, or as one country's. */
export function numberChoices(): ChoiceGroups {
  const names = new Intl.DisplayNames(formatLocale(), { type: 'region' });
  const countries = getCountries()
    .map((country) => ({ value: `national:${country}`, label: names.of(country) ?? country }))
    .sort((a, b) => a.label.localeCompare(b.label, formatLocale()));
  return [
    { group: null, choices: [{ value: 'international', label: t('options.numbers.international') }] },
    { group: t('options.numbers.national'), choices: countries },
  ];
}
