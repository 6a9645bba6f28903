import { expect, it, vi } from 'vitest';
import { eachStep } from '../../../entrypoints/background/start-steps.ts';
import { AppError } from '../../../lib/errors/app-error.ts';

const fails = (error: unknown) => () => Promise.reject(error);

it('goes on with the start after a step that failed', async () => {
  const resumed = vi.fn(async () => {});
  await eachStep([fails(new TypeError('x')), resumed, fails(new AppError('STORAGE_FULL')), resumed]);
  expect(resumed).toHaveBeenCalledTimes(2);
});

it('tells the first failure that will not pass by itself', async () => {
  const steps = ['OFFLINE', 'STORAGE_FULL', 'BUG'] as const;
  expect(await eachStep(steps.map((code) => fails(new AppError(code))))).toMatchObject({
    code: 'STORAGE_FULL',
  });
});

it('has nothing to tell of what passes', async () => {
  expect(await eachStep([fails(new AppError('TIMEOUT')), async () => {}])).toBeNull();
});
