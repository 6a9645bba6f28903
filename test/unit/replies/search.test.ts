import { describe, expect, it } from 'vitest';
import { prepareReplies, searchReplies, withOneUse } from '../../../lib/replies/search.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';

const reply = (id: string, title: string, more: Partial<QuickReply> = {}): QuickReply => ({
  id,
  title,
  text: 'Text',
  ...more,
});
const ids = (
  replies: readonly QuickReply[],
  typed: string,
  options: Partial<Parameters<typeof searchReplies>[2]> = {},
) => searchReplies(replies, typed, { used: {}, languages: ['en'], ...options }).map(({ id }) => id);

describe('quick replies', () => {
  const all = [
    reply('text', 'Else', { text: 'We say hi to you, and café' }),
    reply('inside', 'Say hi'),
    reply('title', 'Hi there'),
    reply('begun', 'Other', { shortcut: '/hip' }),
    reply('exact', 'Greeting', { shortcut: 'hi' }),
  ];

  it('are found by shortcut, then by title, then by text', () => {
    expect(ids(all, 'hi')).toEqual(['exact', 'begun', 'title', 'inside', 'text']);
    expect(ids(all, '/HI')).toEqual(['exact', 'begun', 'title', 'inside', 'text']);
  });

  it('are found without accents, and by words that stand apart', () => {
    expect(ids(all, 'cafe')).toEqual(['text']);
    expect(ids(all, 'else cafe')).toEqual(['text']);
    expect(ids(all, 'else tea')).toEqual([]);
  });

  it('are found by pinyin', () => {
    const han = [reply('hello', '问候', { text: '您好，请稍等' }), reply('bye', '再见')];
    expect(ids(han, 'wenhou')).toEqual(['hello']);
    expect(ids(han, 'zj')).toEqual(['bye']);
    expect(ids(han, 'nihao')).toEqual([]);
    expect(ids(han, 'ninhao')).toEqual(['hello']);
  });

  it('in the language of the chat, or in none, come first', () => {
    const three = [
      reply('en', 'Hello', { language: 'en' }),
      reply('pt', 'Hello', { language: 'pt-BR' }),
      reply('any', 'Hello'),
    ];
    expect(ids(three, '', { languages: ['pt'] })).toEqual(['pt', 'any', 'en']);
    expect(ids(three, 'hello', { languages: ['en-GB'] })).toEqual(['en', 'any', 'pt']);
    expect(
      ids([...three, reply('es', 'Hello', { language: 'es' })], '', { languages: ['es', 'pt', 'zh'] }),
    ).toEqual(['any', 'es', 'pt', 'en']);
  });

  it('that are used most come first, then what was used last, then as they stand', () => {
    const used = { b: { count: 1, at: 5 }, c: { count: 1, at: 9 }, d: { count: 3, at: 1 } };
    expect(
      ids(
        ['a', 'b', 'c', 'd'].map((id) => reply(id, id)),
        '',
        { used },
      ),
    ).toEqual(['d', 'c', 'b', 'a']);
  });

  it('are counted, and forgotten once they are gone', () => {
    const used = { gone: { count: 9, at: 1 }, a: { count: 1, at: 1 } };
    expect(withOneUse(used, 'a', 7, [reply('a', 'A')])).toEqual({ a: { count: 2, at: 7 } });
    expect(withOneUse({}, '__proto__', 7, [reply('__proto__', 'A')])).toEqual(
      Object.fromEntries([['__proto__', { count: 1, at: 7 }]]),
    );
  });

  it('are a thousand, and answer to a key within a frame', () => {
    const thousand = Array.from({ length: 1000 }, (_, n) =>
      reply(`r${n}`, `Réponse ${n} 问候`, { text: `Olá {firstName|você}, número ${n}. `.repeat(8) }),
    );
    prepareReplies(thousand);
    const took = (typed: string) => {
      const start = performance.now();
      ids(thousand, typed);
      return performance.now() - start;
    };
    // The best of several: what else the machine does is not measured.
    for (const typed of ['n', 'numero', 'wenhou', '999', 'ola numero', 'nothing'])
      expect(Math.min(...Array.from({ length: 30 }, () => took(typed))), typed).toBeLessThan(16);
  });
});
