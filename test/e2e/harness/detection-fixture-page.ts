/** Runs in the browser: goes through every case of the detection's fixtures in a page with layout and a real IndexedDB. */
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import { chatCases, runCase } from '../../fixtures/whatsapp/index.ts';

export interface CaseResult {
  topic: string;
  name: string;
  detection: Detection;
}

declare global {
  var runAll: () => Promise<CaseResult[]>;
}

async function runAllCases(): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const [topic, cases] of Object.entries(chatCases)) {
    for (const one of cases) {
      results.push({ topic, name: one.name, detection: await runCase(one, { document, indexedDB }) });
    }
  }
  return results;
}

Object.assign(globalThis, { runAll: runAllCases });
