/** Group sizes of the national number, by country code, and what stands between them. */
const plans: Record<string, (national: string) => string> = {
  '1': (n) => `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`,
  '44': (n) => `${n.slice(0, 4)} ${n.slice(4)}`,
  '49': (n) => `${n.slice(0, 3)} ${n.slice(3)}`,
  '55': (n) => `${n.slice(0, 2)} ${n.slice(2, -4)}-${n.slice(-4)}`,
  '62': (n) => `${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
  '86': (n) => `${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`,
  '91': (n) => `${n.slice(0, 5)} ${n.slice(5)}`,
  '971': (n) => `${n.slice(0, 2)} ${n.slice(2, 5)} ${n.slice(5)}`,
  '972': (n) => `${n.slice(0, 2)}-${n.slice(2, 5)}-${n.slice(5)}`,
};

/**
 * Digits with country code, as the page draws them in titles: `+55 11 90000-0001`; without a plus sign where the country
 * is not known (`WAWebPhoneUtils`).
 */
export function formatPhone(digits: string): string {
  const code = [3, 2, 1]
    .map((length) => digits.slice(0, length))
    .find((start) => Object.hasOwn(plans, start));
  const plan = code === undefined ? undefined : plans[code];
  return code === undefined || plan === undefined ? digits : `+${code} ${plan(digits.slice(code.length))}`;
}
