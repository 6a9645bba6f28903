import type { ChatTruth, OpenChat, ScreenName } from '../types.ts';
import { type ChatList, createChatList } from './chat-list.ts';
import { type Conversation, renderConversation } from './conversation.ts';
import { h } from './dom.ts';
import { type Filter, type Frame, renderFrame } from './frame.ts';
import type { PageContext } from './page-context.ts';
import {
  archivedDrawer,
  callWindow,
  contactDrawer,
  lockedChat,
  offlineBanner,
  palette,
  starredDrawer,
  themePreview,
  wallpaperDrawer,
  wallpaperPreview,
} from './panes.ts';
import { type FullScreen, isFullScreen, popup, renderFullScreen, renderIntro } from './screens.ts';
import { chatTitle, hidesNumber } from './titles.ts';
import { type Chat, type Message, phoneOf } from './world.ts';

/** What is on the screen. Every method leaves the document as it should be before it returns. */
export interface Messenger {
  open(chatId: string): void;
  close(): void;
  /** Closes what stands over the conversation, else the conversation. */
  escape(): void;
  current(): OpenChat | null;
  openChat(): Conversation | null;
  chats(): ChatTruth[];
  find(chatId: string): Chat;
  /** Draws a message that was added to its chat's messages. */
  arrived(chat: Chat, message: Message): void;
  /** Draws names anew: list, title, label. */
  retitle(): void;
  hover(chatId: string): void;
  unhover(): void;
  screen(name: ScreenName): void;
  /** The chat whose row in the list (or in a drawer of chats) holds an element. */
  chatAt(element: Element): Chat | null;
  focusBeside(element: Element, step: 1 | -1): void;
  filter(filter: Filter): void;
  /** Draws the list for what is in the search box. */
  searched(): void;
}

const latest = (chat: Chat) => chat.messages.at(-1)?.t ?? 0;

