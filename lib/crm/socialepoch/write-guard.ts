/**
 * Stops writing on a connection after a write was seen to damage a field that it did not mean to touch, until the agent
 * confirms. The state belongs to whoever made the guard, since it must outlive the worker.
 */
export interface WriteGuard {
  stopped(): Promise<boolean>;
  stop(): Promise<void>;
}

/** A guard for as long as this object lives. `confirm` is the agent's decision to go on. */
export function createWriteGuard(): WriteGuard & { confirm(): void } {
  let stopped = false;
  return {
    stopped: async () => stopped,
    stop: async () => {
      stopped = true;
    },
    confirm: () => {
      stopped = false;
    },
  };
}
