import type { Order } from './model.ts';

/** What orders come to, by currency, in the order in which the currencies are met; those without an amount count nothing. Exact. */
export function totalsOf(
  orders: readonly Pick<Order, 'total' | 'currency'>[],
): { currency: string | null; total: string }[] {
  const sums = new Map<string | null, Sum>();
  for (const { total, currency } of orders) {
    if (total === null) continue;
    const before = sums.get(currency);
    sums.set(currency, before ? added(before, sumOf(total)) : sumOf(total));
  }
  return [...sums].map(([currency, sum]) => ({ currency, total: textOf(sum) }));
}

/** A decimal as whole units of its last place. */
interface Sum {
  units: bigint;
  places: number;
}

function sumOf(decimal: string): Sum {
  const [whole = '', places = ''] = decimal.split('.');
  return { units: BigInt(whole + places), places: places.length };
}

function added(one: Sum, other: Sum): Sum {
  const places = Math.max(one.places, other.places);
  const scaled = (sum: Sum) => sum.units * 10n ** BigInt(places - sum.places);
  return { units: scaled(one) + scaled(other), places };
}

function textOf({ units, places }: Sum): string {
  if (places === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
