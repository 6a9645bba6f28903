import { useLayoutEffect, useState } from 'preact/hooks';
import type { StoreApi } from 'zustand/vanilla';

/** The store's state, drawn anew with each change. */
export function useStore<T extends object>(store: StoreApi<T>): T {
  const [state, setState] = useState(store.getState);
  useLayoutEffect(() => {
    setState(store.getState());
    return store.subscribe((next) => setState(next));
  }, [store]);
  return state;
}
