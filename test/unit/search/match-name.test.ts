import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { foldAccents, foldKeepingAccents, foldText } from '../../../lib/search/fold-text.ts';
import { type Fit, nameMatcher, prepareNames } from '../../../lib/search/match-name.ts';
import { pinyinReadings } from '../../../lib/search/pinyin-readings.ts';

const match = (name: string, typed: string): Fit => nameMatcher(typed)(name);

describe('a type-ahead', () => {
  it('takes no notice of accents, case and width', () => {
    expect(foldText('  CAFÉ  Ａçaí ')).toBe('cafe acai');
    expect(foldText('Straße')).toBe('strasse');
    expect(foldText('IŁIĞ')).toBe('ilig');
    expect(match('Café', 'CAFE ')).toBe(0);
    expect(match('Café', 'Cafés')).toBeNull();
  });

  it.each([
    ['O’Brien', "o'brien"],
    ["O'Brien", 'O‘Brien'],
    ['So\u00adap', 'soap'],
    ['\u2068Ana\u2069', 'ana'],
    ['Rock‐Pop', 'rock-pop'],
    ['А́нна', 'анна'],
    ['ёлка', 'елка'],
    ['مُحَمَّد', 'محمد'],
    ['أحمد', 'احمد'],
    ['احمد', 'أحمد'],
    ['محمد', 'مُحَمَّد'],
    ['فاطمة', 'فاطمه'],
    ['مدرسه', 'مدرسة'],
    ['مصطفى', 'مصطفي'],
    ['علي', 'على'],
    ['علی', 'علي'],
    ['آمال', 'امال'],
    ['إبراهيم', 'أبراهيم'],
    ['ٱلله', 'الله'],
    ['مؤمن', 'مومن'],
    ['رائد', 'رايد'],
    ['مـــحـمد', 'محمد'],
    ['محمد', 'محـمّـد'],
    ['ﻣﺤﻤﺪ', 'محمد'],
    ['١٢', '12'],
  ])('finds %s by %s', (name, typed) => {
    expect(match(name, typed)).toBe(0);
  });

  it.each([
    ['ป่า', 'ป้า'],
    ['Bạn', 'Bán'],
    ['ハ', 'パ'],
    ['パ', 'ハ'],
    ['कम', 'काम'],
    ['काम', 'कम'],
    ['май', 'маи'],
    ['di', 'đi'],
    ['نور', 'تور'],
    ['حسن', 'خسن'],
  ])('does not find %s by %s, which is another word', (name, typed) => {
    expect(match(name, typed)).toBeNull();
  });

  it('finds what was typed with its accents, and without any', () => {
    expect(match('Bạn thân', 'bạn')).toBe(0);
    expect(match('Bạn thân', 'ban than')).toBe(0);
    expect(match('Bạn thân', 'bạ')).toBe(0);
  });

  it('folds a text that is folded into itself', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(
          ...'aÉßıİđ’`´ -–ー゛パﾊﾟ각ป้कामЁй٣①½أآإٱةىیکؤئءـﷲﹷﹱﱟ\u064e\u0651\u0670'.normalize('NFC'),
        ),
      }),
    );
    fc.assert(
      fc.property(text, (written) => {
        expect(foldText(foldText(written))).toBe(foldText(written));
        expect(foldKeepingAccents(foldKeepingAccents(written))).toBe(foldKeepingAccents(written));
      }),
    );
  });

  it('finds a name in Arabic however its letters alike are written, and whatever is put between them', () => {
    const groups = ['اأإآٱ', 'هة', 'يىیئ', 'وؤ', 'كک', 'ب', 'د', ' '];
    const shapes = fc
      .constantFrom(...groups)
      .chain((group) => fc.tuple(fc.constantFrom(...group), fc.constantFrom(...group)));
    const between = fc.constantFrom('', '\u0640', '\u064e', '\u0651\u064f', '\u0640\u0652');
    fc.assert(
      fc.property(fc.array(fc.tuple(shapes, between), { minLength: 1 }), (letters) => {
        const name = letters.map(([[one]]) => one).join('');
        const typed = letters.map(([[, other], mark]) => (other === ' ' ? other : other + mark)).join('');
        expect(match(name, typed)).toBe(0);
        expect(match(typed, name)).toBe(0);
      }),
    );
  });

  it('leaves each letter what it is where a name is told from another', () => {
    const letter = fc.constantFrom(...'هةيىیكکاٱبـ');
    fc.assert(
      fc.property(fc.array(letter), (letters) => {
        expect(foldAccents(letters.join(''))).toBe(letters.join(''));
      }),
    );
  });

  it('finds every name by itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(match(name, name)).toBe(0);
      }),
    );
  });

  it('ranks a beginning before a word before the middle', () => {
    expect(match('Shoes', 'sh')).toBe(0);
    expect(match('Blue shoes', 'sh')).toBe(1);
    expect(match('Blueshoes', 'sh')).toBe(2);
    expect(match('Bags', 'sh')).toBeNull();
  });

  it('lets every name through while nothing is typed', () => {
    expect(match('热门', '  ')).toBe(0);
  });
});

