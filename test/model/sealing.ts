/**
 * A `Crypto` that is the same in every run. It hides nothing, but keeps the contract that the sealed store leans on:
 * only the same key with the same address opens what was sealed; and like a real one it answers later, so that no
 * transaction can be held open across it.
 */
import { deferred, type Machine, never } from './machine.ts';

interface Key {
  made: number;
}

const joined = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** 16 bytes of FNV-1a, four times over with other beginnings. */
function digest(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint32Array(4);
  for (let lane = 0; lane < out.length; lane += 1) {
    let hash = 0x811c9dc5 ^ (lane * 0x9e3779b9);
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
    out[lane] = hash;
  }
  return new Uint8Array(out.buffer);
}

/** Not shared by the machine's `chance`: ids are the same whatever else differs between two runs. */
export function createSealing(machine: Machine) {
  let count = 0;

  /** Some of it is slower than the rest. */
  function later<T>(what: string, work: () => T): Promise<T> {
    const context = machine.current();
    if (!context.alive) return never();
    const answer = deferred<T>();
    machine.after(0.05, context, what, () => {
      try {
        answer.resolve(work());
      } catch (thrown) {
        answer.reject(thrown);
      }
    });
    return answer.promise;
  }

  const bytesOf = (given: ArrayBuffer | Uint8Array): Uint8Array =>
    given instanceof Uint8Array ? given : new Uint8Array(given);
  const seal = (key: Key, about: Uint8Array, plain: Uint8Array) =>
    digest(joined(new Uint8Array([key.made]), about, plain));

  const subtle = {
    generateKey: (): Promise<Key> =>
      later('key', () => {
        count += 1;
        return { made: count };
      }),
    importKey: (_: unknown, bytes: Uint8Array): Promise<Key> =>
      later('import', () => ({ made: digest(bytes)[0] ?? 0 })),
    sign: (_: unknown, key: Key, data: Uint8Array) =>
      later('sign', () => joined(digest(joined(new Uint8Array([key.made]), data))).buffer),
    encrypt: ({ additionalData }: { additionalData: Uint8Array }, key: Key, data: Uint8Array) =>
      later('encrypt', () => joined(seal(key, additionalData, data), data).buffer),
    decrypt: ({ additionalData }: { additionalData: Uint8Array }, key: Key, data: ArrayBuffer | Uint8Array) =>
      later('decrypt', () => {
        const bytes = bytesOf(data);
        const plain = bytes.slice(16);
        const expected = seal(key, additionalData, plain);
        if (!expected.every((byte, index) => byte === bytes[index]))
          throw new DOMException('', 'OperationError');
        return plain.buffer;
      }),
  };

  return {
    subtle,
    randomUUID(): string {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    getRandomValues(into: Uint8Array): Uint8Array {
      count += 1;
      into.fill(count & 0xff);
      return into;
    },
  };
}
