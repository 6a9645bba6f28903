/** Looks again and again until `look` gives something; throws with the last error after `timeout` ms. */
export async function until<Found>(
  look: () => Promise<Found>,
  what: string,
  timeout = 15_000,
): Promise<Found> {
  const deadline = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
