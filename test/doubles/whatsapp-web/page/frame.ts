import { h } from './dom.ts';
import { type IconName, icon } from './icons.ts';
import { type PageContext, testId } from './page-context.ts';

export type Filter = 'all' | 'unread' | 'groups';

export interface Frame {
  root: HTMLElement;
  side: HTMLElement;
  /** Holds the conversation's root, or what stands in its place; with `display: contents`. */
  stage: HTMLElement;
  search: HTMLInputElement;
  markFilter(filter: Filter): void;
}

function railButton(name: IconName, current = false): HTMLElement {
  return h('span', { class: current ? 'rail-item current' : 'rail-item' }, icon(name));
}

/** The app's standing parts: rail, side with search and filters, and the stage. */
export function renderFrame(page: PageContext, pane: HTMLElement): Frame {
  const { words } = page;
  const filters = (['all', 'unread', 'groups'] as const).map((filter) =>
    h(
      'button',
      { type: 'button', class: 'chip', 'data-filter': filter, 'aria-pressed': 'false' },
      words[filter],
    ),
  );
  const search = h('input', {
    type: 'text',
    class: 'search',
    'aria-label': words.search,
    placeholder: words.search,
    autocomplete: 'off',
    'data-tab': '3',
  });
  const side = h(
    'div',
    { id: page.layout.structure ? 'side' : undefined, class: 'side' },
    h(
      'div',
      { class: 'side-header', 'data-testid': testId(page, 'chatlist-header') },
      h('h1', {}, words.chats),
      h('span', { class: 'round', title: words.newChat }, icon('compose')),
    ),
    h('div', { class: 'search-frame' }, icon('search'), search),
    h('div', { class: 'chips' }, ...filters),
    pane,
  );
  const stage = h('div', { class: 'stage' });
  const root = h(
    'div',
    { class: 'frame' },
    h(
      'div',
      { class: 'rail' },
      railButton('chats', true),
      railButton('circle'),
      railButton('channel'),
      railButton('people'),
      h('span', { class: 'gap' }),
      railButton('gear'),
    ),
    side,
    stage,
  );
  return {
    root,
    side,
    stage,
    search,
    markFilter(filter) {
      for (const chip of filters) chip.setAttribute('aria-pressed', String(chip.dataset.filter === filter));
    },
  };
}