export function createMessenger(page: PageContext, host: Element): Messenger {
  const { own } = page;
  let screen: ScreenName = 'loading';
  let filter: Filter = 'all';
  let conversation: Conversation | null = null;
  let warm: HTMLElement | null = null;
  let frame: Frame | null = null;
  let list: ChatList | null = null;
  let archive: ChatList | null = null;
  /** What the screen adds to the frame; goes with it. */
  let extras: HTMLElement[] = [];

  const all = () => [...page.world.chats.values()];

  function find(chatId: string): Chat {
    const chat = page.world.chats.get(chatId) ?? all().find(({ contactId }) => contactId === chatId);
    if (chat === undefined) throw new Error(`There is no chat ${chatId}.`);
    return chat;
  }

  function listed(shelf: Chat['shelf']): Chat[] {
    const words = frame?.search.value.trim().toLocaleLowerCase() ?? '';
    return all()
      .filter((chat) => chat.shelf === shelf)
      .filter((chat) => filter !== 'unread' || chat.unread > 0)
      .filter((chat) => filter !== 'groups' || chat.id.endsWith('@g.us'))
      .filter((chat) => chatTitle(chat, page.world, page.words).toLocaleLowerCase().includes(words))
      .sort((a, b) => latest(b) - latest(a));
  }

  /** The list's order, until something changes it. */
  let order: Chat[] | null = null;

  function drawList(): void {
    order ??= listed('listed');
    list?.draw(order, conversation?.chat.id ?? null);
    archive?.draw(listed('archived'), conversation?.chat.id ?? null);
  }

  function reorder(): void {
    order = null;
    drawList();
  }

  /** Fills the stage: the open conversation, or the introduction. */
  function setStage(...nodes: Node[]): void {
    frame?.stage.replaceChildren(...nodes, ...(warm === null ? [] : [warm]));
  }

  function secondRoot(): HTMLElement[] {
    const chat = page.world.chats.get(page.switches['second-root'] ?? '');
    return chat === undefined ? [] : [renderConversation(page, chat).root];
  }

  function enter(chat: Chat): void {
    const next = renderConversation(page, chat);
    if (next.composer) next.composer = page.composers?.handOver(chat.id, next.composer) ?? next.composer;
    const reused = page.switches.root === 'reused' ? conversation?.root : undefined;
    if (reused !== undefined) {
      reused.replaceChildren(...next.root.childNodes);
      next.root = reused;
    }
    conversation = next;
    if (chat.unread > 0) order = null;
    chat.unread = 0;
    warm = null;
    // Before the stage changes: the list reads its own size, and nothing has to be laid out twice.
    drawList();
    if (reused === undefined) setStage(next.root, ...secondRoot());
    const delay = page.switches['rows-after'];
    if (delay > 0) setTimeout(() => own(next.showRows), delay);
  }

  function leave(): void {
    conversation = null;
    drawList();
    setStage(renderIntro(page));
  }

  function clearExtras(): void {
    for (const extra of extras) extra.remove();
    extras = [];
    archive = null;
  }

  function addExtras(...nodes: HTMLElement[]): void {
    extras = nodes;
    frame?.root.append(...nodes);
  }

  /** The chat that a screen needs open: the one that is, or the newest. */
  function someChat(): Chat {
    const chat = conversation?.chat ?? listed('listed')[0];
    if (chat === undefined) throw new Error('There is no chat to show.');
    if (conversation === null) enter(chat);
    return chat;
  }

  function build(): void {
    order = null;
    list = createChatList(page);
    frame = renderFrame(page, list.pane);
    frame.markFilter(filter);
    host.replaceChildren(frame.root);
    if (conversation === null) leave();
    else enter(conversation.chat);
  }

  function tearDown(element: HTMLElement): void {
    conversation = null;
    warm = null;
    frame = null;
    list = null;
    extras = [];
    host.replaceChildren(element);
  }

  /** Draws what a screen adds to the standing parts. */
  function decorate(name: Exclude<ScreenName, FullScreen>): void {
    const others = listed('listed').filter(({ id }) => id !== conversation?.chat.id);
    switch (name) {
      case 'ready':
        break;
      case 'contact-drawer':
        addExtras(contactDrawer(page, someChat()));
        break;
      case 'starred':
        addExtras(starredDrawer(page, others));
        break;
      case 'archived':
        archive = createChatList(page);
        // Only one element may have the id, and it is not this one.
        archive.pane.removeAttribute('id');
        addExtras(archivedDrawer(page, archive.pane));
        drawList();
        break;
      case 'search':
        if (frame !== null) frame.search.value = 'ma';
        reorder();
        break;
      case 'call':
        addExtras(...others.slice(0, 1).map((chat) => callWindow(page, chat)));
        break;
      case 'wallpaper-preview':
        leave();
        setStage(wallpaperPreview(page));
        addExtras(wallpaperDrawer(page));
        break;
      case 'locked-chat':
        leave();
        setStage(lockedChat(page));
        break;
      case 'theme-preview':
        setStage(themePreview(page, someChat()));
        conversation = null;
        break;
      case 'connecting':
        addExtras(popup(page, { says: [page.words.loading] }));
        break;
      case 'question':
        addExtras(
          popup(page, { says: [page.words.lockedText], buttons: [page.words.close, page.words.unlock] }),
        );
        break;
      case 'palette':
        extras = [palette(page, others[0] ?? someChat())];
        frame?.root.prepend(...extras);
        break;
      case 'offline':
        extras = [offlineBanner(page)];
        frame?.side.prepend(...extras);
        break;
    }
  }

  function show(name: ScreenName): void {
    const before = screen;
    screen = name;
    if (isFullScreen(name)) {
      tearDown(renderFullScreen(page, name));
      return;
    }
    if (frame === null) build();
    clearExtras();
    if (before === 'search' && frame !== null) frame.search.value = '';
    if (before === 'search') reorder();
    if (['wallpaper-preview', 'locked-chat', 'theme-preview'].includes(before)) leave();
    decorate(name);
  }

  function truth(chat: Chat): ChatTruth {
    const contact = chat.kind === 'person' ? page.world.contacts.get(chat.contactId ?? '') : undefined;
    const isHidden = hidesNumber(contact, page.world);
    return {
      chatId: chat.id,
      lid: contact?.id.endsWith('lid') ? contact.id.replace('@hosted.', '@') : null,
      kind: chat.kind,
      phone: isHidden ? null : phoneOf(contact),
      hiddenPhone: isHidden ? phoneOf(contact) : null,
      title: chatTitle(chat, page.world, page.words),
      listed: chat.shelf === 'listed',
      unread: chat.unread,
    };
  }

  return {
    find,
    openChat: () => conversation,
    chats: () => all().map(truth),
    current() {
      if (conversation === null) return null;
      const { chatId, phone, title } = truth(conversation.chat);
      return { chatId, phone, title };
    },
    open(chatId) {
      const chat = find(chatId);
      if (frame === null) throw new Error(`The screen "${screen}" has no chats.`);
      if (
        ['wallpaper-preview', 'theme-preview', 'locked-chat', 'contact-drawer', 'palette'].includes(screen)
      ) {
        clearExtras();
        screen = 'ready';
      }
      if (conversation?.chat.id !== chat.id) own(() => enter(chat));
    },
    escape: () => own(() => (extras.length > 0 ? show('ready') : frame === null ? undefined : leave())),
    close: () => own(() => (frame === null ? undefined : leave())),
    arrived: (chat, message) =>
      own(() => {
        if (conversation?.chat.id === chat.id) conversation.append(message);
        else if (!message.fromMe) chat.unread += 1;
        reorder();
      }),
    retitle: () =>
      own(() => {
        conversation?.retitle();
        reorder();
      }),
    hover: (chatId) =>
      own(() => {
        const chat = find(chatId);
        warm?.remove();
        warm = null;
        if (frame === null || chat.id === conversation?.chat.id) return;
        warm = h('div', { style: 'display: none !important;' }, renderConversation(page, chat).root);
        frame.stage.append(warm);
      }),
    unhover: () =>
      own(() => {
        warm?.remove();
        warm = null;
      }),
    screen: (name) => own(() => show(name)),
    chatAt: (element) => list?.chatAt(element) ?? archive?.chatAt(element) ?? null,
    focusBeside: (element, step) => list?.focusBeside(element, step),
    filter: (next) =>
      own(() => {
        filter = next;
        frame?.markFilter(next);
        reorder();
      }),
    searched: () => own(reorder),
  };
}
