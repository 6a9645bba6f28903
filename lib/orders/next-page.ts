import { readText } from './read-values.ts';

/**
 * The address of the next page: what the reply names, else the `Link` header (RFC 8288). Null where there is none, or
 * where it is another host's: the keys go nowhere but where they were typed for.
 *
 * @param asked the address that was asked, against which theirs is read.
 */
export function nextPage(named: unknown, link: string | null, asked: string): string | null {
  const address = readText(named) ?? linkedNext(link ?? '');
  if (address === null || !URL.canParse(address, asked)) return null;
  const next = new URL(address, asked);
  const isOwn = next.origin === new URL(asked).origin && next.username === '' && next.password === '';
  return isOwn && next.href !== asked ? next.href : null;
}

function linkedNext(header: string): string | null {
  for (const [, address = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? [];
    if ((quoted ?? bare ?? '').toLowerCase().split(/\s+/).includes('next')) return address;
  }
  return null;
}
