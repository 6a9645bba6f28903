import { expect, it } from 'vitest';
import { errorWords } from '../../../components/error-words.ts';
import { sharedKey } from '../../../lib/tokens/token-cache.ts';

const backend = { code: '900002', message: 'token' };

it('says that another computer uses the same key, and what helps', () => {
  const { text, small } = errorWords(
    { code: 'RATE_LIMITED', retryable: true, detail: sharedKey, backend },
    'read',
  );
  expect(text).toMatch(/Another computer uses the same key.* token service/);
  expect(small).toBe('Code 900002');
});

it('says anything else by its code', () => {
  const { text } = errorWords({ code: 'RATE_LIMITED', retryable: true, detail: 'too many' }, 'read');
  expect(text).toMatch(/slow down/);
});
