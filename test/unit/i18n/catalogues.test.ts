/** What a translation has to be before it is a language of the product. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../lib/settings/languages.ts';
import { type MessageShape, shapeOf } from './message.ts';

const root = join(import.meta.dirname, '../../..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const catalogue = (language: string): Record<string, string> =>
  JSON.parse(text(`lib/i18n/locales/${language}.json`));

interface Glossary {
  /** The English term → how it may be written; in English a pattern. */
  terms: Record<string, string | string[]>;
  /** The term → keys whose sentence rightly does without it; in English: that mean something else by the word. */
  otherwise?: Record<string, string[]>;
  /** The product’s name → how its maker writes it in this language. */
  names?: Record<string, string>;
  /** Keys whose words are the same in both languages. */
  sameAsEnglish?: string[];
}
const glossary = (language: string): Glossary => JSON.parse(text(`lib/i18n/glossary/${language}.json`));

const english = catalogue('en');
const keys = Object.keys(english);
const shapes = new Map(keys.map((key) => [key, shapeOf(english[key] ?? '')]));
const englishShape = (key: string): MessageShape => shapes.get(key) ?? shapeOf('');

/** In every language. */
const sameEverywhere = new Set([
  ...[
    'provider.socialepoch',
    'provider.sobot',
    'provider.youmi',
    'field.qq',
    'field.wechat',
    'options.shop.woocommerce',
  ],
  ...['options.shop.vendure', 'options.shop.shopify', 'options.shop.medusa'],
  ...['write.field', 'state.inactive.both'],
]);
const asTheyAre =
  /Chatside|SocialEpoch|Sobot|WooCommerce|WordPress|Vendure|Shopify|Medusa|JSON|https?:\/\/(?:[\w.]*\w)?|#e11d48|#rrggbb|\b[cs][ks]_|national:\w*|Asia\/Shanghai|\/data\/list|custom:|Admin Cannot import data|2026-11-22T\S*Z|\bGET\b|appid|appkey|Bearer|扩展字段&标签配置信息/g;

/** The categories that counts of a panel come to; of French or Spanish, `many` begins at a million. */
function categoriesOf(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 10_000 }, (_, count) => rules.select(count)))].toSorted();
}

