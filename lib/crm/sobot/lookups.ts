/** Regions (3.8): what a form chooses from, and what the ids on a customer are called. */
import { AppError } from '../../errors/app-error.ts';
import type { LookupKind, LookupOption } from '../port.ts';
import type { SobotWire } from './wire.ts';
import type { WireRegion } from './wire-rows.ts';

export type Lookups = ReturnType<typeof createLookups>;

/**
 * The page's samples show districts at the cities' address and cities at the districts', and leave open whether the ids
 * go with them. So an answer is judged by the keys in it; where it was the wrong kind, the other address is asked, by
 * the id that the answer named, or else by our own. Answers are kept as long as the worker lives: regions do not change.
 */
export function createLookups({ wire }: { wire: SobotWire }) {
  const kept = new Map<string, LookupOption[]>();

  async function read(kind: LookupKind, parent: string | null, signal: AbortSignal): Promise<LookupOption[]> {
    switch (kind) {
      case 'province':
        return choices(await wire.provinces(signal), 'provinceid', 'province_name');
      case 'city': {
        const province = known(parent);
        const own = (row: WireRegion) => row.provinceid === province;
        const cities = (rows: WireRegion[]) => choices(rows.filter(own), 'cityid', 'city_name');
        const rows = await wire.cityAddress(province, signal);
        const found = cities(rows);
        if (found.length > 0) return found;
        const ofOne = rows.find((row) => row.areaid !== '' && row.cityid !== '')?.cityid;
        return cities(await wire.areaAddress(ofOne ?? province, signal));
      }
      case 'area': {
        const city = known(parent);
        const own = (row: WireRegion) => row.cityid === city;
        const areas = (rows: WireRegion[]) => choices(rows.filter(own), 'areaid', 'area_name');
        const rows = await wire.areaAddress(city, signal);
        const found = areas(rows);
        if (found.length > 0) return found;
        const province = rows.find((row) => row.city_name !== '' && row.provinceid !== '')?.provinceid;
        return areas(await wire.cityAddress(province ?? city, signal));
      }
    }
  }

  return async (kind: LookupKind, parent: string | null, signal: AbortSignal): Promise<LookupOption[]> => {
    const key = `${kind} ${parent}`;
    const answer = kept.get(key) ?? (await read(kind, parent, signal));
    if (answer.length > 0) kept.set(key, answer);
    return answer;
  };
}

function known(parent: string | null): string {
  if (!parent) throw new AppError('INVALID_INPUT', { detail: 'region' });
  return parent;
}

/** The rows that have both keys: the others are of another kind. */
function choices(rows: readonly WireRegion[], id: keyof WireRegion, name: keyof WireRegion): LookupOption[] {
  const found = new Map<string, string>();
  for (const row of rows) {
    const value = String(row[id] ?? '');
    const label = String(row[name] ?? '');
    if (value !== '' && label !== '') found.set(value, label);
  }
  return [...found].map(([value, label]) => ({ value, label }));
}
