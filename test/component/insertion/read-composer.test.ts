import { describe, expect, it } from 'vitest';
import { isHeld, readComposer } from '../../../lib/insertion/read-composer.ts';

function composer(html: string): Element {
  const element = document.createElement('div');
  element.innerHTML = html;
  return element;
}

describe('what a box holds', () => {
  it.each([
    ['an empty one', '', ''],
    ['an empty paragraph', '<p><br></p>', ''],
    ['an empty line of a bare box', '<br>', ''],
    ['one line', '<p><span data-lexical-text="true">Hello</span></p>', 'Hello'],
    ['breaks within a text', '<p><span>Hello\nAna</span></p>', 'Hello\nAna'],
    ['breaks as elements', '<p><span>Hello</span><br><span>Ana</span></p>', 'Hello\nAna'],
    ['a last line that is empty', '<p><span>Hello</span><br><br></p>', 'Hello\n'],
    [
      'paragraphs, which are two breaks apart',
      '<p><span>Hello</span></p><p><span>Ana</span></p>',
      'Hello\n\nAna',
    ],
    ['emoji that are drawn', '<p><span>Hi <img alt="😀"></span></p>', 'Hi 😀'],
    ['a picture', '<p><img></p>', '\uFFFC'],
    ['blanks, which are text', '<p><span> </span></p>', ' '],
  ])('reads %s', (_, html, text) => {
    expect(readComposer(composer(html))).toBe(text);
  });
});

describe('whether the editor holds what is drawn', () => {
  it.each([
    ['nothing', '<p><br></p>', true],
    ['a text of its own', '<p><span data-lexical-text="true">Hello</span></p>', true],
    [
      'something in the place of a text',
      '<p><span data-lexical-decorator="true"><b>Hello</b></span></p>',
      true,
    ],
    ['a text that was typed into the paragraph', '<p>Hello</p>', false],
    ['a text that was typed behind its own', '<p><span data-lexical-text="true">Hello</span> Ana</p>', false],
    ['a text in the bare box', 'Hello', false],
  ])('%s', (_, html, held) => {
    expect(isHeld(composer(html))).toBe(held);
  });
});
