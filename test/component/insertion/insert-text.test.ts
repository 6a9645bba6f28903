/** What a box makes of a text in an empty document, where the browser's own way can be watched; an editor: end to end. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createInsertion, type InsertionRequest } from '../../../lib/insertion/insert-text.ts';

const request: InsertionRequest = { text: 'Hello Ana', atCursor: false, title: 'Ana', turn: 1 };

/** As the browser types: into the paragraph, without a mark. */
const type = vi.fn((_command: string, _ui: boolean, text: string) => {
  box().firstElementChild?.replaceChildren(text);
  return true;
});

const box = () => document.querySelector('[contenteditable]') as HTMLElement;

function draw(attributes: string): void {
  document.body.innerHTML = `<div id="main"><header><div role="button"><span dir="auto">Ana</span></div></header>
    <div role="application"><div data-id="false_1@c.us_A"></div></div>
    <footer><div contenteditable="true" tabindex="0" aria-label="Message" ${attributes}><p><br></p></div></footer></div>`;
}

async function insert(asked = request): Promise<string> {
  const insertion = createInsertion(document, () => true);
  const found = insertion.prepare(asked);
  return found === 'ready' ? insertion.write() : found;
}

beforeEach(() => {
  document.execCommand = type as typeof document.execCommand;
  type.mockClear();
});
afterEach(() => document.body.replaceChildren());

it('the browser’s own way is not believed where the editor has not drawn it', async () => {
  draw('data-lexical-editor="true"');
  expect(await insert()).toBe('not-as-meant');
  expect(type).toHaveBeenCalledOnce();
});

it('the browser’s own way is believed where the editor draws it anew', async () => {
  draw('data-lexical-editor="true"');
  type.mockImplementationOnce((_command, _ui, text) => {
    box().innerHTML = `<p><span data-lexical-text="true">${text}</span></p>`;
    return true;
  });
  expect(await insert()).toBe('inserted');
});

it('a box that marks nothing is told once, and left alone', async () => {
  draw('');
  expect(await insert()).toBe('not-taken');
  expect(type).not.toHaveBeenCalled();
});

it('several lines are never typed', async () => {
  draw('data-lexical-editor="true"');
  expect(await insert({ ...request, text: 'Hello\nAna' })).toBe('not-taken');
  expect(type).not.toHaveBeenCalled();
});

it('a chat of another title is told nothing', async () => {
  draw('data-lexical-editor="true"');
  const heard = vi.fn();
  box().addEventListener('beforeinput', heard);
  expect(await insert({ ...request, title: 'Bob' })).toBe('not-same-chat');
  expect(heard).not.toHaveBeenCalled();
});

it('the same chat drawn anew in the same box is another one, where title or messages are others', async () => {
  draw('data-lexical-editor="true"');
  const insertion = createInsertion(document, () => true);
  const [title, row] = [document.querySelector('header span'), document.querySelector('[data-id]')];
  expect(insertion.prepare({ ...request, title: null })).toBe('ready');
  if (title) title.textContent = 'Bob';
  expect(await insertion.write()).toBe('not-same-chat');
  expect(insertion.prepare({ ...request, title: null })).toBe('ready');
  row?.setAttribute('data-id', 'false_2@c.us_B');
  expect(await insertion.write()).toBe('not-same-chat');
});

it('is written once for what was found', async () => {
  draw('data-lexical-editor="true"');
  const insertion = createInsertion(document, () => true);
  insertion.prepare(request);
  await insertion.write();
  expect(await insertion.write()).toBe('page-gone');
});
