export interface RateWindow {
  /** Counts a request; false where it is one too many within the second. */
  admit(key: string, now: number): boolean;
  reset(): void;
}

/** At most `limit` requests in any one second, over all clients. Refused ones do not count. */
export function createRateWindow(limit: number): RateWindow {
  const admitted = new Map<string, number[]>();
  return {
    admit(key, now) {
      const recent = (admitted.get(key) ?? []).filter((at) => now - at < 1000);
      const fits = recent.length < limit;
      if (fits) recent.push(now);
      admitted.set(key, recent);
      return fits;
    },
    reset: () => admitted.clear(),
  };
}