describe('the English words', () => {
  it('are each there once', () => {
    const named = [...text('lib/i18n/locales/en.json').matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);
    expect(named).toEqual(keys);
  });

  it('are all said somewhere', () => {
    const code = ['components', 'entrypoints', 'lib']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
          join(folder, name),
        ),
      )
      .filter((name) => /\.tsx?$/.test(name))
      .map(text)
      .join('\n');
    const begun = [...code.matchAll(/`([a-z][A-Za-z]*\.[\w.-]*)\$\{/g)].map(([, start = '']) => start);
    const unsaid = keys.filter(
      (key) => !code.includes(`'${key}'`) && !begun.some((start) => key.startsWith(start)),
    );
    expect(unsaid).toEqual([]);
  });

  it('have plurals with all that English needs', () => {
    const missing = keys.filter((key) =>
      englishShape(key).plurals.some(
        (cases) => !cases.includes('one') && !cases.includes('=1') && !cases.includes('=2'),
      ),
    );
    expect(missing).toEqual([]);
  });
});

it('are there for every language, and for no other', () => {
  const inFolder = (folder: string) =>
    readdirSync(join(root, folder))
      .map((name) => name.replace('.json', ''))
      .toSorted();
  expect(inFolder('lib/i18n/locales')).toEqual([...languages].toSorted());
  expect(inFolder('lib/i18n/glossary')).toEqual([...languages].toSorted());
});

describe.each(languages.filter((language) => (language as string) !== 'en'))(
  'the words of %s',
  (language) => {
    const own = catalogue(language);
    const terms = glossary(language);
    const messages = Object.entries(own);
    const shape = new Map(messages.map(([key, message]) => [key, shapeOf(message)]));
    const wrong = (is: (key: string, of: MessageShape, message: string) => boolean) =>
      messages
        .filter(([key, message]) => is(key, shape.get(key) as MessageShape, message))
        .map(([key]) => key);

    it('have every key once, in the order of the English ones', () => {
      const named = [...text(`lib/i18n/locales/${language}.json`).matchAll(/^ {2}"([^"]+)":/gm)].map(
        ([, key]) => key,
      );
      expect(keys.filter((key) => !named.includes(key))).toEqual([]);
      expect(named.filter((key) => key === undefined || !keys.includes(key))).toEqual([]);
      expect(named).toEqual(keys);
    });

    it('have the same placeholders and choices', () => {
      expect(wrong((key, { values }) => values.join() !== englishShape(key).values.join())).toEqual([]);
    });

    it('have the plurals of the language, and what is said of exact counts', () => {
      const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories as string[];
      const needed = categoriesOf(language);
      const exact = (key: string) =>
        englishShape(key)
          .plurals.flat()
          .filter((name) => name.startsWith('='));
      expect(
        wrong(
          (key, { plurals }) =>
            plurals.some(
              (cases) =>
                needed.some((name) => !cases.includes(name)) ||
                cases.some((name) => !name.startsWith('=') && !known.includes(name)),
            ) || exact(key).some((name) => !plurals.flat().includes(name)),
        ),
      ).toEqual([]);
    });

    it('are translated', () => {
      const same = new Set([...sameEverywhere, ...(terms.sameAsEnglish ?? [])]);
      expect(wrong((key, _, message) => message === english[key] && !same.has(key))).toEqual([]);
      expect((terms.sameAsEnglish ?? []).filter((key) => own[key] !== english[key])).toEqual([]);
    });

    it('keep names, addresses and examples as they are', () => {
      const lost = (key: string, said: string) =>
        (englishShape(key).text.match(asTheyAre) ?? []).some(
          (word) => !said.includes(word) && !said.includes(terms.names?.[word] ?? word),
        );
      expect(wrong((key, { text: said }) => lost(key, said))).toEqual([]);
    });

    it('are typeset: no straight quotes, no three dots, no exclamation marks, no stray spaces', () => {
      const stray = /\.\.\.|["!！]|(?<!')'(?!')|^\s|\s$| {2}/;
      expect(
        wrong(
          (key, _, message) =>
            stray.test(message.replaceAll(/'[{}]'?|''/g, '')) &&
            !stray.test((english[key] ?? '').replaceAll(/'[{}]'?|''/g, '')),
        ),
      ).toEqual([]);
    });

    describe('use one word for one thing:', () => {
      const { terms: patterns, otherwise = {} } = glossary('en');

      it.each(Object.entries(patterns))('%s', (term, pattern) => {
        const word = new RegExp(`\\b${pattern}\\b`, 'i');
        const free = new Set([...(otherwise[term] ?? []), ...(terms.otherwise?.[term] ?? [])]);
        const allowed = [terms.terms[term] ?? []].flat().map((form) => form.toLocaleLowerCase(language));
        expect(allowed).not.toEqual([]);
        const saysIt = (said: string) =>
          allowed.some((form) => said.toLocaleLowerCase(language).includes(form));
        expect(
          wrong(
            (key, { text: said }) => word.test(englishShape(key).text) && !free.has(key) && !saysIt(said),
          ),
        ).toEqual([]);
      });
    });
  },
);

it('the words of Arabic keep the signs at the end of a code on its right side', () => {
  // Without U+200E after them they are taken for Arabic’s: `https://` is drawn as `//:https`, `ck_` as `_ck`.
  const torn = /[A-Za-z0-9][:/]*[/_](?![\w/?\u200e])/;
  expect(Object.entries(catalogue('ar')).filter(([, message]) => torn.test(message))).toEqual([]);
});
