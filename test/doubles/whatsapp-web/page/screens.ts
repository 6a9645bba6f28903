import type { ScreenName } from '../types.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import { type PageContext, testId } from './page-context.ts';

/** Popups that stand in place of the app (`WAWebAppUI`, July 2026). */
const popups = ['use-here', 'call-elsewhere', 'banned', 'terms', 'unavailable', 'proxy'] as const;
const full = ['loading', 'signed-out', 'updating', 'locked', ...popups] as const;

/** Screens that stand in place of the whole app: no chat list, no conversation. */
export type FullScreen = (typeof full)[number];

export function isFullScreen(name: ScreenName): name is FullScreen {
  return full.some((one) => one === name);
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

/** Every popup of the app, question or screen (`WAWebModal`, `WAWebConfirmPopup`); one that covers is opaque behind. */
export function popup(
  page: PageContext,
  {
    title,
    says,
    buttons = [],
    covers = false,
  }: {
    title?: string;
    says: (HTMLElement | string)[];
    buttons?: string[];
    covers?: boolean;
  },
): HTMLElement {
  const inner = h(
    'div',
    { 'data-animate-modal-body': 'true' },
    title !== undefined && h('h1', { 'data-testid': testId(page, 'popup-title') }, title),
    h('div', { 'data-testid': testId(page, 'popup-contents') }, ...says),
    buttons.length > 0 &&
      h(
        'div',
        { class: 'popup-controls' },
        ...buttons.map((text) =>
          h('button', { type: 'button', class: 'primary', 'data-does': 'ready' }, text),
        ),
      ),
  );
  const box = h(
    'div',
    { 'data-animate-modal-popup': 'true', 'data-testid': testId(page, 'confirm-popup'), class: 'card' },
    inner,
  );
  return h(
    'div',
    { 'data-animate-modal-backdrop': 'true', class: covers ? 'popup-backdrop covers' : 'popup-backdrop' },
    h('div', { role: 'dialog', 'aria-modal': 'true' }, box),
  );
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
    case 'call-elsewhere':
      return popup(page, { says: [words.useHereText], buttons: [words.close, words.useHere], covers: true });
    case 'banned': {
      const says = [words.useHereText, words.loadingText].map((text) => h('div', {}, text));
      return popup(page, { says, buttons: [words.close, words.useHere], covers: true });
    }
    case 'terms':
      // Two texts of their own, as the app's own templates make them.
      return popup(page, {
        says: [words.useHereText, '\u00a0'],
        buttons: [words.close, words.unlock],
        covers: true,
      });
    case 'unavailable':
      return popup(page, { title: words.offline, says: [words.loadingText], covers: true });
    case 'proxy':
      return popup(page, {
        title: words.offline,
        says: [words.loadingText],
        buttons: [words.close],
        covers: true,
      });
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
