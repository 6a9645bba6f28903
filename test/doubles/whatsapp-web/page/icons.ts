import { fromMarkup, h } from './dom.ts';

/** Line drawings on a field of 24 by 24, made for this page. */
const paths = {
  chats: 'M4 5.500h16v11H9.500L5.5 20v-3.500H4z',
  circle: 'M12 4a8 8 0 1 1-8 8M12 8.500a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  channel: 'M5 10v4l9 4V6zM14 9.500a3 3 0 0 1 0 5M7.5 15.500V19',
  people:
    'M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M16 11.500a2.5 2.5 0 1 0 0-5M17 14.200c2.4.4 4 2.2 4 4.8',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3.500v2.500M12 18v2.500M3.5 12H6M18 12h2.500M6 6l1.8 1.800M16.2 16.200L18 18M18 6l-1.8 1.800M7.8 16.200L6 18',
  search: 'M10.5 4.500a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l4.5 4.5',
  menu: 'M12 5.500v.01M12 12v.01M12 18.500v.01',
  plus: 'M12 5v14M5 12h14',
  smile: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9 10v.01M15 10v.01M8.5 14.200q3.5 3.2 7 0',
  send: 'M4.5 12L20 4.5 16 20l-4-6z',
  call: 'M6.5 4.500l3 1 1 3.5-1.8 1.500a10 10 0 0 0 4.8 4.800l1.5-1.8 3.5 1 1 3c-1 1.5-2.5 2-4.5 1.5-5.5-1.6-9-5.1-10.5-10-.5-2 .5-3.5 2-4.500z',
  archive: 'M4 5h16v4H4zM5.5 9v10h13V9M10 13h4',
  lock: 'M6.5 11h11v8.500h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  back: 'M19 12H5M11 6l-6 6 6 6',
  close: 'M6 6l12 12M18 6L6 18',
  star: 'M12 4.500l2.3 4.8 5.2.7-3.8 3.6.9 5.2-4.6-2.5-4.6 2.5.9-5.200L4.5 10l5.2-.7z',
  compose: 'M5 19l1-4L16 5l3 3L9 18zM13.5 7.500l3 3',
  ticks: 'M2.5 12.500l4 4 8-9M11.5 15l1.5 1.5 8-9',
  cloud: 'M7 17.500a4 4 0 0 1 .5-8 5.5 5.5 0 0 1 10.3 1.5 3.3 3.3 0 0 1-.3 6.500zM4 4l16 16',
} as const;

export type IconName = keyof typeof paths;

/** An icon as the page carries it: hidden from readers, with its name in the drawing's `<title>`. */
export function icon(name: IconName): HTMLElement {
  const drawing = fromMarkup(
    `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"><title>ic-${name}</title><path d="${paths[name]}"/></svg>`,
  );
  return h('span', { 'aria-hidden': 'true', 'data-icon': `ic-${name}`, class: 'icon' }, drawing);
}

/** A little tail of a bubble, which the page marks with a `data-icon` of its own. */
export function tail(side: 'in' | 'out'): HTMLElement {
  return h('span', { 'aria-hidden': 'true', 'data-icon': `tail-${side}`, class: 'tail' });
}
