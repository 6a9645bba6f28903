/** What is wrong with a template that somebody types, told apart so that each can be said beside it. Pure. */
import {
  isAddressTemplate,
  isBodyTemplate,
  type Placeholder,
  placeholders,
} from '../settings/order-source.ts';

/**
 * `host`: what is filled in would change whom is asked; `login`: a user name or password stands in it; `key`: a key stands
 * in it, where logs and files would keep it; `placeholder`: nothing is known by this name.
 */
export type TemplateProblem =
  | { code: 'missing' | 'scheme' | 'host' | 'login' | 'not-an-address' }
  | { code: 'key' | 'placeholder'; name: string };

/** Parameters in which shops take keys. */
const keyNames =
  /^(?:(?:api|app|access|auth|consumer|client|private|secret|ws|bearer|user)[-_]?)?(?:key|token|secret|password|passwd|pass|pwd|auth|authorization|signature|sig|sign)$/i;

/** @param secrets the values of the headers, as far as they are typed: they belong in no address. */
export function addressProblem(
  template: string,
  secrets: readonly string[],
  allowed: readonly string[] = placeholders,
): TemplateProblem | null {
  const address = template.trim();
  if (/^(https?:?\/*)?$/i.test(address)) return { code: 'missing' };
  const [, host] = /^https?:\/\/([^/?#]*)/i.exec(address) ?? [];
  if (host === undefined) return { code: 'scheme' };
  if (/[{}]/.test(host)) return { code: 'host' };
  if (host.includes('@')) return { code: 'login' };
  const unknown = [...address.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const stranger = unknown.find((name) => !allowed.includes(name));
  if (stranger !== undefined) return { code: 'placeholder', name: stranger };
  if (!isAddressTemplate(address, allowed)) return { code: 'not-an-address' };
  const [key] = [...address.matchAll(/[?&#;]([^=&#;]+)=([^&#;]*)/g)].flatMap(([, name = '', value = '']) =>
    keyNames.test(name) && value !== '' && !/^\{\w+\}$/.test(value) ? name : [],
  );
  if (key !== undefined) return { code: 'key', name: key };
  return secrets.some((secret) => holds(address, secret)) ? { code: 'key', name: '' } : null;
}

/** Whether a header's value, or what follows its scheme, stands in a text. */
function holds(text: string, secret: string): boolean {
  const bare = secret.trim().replace(/^(?:basic|bearer|token|apikey)\s+/i, '');
  return bare.length >= 6 && (text.includes(bare) || text.includes(encodeURIComponent(bare)));
}

/** `in-query`: a value would become part of a GraphQL query. */
export function bodyProblem(template: string): 'missing' | 'not-json' | 'in-query' | null {
  if (template.trim() === '') return 'missing';
  try {
    const body: unknown = JSON.parse(template);
    if (typeof body !== 'object' || body === null) return 'not-json';
    return isBodyTemplate(template) ? null : 'in-query';
  } catch {
    return 'not-json';
  }
}

/** What these templates ask by. */
export const placeholdersIn = (...templates: readonly string[]): Placeholder[] =>
  placeholders.filter((name) => templates.some((template) => template.includes(`{${name}}`)));
