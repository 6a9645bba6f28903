import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callbackAnswer, readCallback, readV2Event } from '../../../lib/crm/youmi/callbacks.ts';
import { isAppError } from '../../../lib/errors/app-error.ts';

/** The envelope, and the three fields of `Values` that are known. */
const callback = (more: Record<string, unknown> = {}) => ({
  Type: 0,
  MerchantId: '640462692',
  MsgTime: 1_526_024_414,
  Values: { ad_friend_id: 4711, ad_friend_uwenober: 'ana_88', ad_friend_wenober: 'dong23287' },
  ...more,
});
const ana = { ad_friend_id: '4711', ad_friend_uwenober: 'ana_88', ad_friend_wenober: 'dong23287' };
const friendsOf = (Values: unknown) => readCallback(callback({ Values }), null).friends;

describe('a callback', () => {
  it('tells what happened, to whom, when and at which company', () => {
    expect(readCallback(callback(), null)).toEqual({
      kind: 'marks-saved',
      merchantId: '640462692',
      at: '2018-05-11T07:40:14.000Z',
      friends: [ana],
    });
  });

  it.each([
    [0, 'marks-saved'],
    [1, 'message-sent'],
    [2, 'profile-edited'],
    [3, 'group'],
    [4, 'chat-message'],
    [5, 'friend-list'],
    [6, 'device-fault'],
    [7, 'moment-noticed'],
    [8, 'moment-answered'],
    [9, 'unknown'],
  ])('of type %i is %s, and so it is as text', (type, kind) => {
    expect(readCallback(callback({ Type: type }), null).kind).toBe(kind);
    expect(readCallback(callback({ Type: ` ${type}` }), null).kind).toBe(kind);
  });

  it('may come as text, and so may what is in it', () => {
    const inner = JSON.stringify(callback().Values);
    const text = JSON.stringify(callback({ MerchantId: 640_462_692, MsgTime: '1526024414', Values: inner }));
    expect(readCallback(text, '640462692')).toEqual(readCallback(callback(), null));
  });

  it('keeps nothing of what is said in it', () => {
    const said = { ...callback().Values, content: 'My card is 4242', remark: 'rich', dockPwd: 's3cret' };
    const event = readCallback(callback({ Type: 4, Values: said, Extra: 'more' }), null);
    expect(event).toEqual({ ...readCallback(callback({ Type: 4 }), null) });
  });

  it('may be about several, about one who is known in part, or about nobody', () => {
    expect(friendsOf([callback().Values, { ad_friend_uwenober: 'bo' }, { other: 1 }, null, 7, []])).toEqual([
      ana,
      { ad_friend_id: null, ad_friend_uwenober: 'bo', ad_friend_wenober: null },
    ]);
    for (const nobody of [null, undefined, '', 'device 3 is offline', 0, {}, [], { ad_friend_id: ' ' }])
      expect(friendsOf(nobody)).toEqual([]);
  });

  it.each([undefined, null, '', 0, -1, 'soon', '2018-05-11T15:40:14+08:00', 1_526_024_414_000, [1], true])(
    'has no time where it is %o',
    (MsgTime) => expect(readCallback(callback({ MsgTime }), null).at).toBeNull(),
  );

  it('of another company is refused, without a word of it', () => {
    const read = () => readCallback(callback(), '1');
    expect(read).toThrowError(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(read).not.toThrowError(/640462692|ana_88|4711/);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['no JSON', '{'],
    ['a page of a proxy', '<html>502</html>'],
    ['a list', [callback()]],
    ['without a type', callback({ Type: undefined })],
    ['of a type that is no number', callback({ Type: 'chat' })],
    ['of a negative type', callback({ Type: -1 })],
    ['of half a type', callback({ Type: 0.5 })],
    ['of a type that is a switch', callback({ Type: true })],
    ['without a company', callback({ MerchantId: ' ' })],
    ['of several companies', callback({ MerchantId: ['1', '2'] })],
    ['about a friend whose number is a list', callback({ Values: { ad_friend_id: [4711] } })],
  ])('that is %s is refused whole', (_, message) => {
    expect(() => readCallback(message, null)).toThrowError(expect.objectContaining({ code: 'BAD_RESPONSE' }));
  });
});

describe('a v2 event', () => {
  it.each([
    ['fansInfoChange', 'friend-changed'],
    ['fansAttributionChange', 'owner-changed'],
    ['chat', 'chat-message'],
    ['rpaTaskResult', 'task-result'],
    ['Chat', 'unknown'],
    ['constructor', 'unknown'],
  ])('named %s is %s', (name, kind) => {
    expect(readV2Event(` ${name} `)).toEqual({ kind });
  });

  it.each([undefined, null, '', ' ', 4, { name: 'chat' }])('named %o is refused', (name) => {
    expect(() => readV2Event(name)).toThrowError(expect.objectContaining({ code: 'BAD_RESPONSE' }));
  });
});

describe('whatever arrives', () => {
  const odd = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    fc.json(),
    fc.constantFrom<unknown>('__proto__', Number.POSITIVE_INFINITY, '1e999'),
  );
  const shaped = fc.record(
    { Type: fc.oneof(fc.nat(12), odd), MerchantId: fc.oneof(fc.string(), odd), MsgTime: odd, Values: odd },
    { requiredKeys: [] },
  );
  const friend = fc.record({ ad_friend_id: odd, ad_friend_uwenober: odd }, { requiredKeys: [] });
  const nearly = fc.record({
    Type: fc.nat(9),
    MerchantId: fc.constant('m'),
    MsgTime: odd,
    Values: fc.oneof(friend, fc.array(friend), fc.constant(null)),
  });

  it('is an event as promised or a named error, which tells nothing of it', () => {
    const seen = { events: 0, errors: 0 };
    fc.assert(
      fc.property(fc.oneof(odd, shaped, nearly), (message) => {
        try {
          const { kind, merchantId, at, friends, ...more } = readCallback(message, null);
          expect([typeof kind, more]).toEqual(['string', {}]);
          expect(merchantId.trim()).not.toBe('');
          expect(at === null || new Date(at).toISOString() === at).toBe(true);
          for (const one of friends) {
            const texts = Object.values(one).filter((value) => value !== null);
            expect(texts.length).toBeGreaterThan(0);
            expect(texts.every((text) => typeof text === 'string' && text.trim() !== '')).toBe(true);
          }
          seen.events += 1;
        } catch (thrown) {
          if (!isAppError(thrown)) throw thrown;
          expect(thrown.detail).toMatch(/^callback: (envelope|friend)$/);
          seen.errors += 1;
        }
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.events, seen.errors)).toBeGreaterThan(200);
  });

  it('as a name is a kind or a named error', () => {
    fc.assert(
      fc.property(odd, (name) => {
        try {
          expect(typeof readV2Event(name).kind).toBe('string');
        } catch (thrown) {
          if (!isAppError(thrown)) throw thrown;
        }
      }),
    );
  });
});

it('is answered as the page for relays says', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/youmi-callbacks.md'), 'utf8');
  const [, example = ''] = /`callbackAnswer`.*?```json\n([^`]*)```/s.exec(page) ?? [];
  expect(JSON.parse(example)).toEqual(callbackAnswer);
});
