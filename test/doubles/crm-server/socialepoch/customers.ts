import { people } from '../../people.ts';
import type { JsonObject } from '../json.ts';

/** The fields of a customer, by the names that the import interface documents. */
export const rowFields = [
  'whatsApp',
  'friendName',
  'sex',
  'birthday',
  'address',
  'email',
  'profession',
  'income',
  'desc',
  'tabName',
  'stage',
  'source',
] as const;

/** Documented too, but never to be sent: they steer automatic messages to the customer. */
export const messagingFields: readonly string[] = ['languageTag', 'welcome'];

type RowField = (typeof rowFields)[number];

export type Row = Record<RowField, string>;

const isRowField = (name: string): name is RowField => rowFields.some((field) => field === name);

/** The parts of a row that a sent object names. */
export function partOf(sent: JsonObject): Partial<Row> {
  const part: Partial<Row> = {};
  for (const [name, value] of Object.entries(sent)) {
    if (isRowField(name) && typeof value === 'string') part[name] = value;
  }
  return part;
}

export const emptyRow = (whatsApp: string): Row => ({
  whatsApp,
  friendName: '',
  sex: '',
  birthday: '',
  address: '',
  email: '',
  profession: '',
  income: '',
  desc: '',
  tabName: '',
  stage: '',
  source: '',
});

export interface Customers {
  get(whatsApp: string): Row | undefined;
  all(): Row[];
  /** Creates the customer or changes the named fields. */
  put(part: Partial<Row> & { whatsApp: string }): void;
  remove(whatsApp: string): void;
  /** Back to the invented people. */
  reset(): void;
}

export function createCustomers(seeded: boolean): Customers {
  const rows = new Map<string, Row>();
  const seed = () => {
    rows.clear();
    if (!seeded) return;
    for (const { phone, customer } of people) {
      if (phone === null || customer === null) continue;
      const { tags, ...known } = customer;
      rows.set(phone, { ...emptyRow(phone), ...known, tabName: tags.join(',') });
    }
  };
  seed();
  return {
    get: (whatsApp) => rows.get(whatsApp),
    all: () => [...rows.values()],
    put(part) {
      rows.set(part.whatsApp, { ...(rows.get(part.whatsApp) ?? emptyRow(part.whatsApp)), ...part });
    },
    remove: (whatsApp) => void rows.delete(whatsApp),
    reset: seed,
  };
}

/** Country code and number, digits only; a leading zero is a national spelling. */
export const isInternational = (whatsApp: unknown): whatsApp is string =>
  typeof whatsApp === 'string' && /^[1-9]\d{6,14}$/.test(whatsApp);
