/** What we know of the page, as data: nothing else in this folder names an element of it. Never a hashed class. */

export interface Selector {
  css: string;
  purpose: string;
  /** The build, by month, in which it was first seen; `always` where no build without it is known. */
  since: string;
}

/** By month. Goes into diagnostics: a report says which set it was made with. */
export const selectorsVersion = '2026-11';

export const selectors = {
  app: { css: '#app', purpose: 'holds the whole app', since: 'always' },
  chatList: { css: '#pane-side', purpose: 'the app is up', since: 'always' },
  rootById: { css: '#main', purpose: 'the open conversation; not unique, often hidden', since: 'always' },
  rootByTestId: {
    css: '[data-testid="conversation-panel-wrapper"]',
    purpose: 'the open conversation',
    since: '2026-06',
  },
  header: { css: 'header', purpose: "the conversation's head", since: 'always' },
  row: { css: '[data-id]', purpose: 'a message row, whole or as an empty shell', since: 'always' },
  rowByTestId: { css: '[data-testid^="conv-msg-"]', purpose: 'a message row', since: '2026-08' },
  messagePanel: {
    css: '[data-testid="conversation-panel-messages"], [role="application"]',
    purpose: 'holds the message rows, also when there are none',
    since: '2026-04',
  },
  titleByTestId: {
    css: '[data-testid="conversation-info-header-chat-title"]',
    purpose: 'the title',
    since: '2026-06',
  },
  titleByOlderTestId: {
    css: 'span[data-testid="conversation-info-header"]',
    purpose: 'the title',
    since: '2025',
  },
  titleButton: {
    css: '[role="button"]:not([title])',
    purpose: 'in the head: opens the contact, holds title and subtitle',
    since: 'always',
  },
  titleSpan: {
    css: 'span[dir="auto"]:not([title])',
    purpose: 'in the title button: the title (the subtitle has a title attribute)',
    since: 'always',
  },
  selectedRow: {
    css: '[aria-selected="true"]',
    purpose: "in the chat list: the open chat's row",
    since: 'always',
  },
  rowTitle: {
    css: 'span[title]',
    purpose: "in a chat's row: its title first, then the last message",
    since: 'always',
  },
  composer: {
    css: 'footer [contenteditable][aria-label]',
    purpose: "where one writes; its label holds the chat's name",
    since: 'always',
  },
  qrCode: {
    css: '[data-ref], [data-testid="qrcode"], #app canvas[aria-label]',
    purpose: 'signed out',
    since: '2024',
  },
  dialog: {
    css: '[role="dialog"], [data-animate-modal-popup], [data-testid="popup-contents"]',
    purpose: 'in place of the app: open in another window, or being updated',
    since: '2024',
  },
  password: { css: 'input[type="password"]', purpose: 'the app is locked', since: '2024' },
  progress: {
    css: 'progress, [role="progressbar"], #startup, #wa_web_initial_startup, #initial_startup',
    purpose: 'the app is starting',
    since: '2024',
  },
  grid: {
    css: '[role="grid"] [role="row"]',
    purpose: 'a list of chats, however it is called',
    since: 'always',
  },
} as const satisfies Record<string, Selector>;

/** In front of a row's bare id, in its test id. */
export const rowTestIdPrefix = 'conv-msg-';
