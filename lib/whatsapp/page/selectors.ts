/**
 * What we know of the page, as data: nothing else in this folder names an element of it. Never a hashed class. What each
 * selector is for, and since when, stands below: a script that is in every page carries no more than it needs.
 */

/** By month. Goes into diagnostics: a report says which set it was made with. */
export const selectorsVersion = '2026-11';

export const selectors = {
  app: '#app',
  chatList: '#pane-side',
  chatListByTrace: '[data-scrolltracepolicy="wa.web.chatlist"]',
  rootById: '#main',
  rootByTestId: '[data-testid="conversation-panel-wrapper"]',
  header: 'header',
  row: '[data-id]',
  rowByTestId: '[data-testid^="conv-msg-"]',
  notice: '[data-testid="msg-notification-container"]',
  messageTrace: '[data-scrolltracepolicy="wa.web.conversation.messages"]',
  headByTestId: '[data-testid="conversation-header"]',
  messagePanel: '[data-testid="conversation-panel-messages"], [role="application"]',
  titleByTestId: '[data-testid="conversation-info-header-chat-title"]',
  titleByOlderTestId: 'span[data-testid="conversation-info-header"]',
  youLabel: 'header [data-testid="you-label"]',
  titleButton: '[role="button"]:not([title])',
  titleSpan: 'span[dir="auto"]:not([title])',
  selectedRow: '[aria-selected="true"]',
  rowTitleByTestId:
    '[data-testid="cell-frame-title"] span[title], [data-testid="cell-frame-label"] span[title]',
  rowTitleByPlace: '[role="gridcell"] span[title]',
  rowTitle: 'span[title]',
  composer: 'footer [contenteditable][aria-label]',
  footer: 'footer',
  qrCode: '[data-ref], [data-testid="qrcode"], #app canvas[aria-label]',
  dialog: '[role="dialog"], [data-animate-modal-popup], [data-testid="popup-contents"]',
  popup: '[data-animate-modal-popup], [role="dialog"][aria-modal="true"]',
  popupBackdrop: '[data-animate-modal-backdrop]',
  popupTitle: 'h1',
  popupContents: '[data-testid="popup-contents"], [data-animate-modal-body] > div',
  popupButton: 'button, [role="button"]',
  popupHandle:
    ':is(button, [role="button"]):not([disabled], [aria-disabled="true"]), a[href], input, textarea, select, [contenteditable], [tabindex="0"], [aria-selected], [role="row"], [role="option"], [role="listitem"], [role="menuitem"]',
  password: 'input[type="password"]',
  progress: 'progress, [role="progressbar"], #startup, #wa_web_initial_startup, #initial_startup',
  grid: '[role="grid"] [role="row"]',
} as const;

interface SelectorNote {
  purpose: string;
  /** The build, by month, in which it was first seen; `always` where no build without it is known. */
  since: string;
}

export const selectorNotes: Record<keyof typeof selectors, SelectorNote> = {
  app: { purpose: 'holds the whole app', since: 'always' },
  chatList: { purpose: 'the app is up', since: 'always' },
  chatListByTrace: { purpose: 'the list of chats, among others of its id', since: '2026-07' },
  rootById: { purpose: 'the open conversation; not unique, often hidden', since: 'always' },
  rootByTestId: { purpose: 'the open conversation', since: '2026-06' },
  header: { purpose: "the conversation's head", since: 'always' },
  row: { purpose: 'a message row, whole or as an empty shell', since: 'always' },
  rowByTestId: { purpose: 'a message row', since: '2026-08' },
  notice: { purpose: "in a row: a notice of the app's own, which may be stored nowhere", since: '2026-07' },
  messageTrace: { purpose: 'holds the message rows, and is no test id', since: '2026-07' },
  headByTestId: { purpose: "the conversation's head, where it is no header element", since: '2026-07' },
  messagePanel: { purpose: 'holds the message rows, also when there are none', since: '2026-04' },
  titleByTestId: { purpose: 'the title', since: '2026-06' },
  titleByOlderTestId: { purpose: 'the title', since: '2025' },
  youLabel: { purpose: 'beside the title: the chat with oneself', since: '2026-07' },
  titleButton: { purpose: 'in the head: opens the contact, holds title and subtitle', since: 'always' },
  titleSpan: {
    purpose: 'in the title button: the title (the subtitle has a title attribute)',
    since: 'always',
  },
  selectedRow: { purpose: "in the chat list: the open chat's row", since: 'always' },
  rowTitleByTestId: {
    purpose: "in a chat's row: its title, and the name of its community",
    since: '2026-06',
  },
  rowTitleByPlace: {
    purpose: "in a chat's row: its title, after the name of its community",
    since: '2026-07',
  },
  rowTitle: { purpose: "in a chat's row: its title first, then the last message", since: 'always' },
  composer: { purpose: "where one writes; its label holds the chat's name", since: 'always' },
  footer: { purpose: 'below a conversation; empty below the preview of a theme', since: 'always' },
  qrCode: { purpose: 'signed out', since: '2024' },
  dialog: { purpose: 'in place of the app: open in another window, or being updated', since: '2024' },
  popup: { purpose: 'a question or a screen, over the app or in its place', since: '2024' },
  popupBackdrop: { purpose: 'behind a popup; opaque where the app is not to be seen', since: '2024' },
  popupTitle: { purpose: 'in a popup: tells screens apart', since: '2024' },
  popupContents: { purpose: 'in a popup: what it says', since: '2024' },
  popupButton: { purpose: 'in a popup: how many there are tells screens apart', since: 'always' },
  popupHandle: {
    purpose: 'in a popup: what a question of the app has, and a screen may not',
    since: 'always',
  },
  password: { purpose: 'the app is locked', since: '2024' },
  progress: { purpose: 'the app is starting', since: '2024' },
  grid: { purpose: 'a list of chats, however it is called', since: 'always' },
};

/** In front of a row's bare id, in its test id. */
export const rowTestIdPrefix = 'conv-msg-';
