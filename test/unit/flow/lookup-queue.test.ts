import { describe, expect, it } from 'vitest';
import { createLookupQueue } from '../../../lib/flow/lookup-queue.ts';

function harness(width: number) {
  const wanted = new Set<string>();
  const began: string[] = [];
  const finish = new Map<string, () => void>();
  const queue = createLookupQueue({ wanted: (key) => wanted.has(key), width });
  return {
    wanted,
    began,
    ask(key: string) {
      wanted.add(key);
      queue.ask(key, () => {
        began.push(key);
        return new Promise<void>((done) => finish.set(key, done));
      });
    },
    async finish(key: string) {
      finish.get(key)?.();
      await new Promise((done) => setImmediate(done));
    },
  };
}

describe('the queue of look-ups', () => {
  it('begins with the one that was asked for last', async () => {
    const queue = harness(1);
    for (const key of ['a', 'b', 'c']) queue.ask(key);
    await queue.finish('a');
    expect(queue.began).toEqual(['a', 'c']);
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
    expect(queue.began).toEqual(['a']);
    await queue.finish('a');
    queue.ask('a');
    expect(queue.began).toEqual(['a', 'a']);
  });
});
