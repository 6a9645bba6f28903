import { avatar } from './avatar.ts';
import { h } from './dom.ts';
import { withEmoji } from './emoji.ts';
import { dayOf, timeOf } from './moments.ts';
import { type PageContext, testId, titleOf } from './page-context.ts';
import type { Chat } from './world.ts';

const rowHeight = 72;
/** Rows drawn above and below the visible ones. */
const margin = 6;

export interface ChatList {
  pane: HTMLElement;
  /** Draws the rows that are in view; call after any change. */
  draw(chats: readonly Chat[], openId: string | null): void;
  /** The chat whose row holds an element of the page. */
  chatAt(element: Element): Chat | null;
  focusBeside(element: Element, step: 1 | -1): void;
}

function preview(chat: Chat): HTMLElement {
  const text = chat.messages.at(-1)?.text ?? '';
  return h('span', { title: `\u202A${text}\u202C` }, h('span', { dir: 'auto' }, ...withEmoji(text)));
}

/** Above a subgroup's title: its community's (`WAWebCellFrame`). */
function communityLabel(page: PageContext, community: Chat): HTMLElement {
  const title = titleOf(page, community);
  const label = h('span', { dir: 'auto', title }, ...withEmoji(title));
  return h('div', { 'data-testid': testId(page, 'cell-frame-label'), class: 'cell-label' }, label);
}

/** Everything a row's drawing depends on, but for its being selected. */
function signature(page: PageContext, chat: Chat, index: number): string {
  const last = chat.messages.at(-1);
  return JSON.stringify([index, chat.id, titleOf(page, chat), last?.id, chat.unread]);
}

function row(page: PageContext, chat: Chat, index: number): HTMLElement {
  const { layout, words } = page;
  const title = titleOf(page, chat);
  const t = chat.messages.at(-1)?.t ?? 0;
  const day = dayOf(t, words);
  const community = page.world.chats.get(chat.community ?? '');
  return h(
    'div',
    {
      role: layout.structure ? 'row' : undefined,
      'data-testid': testId(page, `list-item-${index}`),
      class: 'list-row',
      style: `transform: translateY(${index * rowHeight}px)`,
    },
    h(
      'div',
      { class: 'cell' },
      h(
        'div',
        { 'data-testid': testId(page, 'cell-frame-container'), class: 'cell-frame' },
        avatar(chat, title),
        community !== undefined && communityLabel(page, community),
        h(
          'div',
          { role: layout.structure ? 'gridcell' : undefined, 'aria-colindex': '2', class: 'cell-title' },
          h(
            'div',
            { 'data-testid': testId(page, 'cell-frame-title'), class: 'cell-name' },
            h('span', { dir: 'auto', title }, ...withEmoji(title)),
            chat.kind === 'self' && h('span', { class: 'you' }, words.youLabel),
          ),
          h('div', { class: 'cell-time' }, day === words.today ? timeOf(t) : day),
        ),
        h(
          'div',
          { 'data-testid': testId(page, 'cell-frame-secondary'), class: 'cell-secondary' },
          preview(chat),
          chat.unread > 0 &&
            h('span', { class: 'badge', 'aria-label': `${chat.unread}` }, String(chat.unread)),
        ),
      ),
    ),
  );
}

/** The virtualised chat list: only the rows in view, and a few around them, are in the document. */
export function createChatList(page: PageContext): ChatList {
  const grid = h('div', {
    'aria-label': page.words.chatList,
    role: page.layout.structure ? 'grid' : undefined,
    class: 'grid',
  });
  const pane = h(
    'div',
    { id: page.layout.structure ? 'pane-side' : undefined, class: 'pane', tabindex: '-1' },
    grid,
  );
  let shown: readonly Chat[] = [];
  let openId: string | null = null;
  let drawn: { signature: string; chat: Chat; row: HTMLElement; cell: Element }[] = [];

  /** Which row says that it is selected: the open chat's, unless a switch has it lag behind. */
  function selectedId(): string | null {
    const { selected } = page.switches;
    if (selected === 'none' || openId === null) return null;
    return selected === 'right' ? openId : (shown.find(({ id }) => id !== openId)?.id ?? null);
  }

  function drawRow(chat: Chat, index: number): (typeof drawn)[number] {
    const element = row(page, chat, index);
    return {
      signature: signature(page, chat, index),
      chat,
      row: element,
      cell: element.firstElementChild ?? element,
    };
  }

  function drawRows(): void {
    const height = pane.clientHeight || 900;
    const first = Math.max(0, Math.floor(pane.scrollTop / rowHeight) - margin);
    const end = Math.min(shown.length, Math.ceil((pane.scrollTop + height) / rowHeight) + margin);
    const before = drawn;
    drawn = shown.slice(first, end).map((chat, index) => {
      const kept = before.find((entry) => entry.signature === signature(page, chat, first + index));
      return kept ?? drawRow(chat, first + index);
    });
    for (const { row: gone } of before.filter((entry) => !drawn.includes(entry))) gone.remove();
    for (const [index, { row: element }] of drawn.entries()) {
      if (grid.children[index] !== element) grid.insertBefore(element, grid.children[index] ?? null);
    }
    const selected = selectedId();
    for (const { chat, cell } of drawn) {
      const open = chat.id === selected;
      cell.setAttribute('tabindex', open ? '0' : '-1');
      cell.classList.toggle('open', open);
      if (page.layout.structure) cell.setAttribute('aria-selected', String(open));
    }
    grid.setAttribute('aria-rowcount', String(shown.length));
    grid.style.height = `${shown.length * rowHeight}px`;
  }

  pane.addEventListener('scroll', () => page.own(drawRows), { passive: true });

  const indexOf = (element: Element) => drawn.findIndex(({ cell }) => cell.contains(element));

  return {
    pane,
    draw(chats, open) {
      shown = chats;
      openId = open;
      drawRows();
    },
    chatAt: (element) => drawn[indexOf(element)]?.chat ?? null,
    focusBeside(element, step) {
      const beside = drawn[indexOf(element) + step]?.cell;
      if (beside instanceof HTMLElement) beside.focus();
    },
  };
}
