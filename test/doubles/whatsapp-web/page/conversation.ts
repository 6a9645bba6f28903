import { avatar } from './avatar.ts';
import { h } from './dom.ts';
import { withEmoji } from './emoji.ts';
import { type IconName, icon } from './icons.ts';
import { messageRow, noticeRow } from './message-row.ts';
import { dayOf } from './moments.ts';
import { type PageContext, testId, titleOf } from './page-context.ts';
import { fill } from './words.ts';
import type { Chat, Message } from './world.ts';

/** Messages further from the end than this are empty shells until they are scrolled to. */
const drawnMessages = 30;

export interface Conversation {
  chat: Chat;
  root: HTMLElement;
  composer: HTMLElement | null;
  /** Draws title and label anew, in the same root. */
  retitle(): void;
  append(message: Message): void;
  /** Draws the message rows, where a switch left them out at first. */
  showRows(): void;
}

function subtitleOf(page: PageContext, chat: Chat): { full: string; shown: string } | null {
  const { words, world } = page;
  const same = (text: string) => ({ full: text, shown: text });
  switch (chat.kind) {
    case 'group': {
      if (chat.subject === '') return null;
      const members = ['Ana', 'Carla', 'Layla', '+44 7700 900002', words.you];
      return { full: members.join(', '), shown: `${members.slice(0, 3).join(', ')}, …` };
    }
    case 'community':
      return same(fill(words.members, chat.size ?? 0));
    case 'channel':
    case 'broadcast':
      return same(fill(chat.kind === 'channel' ? words.followers : words.members, chat.size ?? 0));
    case 'person':
      return same(world.contacts.get(chat.contactId ?? '')?.name ? words.online : words.clickForInfo);
    case 'bot':
    case 'system':
    case 'self':
      return same(words.clickForInfo);
  }
}

function button(page: PageContext, label: string, name: IconName, id: string): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'round', 'aria-label': label, title: label, 'data-testid': testId(page, id) },
    icon(name),
  );
}

/** The title's own element, and its "(You)" where the chat is with oneself. */
function titleLine(page: PageContext, chat: Chat): HTMLElement[] {
  const { testIds, titleTestId } = page.layout;
  const id = titleTestId === 'title' ? 'conversation-info-header-chat-title' : 'conversation-info-header';
  const title = h(
    'span',
    { dir: 'auto', 'data-testid': testIds ? id : undefined, style: 'min-height: 0px;' },
    ...withEmoji(titleOf(page, chat)),
  );
  const label = { class: 'you', 'data-testid': testIds ? 'you-label' : undefined };
  return chat.kind === 'self' ? [title, h('span', label, page.words.youLabel)] : [title];
}

function header(page: PageContext, chat: Chat, title: HTMLElement): HTMLElement {
  const { words, layout } = page;
  const tag = layout.structure ? 'header' : 'div';
  if (page.switches.header === 'error') {
    return h(tag, { class: 'conversation-header', 'data-testid': testId(page, 'conversation-header') }, [
      h('div', { class: 'header-error' }, icon('cloud'), h('span', {}, words.headerError)),
    ]);
  }
  const subtitle = subtitleOf(page, chat);
  const role = layout.structure ? 'button' : undefined;
  return h(
    tag,
    { class: 'conversation-header', 'data-testid': testId(page, 'conversation-header') },
    h(
      'div',
      { class: 'who' },
      h('div', { title: words.profileDetails, role }, h('div', {}, avatar(chat, titleOf(page, chat)))),
      h(
        'div',
        {
          role,
          'data-testid':
            layout.titleTestId === 'title' ? testId(page, 'conversation-info-header') : undefined,
          'data-tab': '6',
          class: 'names',
        },
        h('div', {}, h('div', {}, title)),
        subtitle !== null &&
          h(
            'div',
            { class: 'x78zum5 subtitle' },
            h(
              'div',
              { 'data-testid': testId(page, 'chat-subtitle') },
              h(
                'span',
                {
                  class: 'copyable-text selectable-text',
                  'data-testid': testId(page, 'selectable-text'),
                  title: subtitle.full,
                },
                subtitle.shown,
              ),
            ),
          ),
      ),
    ),
    h(
      'div',
      { class: 'actions' },
      button(page, words.searchButton, 'search', 'search-button'),
      button(page, words.menu, 'menu', 'conversation-menu-button'),
    ),
  );
}

