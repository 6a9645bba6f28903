import type { ScreenName } from '../types.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import { type PageContext, testId } from './page-context.ts';

/** Screens that stand in place of the whole app: no chat list, no conversation. */
export type FullScreen = Extract<ScreenName, 'loading' | 'signed-out' | 'use-here' | 'updating' | 'locked'>;

export function isFullScreen(name: ScreenName): name is FullScreen {
  return ['loading', 'signed-out', 'use-here', 'updating', 'locked'].includes(name);
}

/** A code that looks like one and leads nowhere: 25 by 25 modules from a fixed seed. */
function code(): HTMLElement {
  const size = 25;
  const inFinder = (x: number, y: number) =>
    [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ].some(([left = 0, top = 0]) => x >= left && x < left + 7 && y >= top && y < top + 7);
  const ring = (x: number, y: number) => {
    const nx = x >= size - 7 ? x - size + 7 : x;
    const ny = y >= size - 7 ? y - size + 7 : y;
    const edge = nx === 0 || nx === 6 || ny === 0 || ny === 6;
    return edge || (nx > 1 && nx < 5 && ny > 1 && ny < 5);
  };
  let seed = 20_260;
  const grid = h('div', { class: 'qr', 'data-ref': 'stand-in', role: 'img', 'aria-label': 'QR' });
  for (let index = 0; index < size * size; index += 1) {
    const [x, y] = [index % size, Math.floor(index / size)];
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const dark = inFinder(x, y) ? ring(x, y) : seed % 5 < 2;
    grid.append(h('i', { class: dark ? 'dark' : undefined }));
  }
  return grid;
}

function card(...children: (HTMLElement | string)[]): HTMLElement {
  return h('div', { class: 'full-screen' }, h('div', { class: 'card' }, ...children));
}

export function renderFullScreen(page: PageContext, name: FullScreen): HTMLElement {
  const { words } = page;
  switch (name) {
    case 'loading':
      return card(
        icon('chats'),
        h('h1', {}, words.loading),
        h('progress', { 'aria-label': words.loading }),
        h('p', {}, words.loadingText),
      );
    case 'updating':
      return card(icon('gear'), h('h1', {}, words.updating), h('progress', { 'aria-label': words.updating }));
    case 'signed-out':
      return card(h('h1', {}, words.signInTitle), code(), h('p', {}, words.signInText));
    case 'use-here':
      return card(
        h(
          'div',
          { role: 'dialog', 'aria-label': words.useHereText, 'data-testid': testId(page, 'popup-contents') },
          h('p', {}, words.useHereText),
          h('button', { type: 'button', class: 'primary', 'data-does': 'ready' }, words.useHere),
        ),
      );
    case 'locked':
      return card(
        icon('lock'),
        h('h1', {}, words.lockedTitle),
        h('p', {}, words.lockedText),
        h('input', { type: 'password', 'aria-label': words.lockedText, autocomplete: 'off' }),
        h('button', { type: 'button', class: 'primary', 'data-does': 'ready' }, words.unlock),
      );
  }
}

/** What stands where a conversation would, while none is open. */
export function renderIntro(page: PageContext): HTMLElement {
  return h(
    'div',
    { class: 'intro', 'data-testid': testId(page, 'intro-panel') },
    h('div', { class: 'intro-art' }, icon('chats')),
    h('h1', {}, page.words.introTitle),
    h('p', {}, page.words.introText),
  );
}
