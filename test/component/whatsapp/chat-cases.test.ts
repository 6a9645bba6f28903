import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { chatCases, runCase } from '../../fixtures/whatsapp/index.ts';
import { isDrawnByStyle } from './drawn.ts';

for (const [topic, cases] of Object.entries(chatCases)) {
  describe(topic, () => {
    for (const one of cases) {
      it(one.name, async () => {
        const detection = await runCase(one, { document, indexedDB, isVisible: isDrawnByStyle });
        expect(detection).toMatchObject(one.expected);
        for (const reason of one.because ?? []) expect(detection.reasons).toContain(reason);
      });
    }
  });
}
