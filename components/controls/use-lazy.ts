import { useEffect, useState } from 'preact/hooks';
import { wordsAreThere } from '../../lib/i18n/index.ts';

/** A part of the panel that is fetched once, after first paint, with the words that it says. */
export function lazyPart<T>(load: () => Promise<T>) {
  let part: T | undefined;
  let loading: Promise<T> | undefined;

  /** Null until it is there; at once on every later use. */
  return function usePart(): T | null {
    const [, arrived] = useState(part !== undefined);
    useEffect(() => {
      // It may have come since this was drawn.
      if (part !== undefined) {
        arrived(true);
        return;
      }
      let wanted = true;
      loading ??= load().then(async (loaded) => {
        await wordsAreThere();
        return loaded;
      });
      loading.then(
        (loaded) => {
          part = loaded;
          if (wanted) arrived(true);
        },
        () => {
          loading = undefined;
        },
      );
      return () => {
        wanted = false;
      };
    }, []);
    return part ?? null;
  };
}
