/** The cases that are tested without a browser, in one: its layout, its visibility, its IndexedDB. */
import { beforeAll, describe, expect, it } from 'vitest';
import { chatCases } from '../../fixtures/whatsapp/index.ts';
import type { CaseResult } from '../harness/detection-fixture-page.ts';
import { runFixtures } from '../harness/detection-fixtures.ts';

let results: CaseResult[];
beforeAll(async () => {
  results = await runFixtures();
});

for (const [topic, cases] of Object.entries(chatCases)) {
  describe(topic, () => {
    it.each(cases)('$name', ({ name, expected, because = [] }) => {
      const detection = results.find((one) => one.topic === topic && one.name === name)?.detection;
      expect(detection).toMatchObject(expected);
      expect(detection?.reasons).toEqual(expect.arrayContaining(because));
    });
  });
}
