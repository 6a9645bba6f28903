/** The company's fields (3.9) and sources (3.6), kept for an hour. */
import type { Clock } from '../../http/clock.ts';
import type { FieldDefinition } from '../model.ts';
import { createRemembered } from '../remembered.ts';
import { customDefinitions, levelOptions, requiredVariables } from './custom-fields.ts';
import { standardDefinitions } from './standard-fields.ts';
import type { SobotWire } from './wire.ts';

/** ms. */
const freshFor = 3_600_000;

export type FieldBook = ReturnType<typeof createFieldBook>;

export function createFieldBook({ wire, clock }: { wire: SobotWire; clock: Pick<Clock, 'now'> }) {
  return createRemembered<FieldDefinition[]>({
    clock,
    freshFor,
    async read(signal) {
      const [fields, sources] = await Promise.all([wire.fields(signal), wire.sources(signal)]);
      const choices = sources.map(({ value, label }) => ({ value, label: label || value }));
      const standard = standardDefinitions(requiredVariables(fields), choices, levelOptions(fields));
      return [...standard, ...customDefinitions(fields)];
    },
  });
}
