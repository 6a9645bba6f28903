import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newNonce, signature } from '../../../lib/crm/youmi/signature.ts';

/** As the vendor's words go, by another maker of MACs than the product's. The vendor gives no vector: these are ours. */
const expected = (key: string, text: string): string =>
  createHmac('sha1', Buffer.from(key, 'utf8'))
    .update(Buffer.from(text, 'utf8'))
    .digest('base64')
    .replaceAll('+', '%2b')
    .replaceAll('/', '%2f')
    .replaceAll('=', '%3d');

describe('the signature', () => {
  it('is what another maker of MACs comes to, also for keys beyond ASCII', async () => {
    for (const key of ['vN8youmi4KdYwQe', '密钥 é', 'k'.repeat(100)]) {
      for (let n = 0; n < 20; n += 1) {
        expect(await signature(key, '73289537', `nonce-${n}`, '1592894384')).toBe(
          expected(key, `73289537nonce-${n}1592894384`),
        );
      }
    }
  });

  it('is encoded for addresses with small digits, as in the sample of the vendor', async () => {
    // By `printf %s 73289537nonce-51592894384 | openssl dgst -sha1 -hmac vN8youmi4KdYwQe -binary | base64`.
    expect(await signature('vN8youmi4KdYwQe', '73289537', 'nonce-5', '1592894384')).toBe(
      'hF3jyQy7rthGN5sphWJb48c3A1M%3d',
    );
  });

  it('is not made without a key', async () => {
    await expect(signature('', 'a', 'b', 'c')).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
  });
});

describe('a nonce', () => {
  it('is never the same', () => {
    expect(new Set(Array.from({ length: 100 }, newNonce)).size).toBe(100);
    expect(newNonce()).toMatch(/^[0-9a-f]{32}$/);
  });
});
