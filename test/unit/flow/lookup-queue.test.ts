import { describe, expect, it } from 'vitest';
import { createLookupQueue } from '../../../lib/flow/lookup-queue.ts';

function harness(width: number) {
  const wanted = new Set<string>();
  const began: string[] = [];
  const finish = new Map<string, () => void>();
  const queue = createLookupQueue<string>({ wanted: (key) => wanted.has(key), width });
  /** Ends this very run of a key, whatever runs under it by then. */
  function end(key: string): () => Promise<void> {
    const done = finish.get(key);
    return async () => {
      done?.();
      await new Promise((ended) => setImmediate(ended));
    };
  }

  return {
    wanted,
    began,
    end,
    letGo: queue.letGo,
    askedWith: queue.askedWith,
    /** `asked`: with what, and as what it is noted. */
    ask(key: string, anew = false, { asked = key, instead = false } = {}) {
      wanted.add(key);
      const work = (must: boolean) => {
        began.push(must ? `${asked} anew` : asked);
        return new Promise<() => Promise<void>>((done) => finish.set(key, () => done(async () => {})));
      };
      queue.ask(key, asked, work, { anew, instead });
    },
    finish: (key: string) => end(key)(),
  };
}

describe('the queue of look-ups', () => {
  it('begins with the one that was asked for last', async () => {
    const queue = harness(1);
    for (const key of ['a', 'b', 'c']) queue.ask(key);
    await queue.finish('a');
    expect(queue.began).toEqual(['a', 'c']);
  });

  it('begins with the one that was asked for last, be it not for the first time', async () => {
    const queue = harness(1);
    for (const key of ['a', 'b', 'c', 'b']) queue.ask(key);
    await queue.finish('a');
    expect(queue.began).toEqual(['a', 'b']);
  });

  it('reads anew what was being read anew when all was let go, once it is asked for again', () => {
    const queue = harness(2);
    queue.ask('a', true);
    queue.ask('b');
    queue.letGo();
    for (const key of ['a', 'b']) queue.ask(key);
    expect(queue.began).toEqual(['a anew', 'b', 'a anew', 'b']);
  });

  it('keeps to its width, whatever is let go and ends later', async () => {
    const queue = harness(2);
    for (const key of ['a', 'b', 'c', 'd']) queue.ask(key);
    const endOfFirst = queue.end('a');
    queue.letGo('a');
    expect(queue.began).toEqual(['a', 'b', 'd']);
    await queue.finish('d');
    queue.ask('a');
    await queue.finish('c');
    expect(queue.began).toEqual(['a', 'b', 'd', 'c', 'a']);
    queue.ask('e');
    await endOfFirst();
    expect(queue.began).toEqual(['a', 'b', 'd', 'c', 'a']);
  });

  it('never begins what nobody waits for any more', async () => {
    const queue = harness(1);
    for (const key of ['a', 'b', 'c']) queue.ask(key);
    queue.wanted.delete('b');
    await queue.finish('a');
    await queue.finish('c');
    expect(queue.began).toEqual(['a', 'c']);
  });

  it('does not begin twice what is under way', async () => {
    const queue = harness(2);
    queue.ask('a');
    queue.ask('a');
    await queue.finish('a');
    expect(queue.began).toEqual(['a']);
    queue.ask('a');
    expect(queue.began).toEqual(['a', 'a']);
  });

  it('begins again, once, what was to be read anew while it was under way', async () => {
    const queue = harness(2);
    queue.ask('a');
    queue.ask('a', true);
    queue.ask('a', true);
    expect(queue.began).toEqual(['a']);
    await queue.finish('a');
    await queue.finish('a');
    expect(queue.began).toEqual(['a', 'a anew']);
  });

  it('reads anew what somebody asked for so, whoever asks after that', async () => {
    const queue = harness(1);
    queue.ask('a');
    queue.ask('b', true);
    queue.ask('b');
    queue.wanted.delete('b');
    await queue.finish('a');
    expect(queue.began).toEqual(['a', 'b anew']);
  });

  it('begins in place of what is under way, and of what was to be read anew after it', async () => {
    const queue = harness(2);
    queue.ask('a');
    queue.ask('a', true);
    queue.ask('a', false, { asked: 'better a', instead: true });
    expect(queue.began).toEqual(['a', 'better a anew']);
    queue.ask('a', false, { asked: 'best a', instead: true });
    expect(queue.askedWith('a')).toBe('best a');
    await queue.finish('a');
    expect(queue.askedWith('a')).toBeNull();
    expect(queue.began).toEqual(['a', 'better a anew', 'best a anew']);
  });

  it('waits for nothing that is worth nothing any more', async () => {
    const queue = harness(1);
    queue.ask('a');
    queue.ask('b');
    queue.letGo('a');
    expect(queue.began).toEqual(['a', 'b']);
    await queue.finish('a');
    queue.ask('c');
    expect(queue.began).toEqual(['a', 'b']);
    queue.letGo();
    expect(queue.began).toEqual(['a', 'b', 'c']);
  });
});
