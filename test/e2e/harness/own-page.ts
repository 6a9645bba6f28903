/** What a hostile page of a company's own is expected to come to, in Chromium. */
import type { Report } from '../../doubles/own-page/index.ts';
import { ownPageHost } from './open-doubles.ts';

export const orderDesk = {
  id: 'desk',
  name: 'Order desk',
  kind: 'embed',
  url: `https://${ownPageHost}/desk?tel={phoneDigits}`,
  sig: 'sig',
  sigKey: 'what-signs-it',
} as const;

/** Sound is the browser's affair: without a screen it lets every page play. */
export const refused: Report = {
  readsParent: 'SecurityError',
  readsStorage: 'SecurityError',
  readsTopAddress: 'SecurityError',
  runtime: 'undefined undefined',
  storageArea: 'undefined undefined',
  referrer: '',
  ownStorage: '1',
  dialog: 'false',
  sound: 'undefined',
  camera: 'false',
  microphone: 'false',
  place: 'refused 1',
  navigatesTop: 'SecurityError',
};

/** A frame as it is drawn, beside whose card: noted whenever something changes. */
export function recordFrames(): void {
  const seen: string[] = [];
  Object.assign(globalThis, { framesSeen: seen });
  const note = () => {
    const customer = document.querySelector('main')?.dataset.customer ?? 'nobody';
    for (const { src } of document.querySelectorAll('iframe')) seen.push(`${customer} ${src}`);
  };
  note();
  new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true });
}

export const framesRecorded = (): string[] => [...(Reflect.get(globalThis, 'framesSeen') as string[])];

/** Whom a frame's address names, and beside whose card it stood: each pair once. */
export function pairsOf(seen: readonly string[]): string[] {
  const pairs = seen.map((one) => {
    const [customer, src = ''] = one.split(' ');
    return `${customer} ${new URL(src).searchParams.get('tel')}`;
  });
  return [...new Set(pairs)];
}
