import { avatar } from './avatar.ts';
import { h } from './dom.ts';
import { withEmoji } from './emoji.ts';
import { icon } from './icons.ts';
import { messageRow } from './message-row.ts';
import { type PageContext, testId, titleOf } from './page-context.ts';
import { formatPhone } from './phone-format.ts';
import { hidesNumber } from './titles.ts';
import { type Chat, phoneOf } from './world.ts';

/** What may stand beside or over the list and the conversation. */

function paneHeader(page: PageContext, title: string): HTMLElement {
  const tag = page.layout.structure ? 'header' : 'div';
  const close = h(
    'button',
    {
      type: 'button',
      class: 'round',
      'aria-label': page.words.close,
      title: page.words.close,
      'data-does': 'ready',
    },
    icon('close'),
  );
  return h(tag, { class: 'pane-header' }, close, h('h2', {}, title));
}

/** The drawer about the open chat. Its media rows carry `data-id` too. */
export function contactDrawer(page: PageContext, chat: Chat): HTMLElement {
  const title = titleOf(page, chat);
  const contact = page.world.contacts.get(chat.contactId ?? '');
  const phone = hidesNumber(contact, page.world) ? null : phoneOf(contact);
  return h(
    'section',
    { class: 'drawer end', 'data-testid': testId(page, 'contact-info-drawer') },
    paneHeader(page, page.words.contactInfo),
    h(
      'div',
      { class: 'contact-card' },
      avatar(chat, title),
      h('h2', {}, h('span', { dir: 'auto', class: 'selectable-text copyable-text' }, ...withEmoji(title))),
      phone !== null && h('span', { class: 'selectable-text copyable-text', dir: 'ltr' }, formatPhone(phone)),
    ),
    h('h3', {}, page.words.media),
    h(
      'div',
      { class: 'rows' },
      ...chat.messages.slice(-2).map((message) => messageRow(page, chat, message, false)),
    ),
  );
}

/** Starred messages of several chats, over the list: rows that are not the open chat's. */
export function starredDrawer(page: PageContext, chats: readonly Chat[]): HTMLElement {
  const starred = chats.slice(0, 4).flatMap((chat) => {
    const message = chat.messages.find(({ fromMe }) => !fromMe);
    return message === undefined ? [] : [messageRow(page, chat, message, false)];
  });
  return h(
    'section',
    { class: 'drawer start', 'data-testid': testId(page, 'starred-drawer') },
    paneHeader(page, page.words.starred),
    h('div', { class: 'rows' }, ...starred),
  );
}

/** Archived chats, over the list. */
export function archivedDrawer(page: PageContext, list: HTMLElement): HTMLElement {
  return h(
    'section',
    { class: 'drawer start', 'data-testid': testId(page, 'archived-drawer') },
    paneHeader(page, page.words.archived),
    list,
  );
}

/** The settings page about wallpapers, over the list. */
export function wallpaperDrawer(page: PageContext): HTMLElement {
  const swatches = ['#efe9df', '#dfe8e2', '#e2e6ef', '#efe0e0', '#e9e4f0', '#f3edd7'];
  return h(
    'section',
    { class: 'drawer start' },
    paneHeader(page, page.words.wallpaper),
    h('div', { class: 'swatches' }, ...swatches.map((colour) => h('i', { style: `background:${colour}` }))),
  );
}

/** The preview of a wallpaper: a conversation's root with no title, no rows and no message panel. */
export function wallpaperPreview(page: PageContext): HTMLElement {
  return h(
    'div',
    {
      id: page.layout.mainId ? 'main' : undefined,
      'data-testid': testId(page, 'conversation-panel-wrapper'),
      class: 'conversation preview',
    },
    h('header', { class: 'conversation-header' }, h('div', { class: 'who' }, page.words.wallpaper)),
    h('div', { class: 'wall' }),
  );
}

/** How a theme would look: a head with a title, and a foot in which there is nothing (`WAWebChatThemePreview`). */
export function themePreview(page: PageContext, chat: Chat): HTMLElement {
  const title = titleOf(page, chat);
  return h(
    'div',
    { id: page.layout.mainId ? 'main' : undefined, class: 'conversation preview' },
    h(
      'header',
      { class: 'conversation-header' },
      h('div', { role: 'button' }, h('span', { dir: 'auto' }, ...withEmoji(title))),
    ),
    h('div', { class: 'wall' }, h('div', {}, page.words.wallpaper)),
    h('footer', { class: 'conversation-footer' }, h('div', {})),
  );
}

/** The command palette: a list of chats of the same id as the real one, before it, with a chat of its own selected. */
export function palette(page: PageContext, chat: Chat): HTMLElement {
  const title = titleOf(page, chat);
  return h(
    'section',
    { class: 'call-window', role: 'dialog', 'aria-modal': 'true', 'aria-label': page.words.search },
    h('input', { type: 'text', 'aria-label': page.words.search }),
    h(
      'div',
      { id: page.layout.structure ? 'pane-side' : undefined },
      h(
        'div',
        { role: 'grid' },
        h(
          'div',
          { role: 'row' },
          h('div', { 'aria-selected': 'true' }, h('span', { dir: 'auto', title }, ...withEmoji(title))),
        ),
      ),
    ),
  );
}

/** The call window, which floats over the conversation and names somebody. */
export function callWindow(page: PageContext, chat: Chat): HTMLElement {
  const title = titleOf(page, chat);
  return h(
    'section',
    { class: 'call-window', role: 'dialog', 'aria-label': page.words.calling },
    h(
      'header',
      {},
      avatar(chat, title),
      h('span', { dir: 'auto', title }, ...withEmoji(title)),
      h('small', {}, page.words.calling),
    ),
    h(
      'button',
      { type: 'button', class: 'hang-up', 'aria-label': page.words.close, 'data-does': 'ready' },
      icon('call'),
    ),
  );
}

/** What a locked chat shows in place of a conversation. */
export function lockedChat(page: PageContext): HTMLElement {
  return h(
    'div',
    { class: 'intro' },
    h('div', { class: 'intro-art' }, icon('lock')),
    h('p', {}, page.words.lockedChatText),
  );
}

export function offlineBanner(page: PageContext): HTMLElement {
  return h('div', { class: 'banner', role: 'alert' }, icon('cloud'), page.words.offline);
}
