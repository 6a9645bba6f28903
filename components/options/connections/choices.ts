/** What the selects of a connection offer. */
import { getCountries } from 'libphonenumber-js/min/es6';
import { formatLocale, t } from '../../../lib/i18n/index.ts';
import { newCustomerStatuses } from '../../../lib/settings/schema.ts';
import type { Choice } from '../form/controls.tsx';

type Groups = { group: string | null; choices: Choice[] }[];

/** Zones by continent, the likely ones first. `chosen` is always among them. */
export function timeZoneChoices(chosen: string): Groups {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const likely = [...new Set(['Asia/Shanghai', 'Asia/Jakarta', here, chosen])];
  const continents = new Map<string, Choice[]>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    if (likely.includes(zone)) continue;
    const [continent = zone] = zone.split('/');
    const choices = continents.get(continent) ?? [];
    choices.push(zoneChoice(zone));
    continents.set(continent, choices);
  }
  return [
    { group: null, choices: likely.map(zoneChoice) },
    ...[...continents].map(([group, choices]) => ({ group, choices })),
  ];
}

function zoneChoice(zone: string): Choice {
  return { value: zone, label: zone.replaceAll('_', ' ') };
}

/** How numbers without a country code are read: as international ones, or as one country's. */
export function numberChoices(): Groups {
  const names = new Intl.DisplayNames(formatLocale(), { type: 'region' });
  const countries = getCountries()
    .map((country) => ({ value: `national:${country}`, label: names.of(country) ?? country }))
    .sort((a, b) => a.label.localeCompare(b.label, formatLocale()));
  return [
    { group: null, choices: [{ value: 'international', label: t('options.numbers.international') }] },
    { group: t('options.numbers.national'), choices: countries },
  ];
}

/** What stands between several tags. `chosen` is always among them. */
export function separatorChoices(chosen: string): Groups {
  const choices = [
    { value: ',', label: t('options.separator.comma') },
    { value: ';', label: t('options.separator.semicolon') },
    { value: '|', label: t('options.separator.bar') },
    { value: '', label: t('options.separator.none') },
  ];
  if (!choices.some((one) => one.value === chosen)) choices.push({ value: chosen, label: chosen });
  return [{ group: null, choices }];
}

/** What Sobot is told about a customer who is created here. */
export function customerStatusChoices(): Groups {
  const choices = newCustomerStatuses.map((status) => ({
    value: String(status),
    label: t(`options.newCustomerStatus.${status}`),
  }));
  return [{ group: null, choices }];
}
