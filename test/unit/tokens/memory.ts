import type { TokenState, TokenStorage } from '../../../lib/tokens/token-cache.ts';

/** Storage for as long as a test; copies in, copies out. */
export function tokenMemory(initial: TokenState | null = null): TokenStorage & { now(): TokenState | null } {
  let state = initial;
  return {
    load: async () => structuredClone(state),
    async save(next) {
      state = structuredClone(next);
    },
    now: () => state,
  };
}
