/** The company's catalogue: the seven interfaces of the vendor's page, asked at once, each failing by itself. */
import { AppError, toErrorData } from '../../errors/app-error.ts';
import type { Company, CompanyAccount, Part } from '../company.ts';
import { accountOf, attributesOf, placementOf, servingOf, staffOf, tagGroupsOf } from './company-rows.ts';
import type { YoumiWire } from './wire.ts';

/**
 * @throws AppError where nothing could be read, with the reason that the first of them met; the signal's reason where it
 * was ended.
 */
export async function readCompany(wire: YoumiWire, signal: AbortSignal): Promise<Company> {
  const accounts = readAccounts(wire, signal);
  const names = accounts.then(
    (known) => new Map(known.map(({ id, name }) => [id, name])),
    () => new Map<string, string>(),
  );
  const company: Company = await whole({
    accounts: part(accounts),
    staff: part(wire.staff({}, signal).then((rows) => rows.map(staffOf))),
    serving: part(wire.staffAccounts(null, signal).then((rows) => rows.map(servingOf))),
    tags: part(
      Promise.all([wire.categories(signal), wire.labels(null, signal)]).then(([categories, labels]) =>
        tagGroupsOf(categories, labels),
      ),
    ),
    placements: part(
      wire.placements(signal).then(async (rows) => {
        const known = await names;
        return rows.map((row) => placementOf(row, known));
      }),
    ),
    attributes: part(wire.attributes(signal).then(attributesOf)),
  });
  signal.throwIfAborted();
  const errors = Object.values(company).flatMap((one: Part<unknown>) => ('error' in one ? one.error : []));
  const [first] = errors;
  if (first && errors.length === Object.keys(company).length) throw new AppError(first.code, first);
  return company;
}

/** Whether the second list is of other accounts is said by its parameter alone: who comes twice is one. */
async function readAccounts(wire: YoumiWire, signal: AbortSignal): Promise<CompanyAccount[]> {
  const lists = await Promise.all([wire.accounts(0, signal), wire.accounts(3, signal)]);
  return [...new Map(lists.flat().map((row) => [row.ad_wechat_id, row])).values()].map(accountOf);
}

const part = <T>(reading: Promise<T[]>): Promise<Part<T>> =>
  reading.then(
    (items) => ({ items }),
    (thrown: unknown) => ({ error: toErrorData(thrown) }),
  );

async function whole(parts: { [K in keyof Company]: Promise<Company[K]> }): Promise<Company> {
  const [accounts, staff, serving, tags, placements, attributes] = await Promise.all([
    parts.accounts,
    parts.staff,
    parts.serving,
    parts.tags,
    parts.placements,
    parts.attributes,
  ]);
  return { accounts, staff, serving, tags, placements, attributes };
}
