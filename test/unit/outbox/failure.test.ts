import { expect, test } from 'vitest';
import { AppError } from '../../../lib/errors/app-error.ts';
import { failureOf } from '../../../lib/outbox/failure.ts';

const bug = (unsent: boolean) => new AppError('BUG', unsent ? { unsent } : {}).toJSON();

test('a bug on the way may have let the note through, unless the request could not even be made', () => {
  expect(failureOf(bug(false), false)).toBe('lost');
  expect(failureOf(bug(true), false)).toBe('refused');
});
