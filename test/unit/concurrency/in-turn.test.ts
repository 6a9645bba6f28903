import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQueue, createTurns } from '../../../lib/concurrency/in-turn.ts';

/** Work that ends when it is told to, and notes that it began. */
function held(began: string[], name: string) {
  let end: { well(): void; ill(thrown: unknown): void } = { well() {}, ill() {} };
  const ended = new Promise<string>((resolve, reject) => {
    end = { well: () => resolve(name), ill: reject };
  });
  const work = () => {
    began.push(name);
    return ended;
  };
  return { work, ...end };
}

const settled = () => new Promise((done) => setImmediate(done));

describe('what is given to one queue', () => {
  it('begins in its order, each when the one before has ended', async () => {
    const inTurn = createQueue();
    const began: string[] = [];
    const [one, two] = [held(began, 'one'), held(began, 'two')];
    const ends = Promise.all([inTurn(one.work), inTurn(two.work)]);
    await settled();
    expect(began).toEqual(['one']);
    two.well();
    one.well();
    expect(await ends).toEqual(['one', 'two']);
    expect(began).toEqual(['one', 'two']);
  });

  it('fails for its giver alone, and what is behind begins all the same', async () => {
    const inTurn = createQueue();
    const began: string[] = [];
    const one = held(began, 'one');
    const first = inTurn(one.work);
    const second = inTurn(async () => began.push('two'));
    one.ill(new Error('full'));
    await expect(first).rejects.toThrow('full');
    expect(await second).toBe(2);
  });

  it('fails alike where the work throws before it waits for anything', async () => {
    const inTurn = createQueue();
    const thrown = inTurn(() => {
      throw new Error('at once');
    });
    await expect(thrown).rejects.toThrow('at once');
    expect(await inTurn(async () => 'next')).toBe('next');
  });
});

describe('turns by key', () => {
  it('make nobody wait for another key', async () => {
    const inTurn = createTurns();
    const began: string[] = [];
    void inTurn('a', held(began, 'slow').work);
    expect(await inTurn('b', async () => 'quick')).toBe('quick');
    expect(began).toEqual(['slow']);
  });

  it('have work of several keys wait for all of them, and be waited for by each', async () => {
    const inTurn = createTurns();
    const began: string[] = [];
    const [a, b, both, after] = ['a', 'b', 'both', 'after'].map((name) => held(began, name));
    const ends = [
      inTurn('a', a?.work ?? fail),
      inTurn('b', b?.work ?? fail),
      inTurn(['a', 'b'], both?.work ?? fail),
      inTurn('b', after?.work ?? fail),
    ];
    a?.well();
    await settled();
    expect(began).toEqual(['a', 'b']);
    b?.well();
    await settled();
    expect(began).toEqual(['a', 'b', 'both']);
    both?.well();
    after?.well();
    expect(await Promise.all(ends)).toEqual(['a', 'b', 'both', 'after']);
  });

  it('begin nothing for who was aborted while waiting, and keep no one behind waiting', async () => {
    const inTurn = createTurns();
    const began: string[] = [];
    const first = held(began, 'first');
    const ahead = inTurn('a', first.work);
    const patience = new AbortController();
    const left = inTurn('a', held(began, 'left').work, patience.signal);
    const behind = inTurn('a', async () => 'behind');
    patience.abort(new Error('gone'));
    first.well();
    await expect(left).rejects.toThrow('gone');
    expect(await behind).toBe('behind');
    expect(began).toEqual(['first']);
    await ahead;
  });

  it('never overlap on a key, whatever the keys, and all come to their end', async () => {
    const keysOf = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 });
    const works = fc.array(fc.record({ keys: keysOf, turns: fc.nat(5), fails: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(works, async (given) => {
        const inTurn = createTurns();
        const busy = new Set<string>();
        const ends = given.map(({ keys, turns, fails }) =>
          inTurn(keys, async () => {
            expect(keys.filter((key) => busy.has(key))).toEqual([]);
            for (const key of keys) busy.add(key);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            for (const key of keys) busy.delete(key);
            if (fails) throw new Error('as it should');
          }),
        );
        const results = await Promise.allSettled(ends);
        expect(results.map(({ status }) => status === 'rejected')).toEqual(given.map(({ fails }) => fails));
      }),
    );
  });
});

function fail(): never {
  throw new Error('no work');
}
