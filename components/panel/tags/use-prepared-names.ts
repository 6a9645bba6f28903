import { useEffect } from 'preact/hooks';
import type { Catalogue } from '../../../lib/crm/model.ts';
import { prepareNames } from '../../../lib/search/match-name.ts';

/** So many names cost less than a frame. */
const atOnce = 500;

const whenIdle = (work: () => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(work) : setTimeout(work);

/** Takes the names of a catalogue apart while nothing else is to be done, so that the first key finds them ready. */
export function usePreparedNames(catalogue: Catalogue): void {
  useEffect(() => {
    const names = catalogue.groups.flatMap(({ tags }) => tags.map(({ name }) => name));
    let wanted = true;
    const go = (at: number) => {
      if (!wanted) return;
      prepareNames(names.slice(at, at + atOnce));
      if (at + atOnce < names.length) whenIdle(() => go(at + atOnce));
    };
    whenIdle(() => go(0));
    return () => {
      wanted = false;
    };
  }, [catalogue]);
}
