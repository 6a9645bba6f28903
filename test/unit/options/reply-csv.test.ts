import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../components/options/replies/csv.ts';
import { planCsv } from '../../../components/options/replies/csv-replies.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';

const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

describe('a CSV file', () => {
  it.each([
    [
      'commas',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'semicolons, where a spreadsheet has the comma for numbers',
      'a;b,c;d\r\n1;2,5;3',
      [
        ['a', 'b,c', 'd'],
        ['1', '2,5', '3'],
      ],
    ],
    [
      'tabs',
      'a\tb, c\rd\te',
      [
        ['a', 'b, c'],
        ['d', 'e'],
      ],
    ],
    ['a separator that is named', 'sep=;\na;b', [['a', 'b']]],
    ['a byte order mark', '\ufeffa,b', [['a', 'b']]],
    ['quotes', '"a, ""b""",c\n', [['a, "b"', 'c']]],
    [
      'line breaks in cells',
      '"a\r\nb",c\n"d\ne","f"',
      [
        ['a\r\nb', 'c'],
        ['d\ne', 'f'],
      ],
    ],
    ['a quote inside a word', '5" nail,x', [['5" nail', 'x']]],
    ['empty cells', ',a,\n', [['', 'a', '']]],
    ['empty lines', '\n\na,b\n , \n\n', [['a', 'b']]],
    ['nothing', '', []],
  ])('is read with %s', (_, text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it('says on which line of the file each record begins', () => {
    const text = 'title,text\n"a","1\n2\n3"\n\nb,2';
    expect(readCsv(text).map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  it('says of a quotation mark that is never closed', () => {
    expect(readCsv('a,b\nc,"d\ne,f')).toEqual([
      { line: 1, cells: ['a', 'b'], isOpen: false },
      { line: 2, cells: ['c', 'd\ne,f'], isOpen: true },
    ]);
  });
});

describe('quick replies out of a file', () => {
  const present: QuickReply[] = [{ id: 'hi', title: 'Greeting', shortcut: 'hi', text: 'Hi!' }];
  const whys = (text: string) => planCsv(text, present).left.map(({ line, why }) => [line, why]);

  it('stand in the columns that the first line names, else title, shortcut, text', () => {
    const reply = { title: 'Late', shortcut: 'l', text: 'It is late, {name}.' };
    expect(planCsv('Late,/l,"It is late, {name}."', present)).toEqual({ taken: [reply], left: [] });
    const file = 'Text;Notes;LANGUAGE;Title;Group\n"One\ntwo";x;pt-BR;Atraso;Envio';
    expect(planCsv(file, present).taken).toEqual([
      { title: 'Atraso', text: 'One\ntwo', language: 'pt-BR', group: 'Envio' },
    ]);
  });

  it('are left out by line where something is wrong with them', () => {
    const rows = [
      'title,shortcut,text,language',
      ',a,text,',
      'No text,b,"  ",',
      'Price,c,It costs {price}.,',
      'Brace,d,a { alone,',
      'Tongue,e,text,no_such_language',
      'Open,f,"never closed',
    ];
    const plan = planCsv(rows.join('\n'), present);
    expect(plan.taken.map(({ title }) => title)).toEqual(['Brace']);
    expect(plan.left.map(({ line, why }) => [line, why])).toEqual([
      [2, 'no-title'],
      [3, 'no-text'],
      [4, { unknown: '{price}' }],
      [6, 'language'],
      [7, 'unclosed'],
    ]);
  });

  it('are left out where one of their title or shortcut is there, in the same language', () => {
    expect(whys('greeting,x,a\nHello,/HI,b')).toEqual([
      [1, 'same-title'],
      [2, 'same-shortcut'],
    ]);
    const file = 'title,shortcut,text,language\nOlá,hi,c,pt-BR\nOlá,y,d,pt-br\nNew,n,e,\nOther,N,f,';
    expect(planCsv(file, present).taken.map(({ title }) => title)).toEqual(['Olá', 'New']);
    expect(whys(file)).toEqual([
      [3, 'same-title'],
      [5, 'same-shortcut'],
    ]);
  });

  it('are a thousand in a moment, and no more than there is room for', () => {
    const file = Array.from({ length: 2100 }, (_, at) => `No ${at},s${at},"Text\n${at}"`).join('\n');
    const { taken, left } = planCsv(file, present);
    expect(taken).toHaveLength(1999);
    expect(left[0]).toEqual({ line: 3999, title: 'No 1999', why: 'full' });
  });
});
