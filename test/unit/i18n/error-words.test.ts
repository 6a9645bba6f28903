import { expect, it } from 'vitest';
import { errorWords } from '../../../components/words/error-words.ts';
import '../../support/english.ts';

const backend = { code: '900002', message: 'token' };

it('says that another computer uses the same key, and what helps', () => {
  const { text, small } = errorWords(
    { code: 'RATE_LIMITED', retryable: true, reason: 'key-shared', backend },
    'read',
  );
  expect(text).toMatch(/Another computer uses the same key.* token service/);
  expect(small).toBe('Code 900002');
});

it.each(['write-damaged', 'writing-stopped'] as const)(
  'says of %s that nothing is saved until the agent presses Retry',
  (reason) => {
    const { text } = errorWords({ code: 'CONFLICT', retryable: false, reason }, 'edit');
    expect(text).toMatch(/nothing|saves nothing/);
    expect(text).toMatch(/press Retry/);
  },
);

it('says of a key that cannot be sent what is wrong with it, and where it was to go', () => {
  const unsendable = { code: 'BAD_CREDENTIALS', reason: 'key-unsendable', field: 'token' } as const;
  const { text, small } = errorWords({ ...unsendable, retryable: false }, 'note');
  expect(text).toMatch(/a character that cannot be sent.*nothing was saved/);
  expect(small).toBe('Header “token”');
});

it('says what helps where a token that was given is not taken', () => {
  const words = (reason: 'token-refused' | 'key-needed' | 'agent-unknown') =>
    errorWords({ code: 'BAD_CREDENTIALS', retryable: false, reason }, 'read').text;
  expect(words('token-refused')).toMatch(/Enter a new one/);
  expect(words('key-needed')).toMatch(/Enter the app ID and app key/);
  expect(words('agent-unknown')).toMatch(/Choose yourself/);
});

it('says anything else by its code', () => {
  const { text } = errorWords({ code: 'RATE_LIMITED', retryable: true, detail: 'too many' }, 'read');
  expect(text).toMatch(/slow down/);
});
