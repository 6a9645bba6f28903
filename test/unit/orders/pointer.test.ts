import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../../../lib/orders/pointer.ts';

/** The document of RFC 6901, section 5, with what the pointers of that section lead to. */
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('a JSON Pointer', () => {
  it.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j leads where the standard says', (pointer, value) => {
    expect(at(document, pointer)).toEqual(value);
  });

  it.each([
    '/foo/2',
    '/foo/-',
    '/foo/00',
    '/foo/length',
    '/nobody',
    'foo',
    '/foo/0/0',
    '/toString',
    '/__proto__',
  ])('%j leads nowhere', (pointer) => {
    expect(at(document, pointer)).toBeUndefined();
  });

  it('finds every key there is, however it is spelt', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (key, value) => {
        const pointer = `/list/0/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        // Not `{[key]: value}`: that would set a prototype.
        const inner = Object.fromEntries([[key, value]]);
        expect(at({ list: [inner] }, pointer)).toEqual(value);
      }),
    );
  });

  it('never throws, whatever it is and whatever it is led through', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.string(), (value, pointer) => void at(value, `/${pointer}`)));
  });
});
