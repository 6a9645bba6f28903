import { createHash } from 'node:crypto';

/** Ids as Sobot writes them, 32 hex digits; the same name always gives the same id. */
export const idOf = (kind: string, name: string): string =>
  createHash('md5').update(`${kind}:${name}`, 'utf8').digest('hex');
