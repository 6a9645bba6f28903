/** An own page as its form holds it, and back. Pure. */
import * as v from 'valibot';
import { youmiAddress, youmiTemplate } from '../../../lib/orders/embed-presets.ts';
import { orderOrigin } from '../../../lib/settings/addresses.ts';
import { type Embed, embedSchema } from '../../../lib/settings/embed.ts';
import { isPlainHttp } from '../../../lib/settings/permission-pattern.ts';
import { type ProblemCode, problemsOf } from '../../../lib/settings/problems.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';

export interface PageValues {
  kind: 'own' | 'youmi';
  name: string;
  /** A template; of Youmi's what stands before its parameters. */
  address: string;
  /** Left empty: the address is not signed. */
  sig: string;
  /** `keptOnDevice` while the kept one is not replaced. */
  sigKey: string;
  allowPlainHttp: boolean;
}
export type PageField = 'name' | 'address' | 'sig' | 'sigKey' | 'allowPlainHttp';
export type PageErrors = Partial<Record<PageField, ProblemCode | 'key-anew'>>;

export const newPage: PageValues = {
  kind: 'own',
  name: '',
  address: 'https://',
  sig: '',
  sigKey: '',
  allowPlainHttp: false,
};

export const pageValuesOf = ({ preset, name, url, sig, sigKey, allowPlainHttp }: Embed): PageValues => ({
  kind: preset ?? 'own',
  name,
  address: preset === 'youmi' ? youmiAddress(url) : url,
  sig: sig ?? '',
  sigKey: sigKey ?? '',
  allowPlainHttp,
});

/** The template that these values make. */
export const templateOf = ({ kind, address }: PageValues): string =>
  kind === 'youmi' ? youmiTemplate(address.trim()) : address.trim();

const fieldOf: Record<string, PageField> = { url: 'address', name: 'name', sig: 'sig', sigKey: 'sigKey' };

/** The page that these values make, or what is wrong with each field. `saved`: as it is kept; undefined: it is new. */
export function pageOf(
  id: string,
  values: PageValues,
  saved: Embed | undefined,
): { page: Embed } | { errors: PageErrors } {
  const [sig, sigKey] = [values.sig.trim(), values.sigKey.trim()];
  const parsed = v.safeParse(embedSchema, {
    id,
    kind: 'embed',
    name: values.name,
    ...(values.kind === 'youmi' && { preset: values.kind }),
    url: templateOf(values),
    ...(sig !== '' && { sig }),
    ...(sigKey !== '' && { sigKey }),
    allowPlainHttp: values.allowPlainHttp,
  });
  const errors: PageErrors = {};
  for (const { path, code } of problemsOf(parsed.issues ?? [], [], 'form')) {
    const field = fieldOf[path];
    if (field) errors[field] ??= code;
  }
  if (isPlainHttp(values.address) && !values.allowPlainHttp) errors.allowPlainHttp = 'not-encrypted';
  if (sig !== '' && sigKey === '') errors.sigKey = 'missing';
  if (
    parsed.success &&
    sigKey === keptOnDevice &&
    saved &&
    orderOrigin(saved) !== orderOrigin(parsed.output)
  ) {
    // A kept key signs for no other host than the one it was typed for.
    errors.sigKey = 'key-anew';
  }
  return parsed.success && Object.keys(errors).length === 0 ? { page: parsed.output } : { errors };
}
