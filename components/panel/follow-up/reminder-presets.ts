import { chosenTime } from './reminder-time.ts';

type Preset = 'hour' | 'tomorrow' | 'monday';

/** The hour at which a day's work begins. */
const morning = 9;
const minute = 60_000;

/**
 * Times that are asked for most, as the box holds them, in the agent's zone. `now` is epoch ms. Where tomorrow is Monday,
 * both would be the same, and it is offered once.
 */
export function reminderPresets(now: number): { preset: Preset; at: string }[] {
  const today = new Date(now);
  const inDays = (days: number) =>
    chosenTime(
      new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, morning).toISOString(),
    );
  const toMonday = (8 - today.getDay()) % 7 || 7;
  const inAnHour = new Date(Math.ceil(now / minute) * minute + 60 * minute).toISOString();
  return [
    { preset: 'hour', at: chosenTime(inAnHour) },
    { preset: 'tomorrow', at: inDays(1) },
    ...(toMonday === 1 ? [] : [{ preset: 'monday' as const, at: inDays(toMonday) }]),
  ];
}
