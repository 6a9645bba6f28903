import type { Composers } from './composers.ts';
import type { Messenger } from './messenger.ts';
import type { Watch } from './watch.ts';

interface Person {
  messenger: Messenger;
  watch: Watch;
  warm: boolean;
  composers: Composers | null;
  send(text: string, isTrusted: boolean): void;
  screen(name: 'ready'): void;
}

/** What the composer holds, emoji pictures as characters. */
function textOf(composer: Element): string {
  return [...composer.childNodes]
    .map((node) => (node instanceof HTMLImageElement ? node.alt : (node.textContent ?? '')))
    .join('')
    .trim();
}

/** Gives the page its keys and clicks, as a person at the app expects them. */
export function listenToPerson({ messenger, watch, warm, composers, send, screen }: Person): void {
  function openAt(target: Element): boolean {
    const chat = messenger.chatAt(target);
    if (chat !== null) messenger.open(chat.id);
    return chat !== null;
  }

  function sendComposed(isTrusted: boolean): void {
    const chatId = messenger.openChat()?.chat.id;
    if (composers && chatId !== undefined) {
      const written = composers.text(chatId);
      if (written.trim() === '') return;
      composers.clear(chatId);
      composers.sent(chatId, written);
      send(written, isTrusted);
      return;
    }
    const composer = messenger.openChat()?.composer;
    const text = composer === null || composer === undefined ? '' : textOf(composer);
    if (text === '') return;
    watch.own(() => composer?.replaceChildren());
    send(text, isTrusted);
  }

  document.addEventListener('click', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (openAt(target)) return messenger.openChat()?.composer?.focus({ preventScroll: true });
    const chip = target.closest<HTMLElement>('[data-filter]')?.dataset.filter;
    if (chip === 'all' || chip === 'unread' || chip === 'groups') messenger.filter(chip);
    if (target.closest('[data-does="ready"]') !== null) screen('ready');
    if (target.closest('.conversation-footer .round:last-child') !== null) sendComposed(event.isTrusted);
  });

  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof Element)) return;
    const composing = target.closest('.composer') !== null;
    if (key === 'Escape') messenger.escape();
    else if (key === 'Enter' && composing && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      sendComposed(event.isTrusted);
    } else if ((key === 'Enter' || key === ' ') && openAt(target)) event.preventDefault();
    else if ((key === 'ArrowDown' || key === 'ArrowUp') && messenger.chatAt(target) !== null) {
      event.preventDefault();
      messenger.focusBeside(target, key === 'ArrowDown' ? 1 : -1);
    }
  });

  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('.search') !== null) messenger.searched();
    // The browser leaves a line break behind in an emptied composer, and its hint would not come back.
    const composer = target.closest('.composer');
    if (!composers && composer !== null && textOf(composer) === '')
      watch.own(() => composer.replaceChildren());
  });

  if (!warm) return;
  let hovered: string | null = null;
  document.addEventListener('mouseover', ({ target }) => {
    const chat = target instanceof Element ? messenger.chatAt(target) : null;
    if ((chat?.id ?? null) === hovered) return;
    hovered = chat?.id ?? null;
    if (hovered === null) messenger.unhover();
    else messenger.hover(hovered);
  });
}
