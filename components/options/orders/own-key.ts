/** The secrets that a policy leaves to the user, as fields, and the headers that they make. Pure. */
import { t } from '../../../lib/i18n/index.ts';
import { headerOf, shopPresets } from '../../../lib/orders/presets.ts';
import type { OrderPreset, OrderSource } from '../../../lib/settings/order-source.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { type SecretProblem, secretProblem } from './preset-values.ts';
import { presetWords } from './preset-words.ts';

interface OwnField {
  header: string;
  label: string;
  hint?: string;
  isKept: boolean;
}

/** As the form of its preset has them; else each header by its name. */
export function ownFields(source: OrderSource, names: readonly string[]): OwnField[] {
  return names.flatMap((header): OwnField[] => {
    const isKept = source.headers[header] !== undefined;
    const preset = presetWith(source, header);
    if (preset === null) return [{ header, label: header, isKept }];
    const { secrets } = presetWords[preset];
    return secrets.map(({ label, hint }) => ({ header, label: t(label), hint: t(hint), isKept }));
  });
}

/** The preset that joins this header of the source. */
const presetWith = ({ preset }: OrderSource, header: string): OrderPreset | null =>
  preset !== undefined && shopPresets[preset].header.name === header ? preset : null;

/** The source with what is typed, each `keptOnDevice` while the kept one is not replaced; or what is wrong, by its place. */
export function withOwnKey(
  source: OrderSource,
  fields: readonly OwnField[],
  typed: readonly string[],
): { source: OrderSource } | { errors: Readonly<Record<number, SecretProblem>> } {
  const values = typed.map((value) => value.trim());
  const ofHeader = (header: string) => values.filter((_, at) => fields[at]?.header === header);
  const isKept = (header: string) => ofHeader(header).every((value) => value === keptOnDevice);
  const wrong = fields.flatMap(({ header }, at) => {
    const problem = secretProblem(values[at] ?? '', isKept(header));
    return problem === null ? [] : [[at, problem] as const];
  });
  if (wrong.length > 0) return { errors: Object.fromEntries(wrong) };
  const headers = fields.map(({ header }) => {
    const secrets = ofHeader(header);
    const preset = presetWith(source, header);
    const joined = preset === null ? secrets[0] : headerOf(preset, secrets);
    return [header, isKept(header) ? keptOnDevice : (joined ?? '')] as const;
  });
  return { source: { ...source, headers: { ...source.headers, ...Object.fromEntries(headers) } } };
}
