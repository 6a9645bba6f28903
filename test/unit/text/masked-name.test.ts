import { expect, it } from 'vitest';
import { maskedName } from '../../../lib/text/masked-name.ts';

it.each([
  ['+1 (555) 010-0009', '+• (•••) •••-0009'],
  ['15550100009', '•••••••0009'],
  ['＋１５５５０１００００９', '＋•••••••０００９'],
  ['Carla 2', 'Carla 2'],
  ['Carla Nova', 'Carla Nova'],
])('%s is shown as %s where numbers are hidden, and whole where not', (name, masked) => {
  expect(maskedName(name, true)).toBe(masked);
  expect(maskedName(name, false)).toBe(name);
});
