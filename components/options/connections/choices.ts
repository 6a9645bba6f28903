/** What the selects of a connection offer. */
import { t } from '../../../lib/i18n/index.ts';
import { newCustomerStatuses } from '../../../lib/settings/schema.ts';
import type { Choice, ChoiceGroups } from '../form/controls.tsx';

/** Zones by continent, the likely ones first. `chosen` is always among them. */
export function timeZoneChoices(chosen: string): ChoiceGroups {
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

/** What stands between several tags. `chosen` is always among them. */
export function separatorChoices(chosen: string): ChoiceGroups {
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
export function customerStatusChoices(): ChoiceGroups {
  const choices = newCustomerStatuses.map((status) => ({
    value: String(status),
    label: t(`options.newCustomerStatus.${status}`),
  }));
  return [{ group: null, choices }];
}