function composerLabel(page: PageContext, chat: Chat): string {
  const template = chat.kind === 'group' ? page.words.groupMessageTo : page.words.messageTo;
  return fill(template, titleOf(page, chat));
}

/** Draws a conversation. Every call makes a root of its own. */
export function renderConversation(page: PageContext, chat: Chat): Conversation {
  const { layout, words, switches } = page;
  const title = h(
    'div',
    { class: 'xuxw1ft x6ikm8r x10wlt62 xlyipyv x78zum5 title' },
    ...titleLine(page, chat),
  );
  const rows = h('div', { class: 'rows' });
  const panel = h(
    'div',
    {
      role: layout.structure ? 'application' : undefined,
      'data-testid': testId(page, 'conversation-panel-messages'),
      class: 'messages',
      tabindex: '0',
    },
    rows,
  );
  const composer = chat.readOnly
    ? null
    : h('div', {
        contenteditable: 'true',
        role: 'textbox',
        'data-lexical-editor': 'true',
        'data-tab': '10',
        spellcheck: 'true',
        class: 'composer',
        'aria-label': composerLabel(page, chat),
      });
  if (composer !== null) page.composers?.mount(chat.id, composer);
  const footer =
    composer === null
      ? h('footer', { class: 'conversation-footer closed' }, words.readOnly)
      : h(
          'footer',
          { class: 'conversation-footer' },
          button(page, words.attach, 'plus', 'attach-menu-plus'),
          button(page, words.emoji, 'smile', 'compose-btn-emoji'),
          h('div', { class: 'composer-frame' }, composer),
          button(page, words.send, 'send', 'compose-btn-send'),
        );
  const root = h(
    'div',
    {
      id: layout.mainId ? 'main' : undefined,
      'data-testid': testId(page, 'conversation-panel-wrapper'),
      class: 'conversation',
    },
    header(page, chat, title),
    h('div', { class: 'wall' }, panel),
    footer,
  );

  const shells = new Map<HTMLElement, Message>();

  /** Shells that come near the view become messages. */
  function fillShells(): void {
    if (switches.shells === 'all') return;
    const { top, bottom } = panel.getBoundingClientRect();
    for (const [shell, message] of shells) {
      const place = shell.getBoundingClientRect();
      if (place.bottom < top - 400 || place.top > bottom + 400) continue;
      shells.delete(shell);
      shell.replaceWith(messageRow(page, chat, message, false));
    }
  }
  panel.addEventListener('scroll', () => page.own(fillShells), { passive: true });

  let day = '';
  function append(message: Message, shell = false): void {
    const next = dayOf(message.t, words);
    if (next !== day) rows.append(h('div', { class: 'day' }, h('span', {}, next)));
    day = next;
    const empty = shell || switches.shells === 'all';
    for (let copy = 0; copy < (message.twice && switches.records === 'today' ? 2 : 1); copy += 1) {
      const element = messageRow(page, chat, message, empty);
      if (empty) shells.set(element, message);
      rows.append(element);
    }
  }

  function showRows(): void {
    if (switches['notice-rows']) rows.append(noticeRow(page, chat));
    const first = switches.shells === 'none' ? 0 : chat.messages.length - drawnMessages;
    chat.messages.forEach((message, index) => {
      append(message, index < first);
    });
    const stray = page.world.chats.get(switches['stray-row'] ?? '');
    const foreign = stray?.messages.at(-1);
    if (stray !== undefined && foreign !== undefined) rows.append(messageRow(page, stray, foreign, false));
  }

  if (switches['rows-after'] === 0) showRows();
  return {
    chat,
    root,
    composer,
    showRows,
    append,
    retitle() {
      title.replaceChildren(...titleLine(page, chat));
      composer?.setAttribute('aria-label', composerLabel(page, chat));
    },
  };
}
