import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillReply } from '../../../lib/replies/fill.ts';
import { parseTemplate } from '../../../lib/replies/template.ts';
import { type ReplyFacts, replyValues } from '../../../lib/replies/values.ts';
import { templateText } from './arbitraries.ts';

const ana = {
  name: 'Ana Cliente',
  company: 'Acme',
  owner: 'Bo',
  stage: 'Talking',
  fields: [
    { name: 'Shoe size', text: '38' },
    { name: 'Colour', text: null },
  ],
};
const facts: ReplyFacts = {
  customer: ana,
  phone: '+55 11 90000-0001',
  order: { number: 'A-17', status: 'Sent' },
  agent: 'Eva',
  now: Date.UTC(2026, 10, 28, 14, 5),
  language: 'en',
  timeZone: 'UTC',
  isMasked: false,
};

const fill = (text: string, changed: Partial<ReplyFacts> = {}, answers: Record<string, string> = {}) =>
  fillReply(parseTemplate(text), replyValues({ ...facts, ...changed }), new Map(Object.entries(answers)));
const called = (name: string) => ({ customer: { ...ana, name } });

describe('a reply that is filled in', () => {
  it.each([
    ['Hi {firstName}, {agent} here.', 'Hi Ana, Eva here.'],
    ['{name} {phone} {stage} {owner} {company}', 'Ana Cliente +55 11 90000-0001 Talking Bo Acme'],
    ['{field:shoe SIZE}', '38'],
    ['{order.number}: {order.status}', 'A-17: Sent'],
    ['{date} {time}', 'November 28, 2026 2:05 PM'],
    ['{{name}} is {', '{name} is {'],
    ['a\r\nb', 'a\nb'],
  ])('says %j as %j', (text, said) => {
    expect(fill(text)).toMatchObject({ text: said, missing: [] });
  });

  it('writes date and time in the language of the reply', () => {
    expect(fill('{date} {time}', { language: 'pt-BR' }).text).toBe('28 de novembro de 2026 14:05');
  });

  it.each([
    ['{name}', { customer: null }, 'no-customer'],
    ['{field:Colour}', {}, 'not-known'],
    ['{field:Hat size}', {}, 'no-such-field'],
    ['{phone}', { phone: 'hidden' as const }, 'hidden-number'],
    ['{phone}', { phone: null }, 'not-known'],
    ['{name}', called('+55 11 90000-0001'), 'not-known'],
    ['{company}', { customer: { ...ana, company: ' \u202e ' } }, 'not-known'],
    ['{order.number}', { order: 'choose' as const }, 'choose-order'],
    ['{order.number}', { order: null }, 'no-order'],
    ['{order.status}', { order: { number: 'A', status: null } }, 'not-known'],
    ['{agent}', { agent: null }, 'not-known'],
  ])('asks for %s where there is no value', (text, changed, why) => {
    expect(fill(`Hi ${text}`, changed)).toMatchObject({ text: null, missing: [{ source: text, why }] });
  });

  it('takes what the reply says in its place, and what the agent types before that', () => {
    expect(fill('Hi {firstName|there}', { customer: null }).text).toBe('Hi there');
    expect(fill('Hi {firstName|there}', { customer: null }, { firstName: 'Ana' }).text).toBe('Hi Ana');
    expect(fill('Hi {firstName|there}', {}, { firstName: 'Bea' }).text).toBe('Hi Ana');
  });

  it('asks once for what stands there twice, and takes no blank for an answer', () => {
    const asked = fill('{?Size} {?Size} {company}', { customer: { ...ana, company: null } });
    expect(asked.missing.map(({ source }) => source)).toEqual(['{?Size}', '{company}']);
    expect(fill('{?Size} {?Size}', {}, { '? Size': ' M ' }).text).toBe('M M');
    expect(fill('{?Size}', {}, { '? Size': '  ' }).text).toBeNull();
  });

  it('refuses a variable that there is not, whatever was typed for it', () => {
    expect(fill('{nam}', {}, { '{nam}': 'Ana' })).toMatchObject({
      text: null,
      missing: [{ kind: 'unknown' }],
    });
  });

  it('puts values in as text: nothing in them turns the sentence, breaks it, or is filled in again', () => {
    expect(fill('Hi {name}!', called('\u202eAna\u2066\n\u2028<b>{phone}</b>\u0000')).text).toBe(
      'Hi Ana <b>{phone}</b>!',
    );
    expect(fill('Hi {name}!', called('👩‍👩‍👧 شیر\u200cین')).text).toBe('Hi 👩‍👩‍👧 شیر\u200cین!');
  });

  it('keeps the lines of a field that has lines, and of nothing else', () => {
    const text = ' Rua das Flores 12\r\n\u202e2º\u0000 andar\u2028\n\tSão Paulo \n\n';
    const fields = [
      { name: 'Address', text, hasLines: true },
      { name: 'City', text },
      { name: 'Remark', text: ' \n\u202e\n ', hasLines: true },
    ];
    const written = (reply: string) =>
      fill(reply, { customer: { ...ana, name: text, company: text, fields }, agent: text });
    expect(written('{field:Address}!').text).toBe('Rua das Flores 12\n2º andar\n\nSão Paulo!');
    const line = 'Rua das Flores 12 2º andar São Paulo';
    expect(written('{field:City}|{name}|{company}|{agent}').text).toBe([line, line, line, line].join('|'));
    expect(written('{field:Remark}').missing).toMatchObject([{ why: 'not-known' }]);
  });

  it('keeps numbers masked in every line', () => {
    const fields = [{ name: 'Address', text: 'Call\n11 90000-\n0001', hasLines: true }];
    expect(fill('{field:Address}', { customer: { ...ana, fields }, isMasked: true }).text).toBe(
      'Call\n•• •••••-\n0001',
    );
  });

  it('says which values WhatsApp would read as formatting', () => {
    expect(fill('*Hi* {name} {company}', called('*Ana*')).formatted).toEqual(['*Ana*']);
  });

  it('takes nothing for a value that has a number in it which WhatsApp hides', () => {
    const withheld = ['11900000001'];
    expect(fill('{company} {name}', { ...called('Ana (11) 90000-0001'), withheld })).toMatchObject({
      text: null,
      missing: [{ source: '{name}', why: 'hidden-number' }],
    });
  });

  it('keeps numbers masked, and dates and numbers of orders as they are', () => {
    const masked = { isMasked: true, order: { number: '20261128001', status: null } };
    expect(fill('{phone} {order.number}', masked).text).toBe('+•• •• •••••-0001 20261128001');
    expect(fill('{company}', { ...masked, customer: { ...ana, company: 'Call 11 90000-0001' } }).text).toBe(
      'Call •• •••••-0001',
    );
  });

  it('never leaves a variable in, never drops text, never throws', () => {
    const values = fc.option(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('{name}', '\u202e', '*x*')),
    );
    fc.assert(
      fc.property(templateText, values, fc.boolean(), (text, value, isMasked) => {
        const customer =
          value === null
            ? null
            : {
                ...ana,
                name: value,
                company: value,
                fields: [{ name: value, text: value, hasLines: isMasked }],
              };
        const filled = fill(text, { customer, isMasked, agent: value, phone: value });
        const parts = parseTemplate(text);
        expect(filled.pieces).toHaveLength(parts.length);
        for (const [place, part] of parts.entries()) {
          const piece = filled.pieces[place];
          if (part.kind === 'text') expect(piece).toEqual({ kind: 'text', text: part.text });
          else if (piece?.kind === 'value') expect(piece.text.trim()).not.toBe('');
          else
            expect(filled.missing.some(({ key }) => piece?.kind === 'gap' && key === piece.key)).toBe(true);
        }
        const joined = filled.pieces.map((piece) => (piece.kind === 'gap' ? '' : piece.text)).join('');
        expect(filled.text).toBe(filled.missing.length > 0 ? null : joined);
      }),
    );
  });
});
