import { h } from './dom.ts';
import { withEmoji } from './emoji.ts';
import { icon, tail } from './icons.ts';
import { dateOf, timeOf } from './moments.ts';
import { type PageContext, testId, titleOf } from './page-context.ts';
import { contactTitle } from './titles.ts';
import { type Chat, type Message, messageKey } from './world.ts';

/** The direction of a text, by its first strong letter, as the page writes it on every message. */
function directionOf(text: string): 'ltr' | 'rtl' {
  const strong = /[\p{L}]/u.exec(text)?.[0] ?? 'a';
  return /[\u0590-\u08FF]/.test(strong) ? 'rtl' : 'ltr';
}

function authorName(page: PageContext, chat: Chat, { fromMe, author }: Message): string {
  if (fromMe) return 'Bo';
  if (author === null) return titleOf(page, chat);
  const contact = page.world.contacts.get(author);
  const saved = contact?.name ?? (contact?.pushname === undefined ? undefined : `~${contact.pushname}`);
  return saved ?? contactTitle(contact, page.words, page.world);
}

function content(
  page: PageContext,
  chat: Chat,
  message: Message,
  ids: Record<string, string | undefined>,
): HTMLElement {
  const side = message.fromMe ? 'out' : 'in';
  const author = authorName(page, chat, message);
  const named = message.author !== null && !message.fromMe;
  const hasClasses = page.layout.rowClasses || page.switches.records === 'older';
  const marks = hasClasses ? { class: `message-${side} focusable-list-item` } : {};
  return h(
    'div',
    { ...marks, ...ids },
    h(
      'div',
      {
        // The build without test ids kept this one.
        'data-testid': page.layout.rowIds === 'packed' ? 'msg-container' : testId(page, 'msg-container'),
        class: `bubble ${side}`,
      },
      tail(side),
      named && h('div', { class: 'author' }, h('span', { dir: 'auto' }, ...withEmoji(author))),
      h(
        'div',
        {
          class: 'copyable-text',
          'data-pre-plain-text': `[${timeOf(message.t)}, ${dateOf(message.t)}] ${author}: `,
        },
        h('span', { class: 'selectable-text', dir: directionOf(message.text) }, ...withEmoji(message.text)),
      ),
      h('div', { class: 'meta' }, h('span', {}, timeOf(message.t)), message.fromMe && icon('ticks')),
    ),
  );
}

/** The frame of a row: with content, or as the empty shell that a far-away message is. */
function frame(ids: Record<string, string | undefined>, inner: HTMLElement | null): HTMLElement {
  const shell = inner === null;
  return h(
    'div',
    { role: 'row' },
    h(
      'div',
      { tabindex: '-1', class: 'x1n2onr6', ...ids },
      h('div', { 'data-virtualized': String(shell), style: shell ? 'min-height:56px' : undefined }, inner),
    ),
  );
}

/** One message of a conversation. */
export function messageRow(page: PageContext, chat: Chat, message: Message, shell: boolean): HTMLElement {
  const { layout } = page;
  const key = messageKey(chat, message, page.world);
  const id = layout.rowIds === 'packed' ? key : layout.rowIds === 'bare' ? message.id : undefined;
  const dataId = { 'data-id': id };
  const ids = {
    ...(layout.idsOnBubbles ? {} : dataId),
    'data-testid': layout.rowTestIds ? `conv-msg-${message.id}` : undefined,
  };
  if (shell) return frame(layout.idsOnBubbles ? dataId : ids, null);
  return frame(ids, content(page, chat, message, layout.idsOnBubbles ? dataId : {}));
}

/**
 * A line of the app itself that has a row's id and is no message. Since July 2026 it says what it is
 * (`WAWebMsgNotification`).
 */
export function noticeRow(page: PageContext, chat: Chat): HTMLElement {
  const id = `3EB0${chat.id.replace(/\D/g, '').slice(-9).padStart(16, 'F')}`;
  const ids = page.layout.rowIds === 'none' ? {} : { 'data-id': id };
  const mark = page.switches.records === 'today' ? testId(page, 'msg-notification-container') : undefined;
  const line = h('div', { class: 'notice', 'data-testid': mark }, h('span', {}, page.words.notice));
  return frame(ids, line);
}