describe('a Han name', () => {
  it.each([
    ['whole pinyin', '热门', 'remen'],
    ['whole pinyin in syllables', '热门', 're men'],
    ['an apostrophe between syllables', '西安', "xi'an"],
    ['first letters', '热门', 'rm'],
    ['a syllable and a first letter', '热门', 'rem'],
    ['a first letter and a syllable', '热门', 'rmen'],
    ['the beginning of the last syllable', '热门', 'reme'],
    ['capitals', '热门', 'ReMen'],
    ['two letters of one sound', '重要', 'zhy'],
    ['what is written', '热门', '热'],
    ['what is written and pinyin', '热门', '热men'],
    ['pinyin and what is written', '热门', 're门'],
    ['mixed text', 'VIP客户', 'vipkehu'],
    ['mixed text by letters', 'VIP 客户 A', 'vip kha'],
    ['traditional characters', '熱門', 'remen'],
    ['ü typed as v', '绿色', 'lvse'],
    ['ü typed as u', '绿色', 'luse'],
    ['a rare ü', '省略', 'shenglve'],
  ])('answers to %s', (_, name, typed) => {
    expect(match(name, typed)).toBe(0);
  });

  it.each([
    ['重庆', 'chongqing'],
    ['重庆', 'zhongqing'],
    ['重庆', 'cq'],
    ['银行', 'yinhang'],
    ['行动', 'xingdong'],
    ['长沙', 'changsha'],
    ['成长', 'chengzhang'],
    ['音乐', 'yinyue'],
    ['快乐', 'kuaile'],
    ['会计', 'kuaiji'],
    ['单于', 'chanyu'],
    ['厦门', 'xiamen'],
    ['大客户', 'dakehu'],
    ['已付款', 'yifukuan'],
    ['老客户', 'laokehu'],
    ['差评', 'chaping'],
    ['出差', 'chuchai'],
    ['了解', 'liaojie'],
    ['电话', 'dianhua'],
    ['前台', 'qiantai'],
    ['东莞', 'dongguan'],
    ['靓号', 'lianghao'],
  ])('of more than one reading: %s answers to %s', (name, typed) => {
    expect(match(name, typed)).toBe(0);
  });

  it('is found from the middle, and by a word in it', () => {
    expect(match('老客户', 'kehu')).toBe(2);
    expect(match('老 客户', 'kehu')).toBe(1);
    expect(match('王小明', 'xm')).toBe(2);
  });

  it('does not answer to what it is not', () => {
    expect(match('热门', 'remenx')).toBeNull();
    expect(match('热门', 'leng')).toBeNull();
    expect(match('热门', 'mr')).toBeNull();
    expect(match('王小明', 'zz')).toBeNull();
    expect(match('热门', 'em')).toBeNull();
  });

  it('answers to its own beginning and to the first letters of it, whatever is in it', () => {
    const han = fc.constantFrom(...'热门重庆长沙行长乐会单差大了绿略的一不在有我他这中国上海客户已付款');
    const names = fc.array(han, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(names, fc.nat(), (characters, pick) => {
        const name = characters.join('');
        const read = characters.map((one) => {
          const readings = pinyinReadings(one);
          return readings[pick % readings.length] ?? '';
        });
        expect(match(name, name.slice(0, 3))).toBe(0);
        expect(match(name, read.slice(0, 5).join(''))).toBe(0);
        expect(match(name, read.map(([first]) => first).join(''))).toBe(0);
      }),
    );
  });

  // Whoever follows the readings one by one is not back before the test's time is over.
  it('is gone through at once, however it is made', () => {
    const name = '和'.repeat(60);
    expect(match(name, `${'h'.repeat(28)}x`)).toBeNull();
    expect(match(name, 'h'.repeat(500))).toBeNull();
  });
});

describe('names that were prepared', () => {
  it('are not taken apart again, however many they are', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `重要客户${index}`);
    prepareNames(names);
    const normalize = vi.spyOn(String.prototype, 'normalize');
    const typed = ['r', 'zy', 'kehu', 'kehu9'];
    const found = typed.map((text) => {
      const fitOf = nameMatcher(text);
      return names.filter((name) => fitOf(name) !== null).length;
    });
    const times = normalize.mock.calls.length;
    normalize.mockRestore();
    expect(found).toEqual([0, 10_000, 10_000, 1111]);
    expect(times).toBeLessThan(typed.length * 10);
  });
});
