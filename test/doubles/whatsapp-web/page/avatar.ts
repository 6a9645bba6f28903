import { fromMarkup, h } from './dom.ts';
import type { Chat } from './world.ts';

const tints = ['#c2694f', '#b58332', '#6f8b3d', '#2f8a72', '#34809c', '#5b6fb3', '#8a63a8', '#b0587f'];

function tint(id: string): string {
  const sum = [...id].reduce((total, char, index) => total + (char.codePointAt(0) ?? 0) * (index + 1), 0);
  return tints[sum % tints.length] ?? '#34809c';
}

const heads =
  '<circle cx="24" cy="18.5" r="7.5" fill="#fff" fill-opacity=".92"/><path d="M9.5 40c1-9 7-13 14.5-13s13.5 4 14.5 13z" fill="#fff" fill-opacity=".92"/>';

const crowd =
  '<circle cx="18.5" cy="19" r="6" fill="#fff" fill-opacity=".92"/><path d="M7 38c.6-7.5 5.2-11 11.5-11S29.4 30.5 30 38z" fill="#fff" fill-opacity=".92"/><circle cx="32" cy="17.5" r="5" fill="#fff" fill-opacity=".6"/><path d="M31.5 26c5.5-.4 9.8 2.8 10.3 10H33z" fill="#fff" fill-opacity=".6"/>';

/** The first letters of a name's words; nothing for numbers and pictures. */
function initials(title: string): string {
  const letters = title
    .split(/\s+/)
    .map((word) => /^\p{L}/u.exec(word)?.[0] ?? '')
    .filter((letter) => letter !== '');
  return [letters[0], letters.length > 1 ? letters.at(-1) : '']
    .filter((letter) => letter !== undefined)
    .join('')
    .toLocaleUpperCase();
}

/** A disc with initials, or with heads where there are none. Its text is inside the drawing, beside a `<title>`. */
export function avatar(chat: Pick<Chat, 'id' | 'kind'>, title: string): HTMLElement {
  const many = chat.kind === 'group' || chat.kind === 'community' || chat.kind === 'broadcast';
  const name = many ? 'default-group-refreshed' : 'default-contact-refreshed';
  const letters = many ? '' : initials(title);
  const drawing = fromMarkup(
    `<svg viewBox="0 0 48 48" width="48" height="48"><title>${name}</title><circle cx="24" cy="24" r="24" fill="${tint(chat.id)}"/></svg>`,
  );
  if (letters === '') {
    const figure = fromMarkup(`<svg>${many ? crowd : heads}</svg>`);
    drawing.append(...figure.childNodes);
  } else {
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    for (const [key, value] of [
      ['x', '24'],
      ['y', '30'],
      ['text-anchor', 'middle'],
      ['font-size', '17'],
      ['fill', '#fff'],
    ] as const) {
      text.setAttribute(key, value);
    }
    text.append(letters);
    drawing.append(text);
  }
  return h('span', { 'aria-hidden': 'true', 'data-icon': name, class: 'avatar' }, drawing);
}
