/**
 * One request for all who ask the same at the same time. Each caller may leave by its own signal; the request itself is
 * aborted when the last one has left.
 */
export function createSingleFlight<T>() {
  const flights = new Map<string, { result: Promise<T>; waiting: number; stop: AbortController }>();

  return async function join(
    key: string,
    start: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    signal.throwIfAborted();
    let flight = flights.get(key);
    if (!flight) {
      const stop = new AbortController();
      const mine = { result: start(stop.signal), waiting: 0, stop };
      const land = () => {
        if (flights.get(key) === mine) flights.delete(key);
      };
      mine.result.then(land, land);
      flights.set(key, mine);
      flight = mine;
    }
    const joined = flight;
    joined.waiting += 1;
    const leave = () => {
      joined.waiting -= 1;
      if (joined.waiting > 0) return;
      if (flights.get(key) === joined) flights.delete(key);
      joined.stop.abort(signal.reason);
    };
    return new Promise<T>((resolve, reject) => {
      const aborted = () => {
        leave();
        reject(signal.reason);
      };
      signal.addEventListener('abort', aborted, { once: true });
      joined.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
    });
  };
}
