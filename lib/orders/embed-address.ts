/** The address of a company's own page for one customer. Pure but for the signature, which the browser's WebCrypto makes. */
import { AppError } from '../errors/app-error.ts';
import { type Embed, type EmbedPlaceholder, embedPlaceholder, partsOf } from '../settings/embed.ts';
import { placeholders } from '../settings/order-source.ts';
import { askedNumber, type OrderCustomer } from './model.ts';
import { inAddress, valuesFor } from './template.ts';

/** @param now epoch ms. */
export function embedValues(customer: OrderCustomer, now: number): Partial<Record<EmbedPlaceholder, string>> {
  return { ...valuesFor(customer, askedNumber(customer)), time: String(Math.floor(now / 1000)) };
}

/**
 * The template with these values. What is not known stays empty in the query and behind `#`. Null where that would be
 * another page: where the path names it, or where nobody would be named at all.
 */
export function fillEmbedAddress(
  template: string,
  values: Partial<Record<EmbedPlaceholder, string>>,
): string | null {
  const named = new Set<string>();
  const unknown = new Set<string>();
  const fill = (part: string) =>
    part.replace(embedPlaceholder, (_, name: EmbedPlaceholder) => {
      const value = inAddress(values[name] ?? '') ?? '';
      (value === '' ? unknown : named).add(name);
      return value;
    });
  const { path, search, hash } = partsOf(template);
  const filledPath = fill(path);
  if (unknown.size > 0) return null;
  const filled = filledPath + fill(search) + fill(hash);
  if (!placeholders.some((name) => named.has(name)) || !URL.canParse(filled)) return null;
  const { origin } = new URL(template.replaceAll(embedPlaceholder, '0'));
  const url = new URL(filled);
  return url.origin === origin && url.username === '' && url.password === '' ? url.href : null;
}

/**
 * The address with the HMAC-SHA-256 (64 hexadecimal digits) of its query as the last parameter of it: of the bytes between
 * `?` and the `&` before that parameter, as they are sent.
 *
 * @param key its UTF-8 bytes are the key.
 */
export async function signAddress(address: string, parameter: string, key: string): Promise<string> {
  const { path, search, hash } = partsOf(address);
  const encode = (text: string) => new TextEncoder().encode(text);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await crypto.subtle.importKey('raw', encode(key), algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', secret, encode(search.slice(1)));
  const digits = [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${path}${search}&${parameter}=${digits.join('')}${hash}`;
}

/**
 * Where the page is opened for this customer. Throws `UNSUPPORTED` where too little is known of them, `NOT_CONFIGURED`
 * where the key of its signature is missing: an unsigned address is another one.
 */
export async function embedAddress(embed: Embed, customer: OrderCustomer, now: number): Promise<string> {
  const address = fillEmbedAddress(embed.url, embedValues(customer, now));
  if (address === null) throw new AppError('UNSUPPORTED', { detail: 'embed: nobody to name' });
  const { sig, sigKey } = embed;
  if (sig === undefined) return address;
  if (sigKey === undefined) throw new AppError('NOT_CONFIGURED', { detail: 'embed: no key to sign with' });
  return signAddress(address, sig, sigKey);
}
