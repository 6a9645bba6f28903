import type { Clock } from './clock.ts';

/** An estimate no longer holds after this long: machines sleep, clocks are set. */
const keepFor = 10 * 60_000;
/** `Date` is cut to whole seconds: on average half of one is missing. */
const cut = 500;

/**
 * The server's time, learned from `Date` headers. Signatures carry a stamp that the server compares with its own clock,
 * and agents' machines are often minutes off. The estimate with the shortest round trip is kept, since half of the
 * round trip is what it can be wrong by, until it is old or a newer one contradicts it.
 */
export function createServerClock({ clock }: { clock: Clock }) {
  let best: { offset: number; doubt: number; at: number } | null = null;

  return {
    /** Epoch ms by the server's clock; by ours while nothing is known. */
    now: (): number => clock.now() + (best?.offset ?? 0),

    /** Server minus us, ms; null while nothing is known. */
    offset: (): number | null => best?.offset ?? null,

    /** `sentAt`, `gotAt`: epoch ms by our clock. An answer with `Age` comes from a cache: its `Date` is old. */
    learn(headers: Headers, sentAt: number, gotAt: number): void {
      const date = Date.parse(headers.get('date') ?? '');
      const roundTrip = gotAt - sentAt;
      if (Number.isNaN(date) || headers.has('age') || roundTrip < 0) return;
      const offset = date + cut + roundTrip / 2 - gotAt;
      const doubt = roundTrip / 2 + cut;
      const contradicted = best !== null && Math.abs(offset - best.offset) > doubt + best.doubt;
      if (
        best === null ||
        contradicted ||
        gotAt - best.at > keepFor ||
        gotAt < best.at ||
        doubt <= best.doubt
      ) {
        best = { offset, doubt, at: gotAt };
      }
    },
  };
}

export type ServerClock = ReturnType<typeof createServerClock>;
