import fc from 'fast-check';
import { expect, it } from 'vitest';

it('a property test that its time limit ends is red', async () => {
  const slow = fc.asyncProperty(fc.nat(), () => new Promise<void>((resolve) => setTimeout(resolve, 5)));
  const run = await fc.check(slow, { numRuns: 1_000, interruptAfterTimeLimit: 20 });
  expect(run).toMatchObject({ interrupted: true, failed: true });
});
