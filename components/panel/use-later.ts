import { lazyPart } from '../controls/use-lazy.ts';

/** Fetched right after the first paint, whatever that showed: the next chat may be a stranger's, or a group. */
export const useLater = lazyPart(() => import('./panel-later.tsx'));
