/** In which languages one writes to somebody. Pure. */
import { countryOf } from '../phone/country-of.ts';
import { parseE164 } from '../phone/e164.ts';

export interface Addressee {
  /** What the CRM says, whatever it is. */
  told: string | null;
  /** Null: it is not known, or not to be used. */
  phone: string | null;
  /** BCP 47: the agent's own. */
  agent: string;
}

/**
 * BCP 47, the likeliest first: what the CRM says of the customer, where that is the mark of a language; what most people
 * speak where the number is from; the agent's. They put replies in order and leave none out.
 */
export function languagesOf({ told, phone, agent }: Addressee): string[] {
  const e164 = phone === null ? null : parseE164(phone);
  const country = e164 && countryOf(e164);
  const spoken = country ? new Intl.Locale(`und-${country}`).maximize().language : null;
  return [markIn(told), spoken, agent].filter((one) => one !== null);
}

/** `pt-BR`, `pt_BR`, `zh`; a language by its name is no mark. */
function markIn(told: string | null): string | null {
  const mark = told?.trim().replaceAll('_', '-') ?? '';
  if (!/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(mark)) return null;
  try {
    return new Intl.Locale(mark).toString();
  } catch {
    return null;
  }
}
