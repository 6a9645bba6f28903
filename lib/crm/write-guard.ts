/**
 * Stops writing on a connection after a write was seen to damage a field that it did not mean to touch, until the agent
 * confirms. Whoever keeps this state also lets writing go on: the adapter only asks and stops.
 */
export interface WriteGuard {
  stopped(): Promise<boolean>;
  stop(): Promise<void>;
}
