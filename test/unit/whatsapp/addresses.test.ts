import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOfJid, lidDigits, numberOfJid } from '../../../lib/whatsapp/notation/jid.ts';
import { parseMessageKey } from '../../../lib/whatsapp/notation/message-key.ts';

describe('a number in an address', () => {
  it.each([
    ['5511900000001@c.us', '5511900000001'],
    ['5511900000001@s.whatsapp.net', '5511900000001'],
    ['1234567@c.us', '1234567'],
    ['123456@c.us', null],
    ['1234567890123456@c.us', null],
    ['100000000000001@lid', null],
    ['100000000000001@hosted.lid', null],
    ['120363000000000001@g.us', null],
    ['5511900000001-1400000000@g.us', null],
    ['5511900000001@c.us.example', null],
    ['+5511900000001@c.us', null],
    ['5511900000001:3@c.us', null],
    ['', null],
  ])('%s is %s', (jid, number) => {
    expect(numberOfJid(jid)).toBe(number);
  });

  it('is never taken from a LID, whatever its digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,20}$/), fc.constantFrom('lid', 'hosted.lid'), (digits, server) => {
        expect(numberOfJid(`${digits}@${server}`)).toBeNull();
        expect(lidDigits(`${digits}@${server}`)).toBe(digits);
      }),
    );
  });
});

describe('the kind of a chat', () => {
  it.each([
    ['5511900000001@c.us', 'person'],
    ['5511900000001@s.whatsapp.net', 'person'],
    ['100000000000001@lid', 'person'],
    ['100000000000001@hosted.lid', 'person'],
    ['120363000000000001@g.us', 'group'],
    ['120363000000000001@newsletter', 'channel'],
    ['1794000000@broadcast', 'broadcast'],
    ['status@broadcast', 'broadcast'],
    ['100000000000040@bot', 'bot'],
    ['13135550002@c.us', 'bot'],
    ['0@c.us', 'system'],
    ['1@future', null],
    ['nonsense', null],
    ['@c.us', null],
  ])('%s is %s', (jid, kind) => {
    expect(kindOfJid(jid)).toBe(kind);
  });
});

describe('the key of a message', () => {
  it('names its chat, not who wrote it', () => {
    expect(parseMessageKey('false_120363000000000001@g.us_AC01_100000000000003@lid')).toMatchObject({
      chatId: '120363000000000001@g.us',
      messageId: 'AC01',
      fromMe: false,
      toSelf: false,
    });
  });

  it('tells the agent’s own chat by its ending', () => {
    expect(parseMessageKey('true_5511999999999@c.us_3EB0_out')?.toSelf).toBe(true);
    expect(parseMessageKey('false_5511999999999@c.us_3EB0_in')?.toSelf).toBe(true);
    expect(parseMessageKey('false_5511999999999@c.us_3EB0')?.toSelf).toBe(false);
  });

  it.each(['', '3EB0AA', 'maybe_5511@c.us_3EB0', 'true_5511_3EB0', 'true_5511@c.us_', 'true__3EB0'])(
    '%j is none',
    (text) => {
      expect(parseMessageKey(text)).toBeNull();
    },
  );
});
