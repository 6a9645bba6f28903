import type { ScreenName, StandIn } from '../types.ts';
import type { Composers } from './composers.ts';
import { addCrowd } from './crowd.ts';
import { createDatabase } from './database.ts';
import { listenToPerson } from './input.ts';
import { layouts } from './layouts.ts';
import { messageId } from './message-id.ts';
import { createMessenger } from './messenger.ts';
import type { PageContext } from './page-context.ts';
import { isFullScreen } from './screens.ts';
import { type Late, parseSwitches } from './switches.ts';
import { createWatch } from './watch.ts';
import { withhold } from './withhold.ts';
import { isRightToLeft, words } from './words.ts';
import { type Chat, createWorld, type Guests, type Message, type World } from './world.ts';
import {
  chatRow,
  contactRecords,
  contactRows,
  groupContact,
  groupRow,
  isGroup,
  messageRow,
  recordsOf,
} from './world-records.ts';

const switches = parseSwitches(new URLSearchParams(location.search));
const host = document.querySelector('#app');
if (host === null) throw new Error('The page has no #app.');
const guests = JSON.parse(document.querySelector('#guests')?.textContent ?? '') as Guests;

const seconds = () => Math.floor(Date.now() / 1000);
const globalsBefore = new Set(Object.getOwnPropertyNames(window));

const served = 'html, head, body, meta, title, link, script[src="/app.js"], #guests, #app';
const watch = createWatch((element) => element.matches(served), switches.composer !== 'drawn');

/** The people, and the crowd that fills the stores up to the wanted numbers of rows. */
function populate(account: string): World {
  const world = createWorld(guests, { ...switches, account }, seconds());
  const { contact, chat, message } = recordsOf(world, switches);
  addCrowd(
    world,
    {
      contacts: switches.contacts - contact.length,
      chats: switches.chats - chat.length,
      messages: switches.messages - message.length,
    },
    switches.twins,
    seconds(),
  );
  return world;
}

/** With what one writes; the editor is fetched by those who asked for it. */
async function createEditors(): Promise<Composers | null> {
  const kind = switches.composer;
  if (kind === 'drawn') return null;
  const bundle = '/composers.js';
  const { createComposers }: typeof import('./composers.ts') = await import(bundle);
  return createComposers({
    kind,
    isShared: switches.box === 'shared',
    openAnother(chatId) {
      const other = messenger.chats().find((one) => one.listed && one.chatId !== chatId);
      if (other) messenger.open(other.chatId);
    },
  });
}

const page: PageContext = {
  switches,
  layout: layouts[switches.layout],
  words: words[switches.lang],
  language: switches.lang,
  world: populate(switches.account),
  composers: await createEditors(),
  own: watch.own,
};

const database = createDatabase(switches, (event, detail) => watch.note(event, window, detail));
const messenger = createMessenger(page, host);

/** Messages that have not reached the database: held back by a switch, or received so. */
const unstored = new Set<Message>();
const heldBack: Record<'names' | 'numbers', () => void> = { names: () => {}, numbers: () => {} };

function holdBack(): void {
  if (switches['late-names'] !== null) heldBack.names = withhold(page.world, 'names');
  if (switches['late-numbers'] !== null) heldBack.numbers = withhold(page.world, 'numbers');
  if (switches['late-messages'] === null) return;
  for (const chat of page.world.chats.values()) for (const message of chat.messages) unstored.add(message);
}

const records = () => recordsOf(page.world, switches, (message) => !unstored.has(message));

async function arrive(what: 'names' | 'numbers' | 'messages'): Promise<void> {
  if (what === 'messages') unstored.clear();
  else heldBack[what]();
  messenger.retitle();
  if (what === 'messages') await database.put('message', records().message);
  else await database.put('contact', contactRecords(page.world, switches));
}

function expect(what: 'names' | 'numbers' | 'messages', late: Late): void {
  if (typeof late === 'number') setTimeout(() => void arrive(what), late);
}

async function say(chat: Chat, text: string, fromMe: boolean, stored = true): Promise<void> {
  const message: Message = {
    id: messageId(chat.id, chat.messages.length, fromMe),
    fromMe,
    author: chat.id.endsWith('@g.us') && !fromMe ? (guests.people[0]?.lid ?? null) : null,
    text,
    t: seconds(),
  };
  chat.messages.push(message);
  if (chat.shelf === 'never') chat.shelf = 'listed';
  if (!stored) unstored.add(message);
  messenger.arrived(chat, message);
  if (stored) await database.put('message', [messageRow(chat, message, page.world, switches)]);
  const row = chatRow(chat, switches);
  if (row !== null) await database.put('chat', [row]);
}

function contactOf(chatId: string) {
  const contact = page.world.contacts.get(messenger.find(chatId).contactId ?? '');
  if (contact === undefined) throw new Error(`${chatId} is nobody's chat.`);
  return contact;
}

async function rename(chatId: string, name: string | null): Promise<void> {
  const chat = messenger.find(chatId);
  if (chat.contactId === null) chat.subject = name ?? '';
  else if (name === null) delete contactOf(chatId).name;
  else contactOf(chatId).name = name;
  messenger.retitle();
  const rows = chat.contactId === null ? [groupContact(chat)] : contactRows(contactOf(chatId), switches);
  await database.put('contact', rows);
  if (isGroup(chat)) await database.put('group-metadata', [groupRow(chat)]);
}

async function setNumber(chatId: string, digits: string | null): Promise<void> {
  const contact = contactOf(chatId);
  delete contact.phoneNumber;
  delete contact.phoneNumberCreatedAt;
  if (digits !== null)
    Object.assign(contact, { phoneNumber: `${digits}@c.us`, phoneNumberCreatedAt: seconds() });
  messenger.retitle();
  await database.put('contact', contactRows(contact, switches));
}

async function screen(name: ScreenName): Promise<void> {
  messenger.screen(name);
  if (name === 'signed-out') {
    if (await database.exists()) await database.remove();
  } else if (switches.database && !(await database.exists())) await database.create(records());
}

/** Whose account it is, as the app keeps it for its next start; an account without a number keeps none. */
function keepOwnAccount(): void {
  const isKept = switches.records === 'today' && switches['own-address'] === 'number';
  if (isKept) localStorage.setItem('last-wid-md', JSON.stringify(`${page.world.account}:12@c.us`));
  else localStorage.removeItem('last-wid-md');
}

async function switchAccount(digits: string): Promise<void> {
  messenger.screen('loading');
  unstored.clear();
  page.world = populate(digits);
  keepOwnAccount();
  messenger.screen('ready');
  await database.refill(records());
}

async function start(): Promise<void> {
  keepOwnAccount();
  holdBack();
  const wanted = switches.screen;
  messenger.screen(wanted === 'signed-out' ? wanted : 'loading');
  if (wanted === 'signed-out' || !switches.database) {
    if (await database.exists()) await database.remove();
  } else await database.create(records());
  if (wanted !== 'signed-out') {
    await new Promise((resolve) => setTimeout(resolve, switches['ready-after']));
    if (switches.open !== null && !isFullScreen(wanted)) {
      messenger.screen('ready');
      messenger.open(switches.open);
    }
    messenger.screen(wanted);
  }
  expect('names', switches['late-names']);
  expect('numbers', switches['late-numbers']);
  expect('messages', switches['late-messages']);
}

/** Where the real app's bundles register: a push here is somebody reaching for its modules. */
const chunks: unknown[] = [];
chunks.push = (...pushed) => {
  watch.note('chunk-push', window, `${pushed.length}`);
  return chunks.length;
};
Object.assign(window, { webpackChunkwhatsapp_web_client: chunks });

watch.own(() => {
  document.documentElement.lang = switches.lang;
  document.documentElement.dir = isRightToLeft(switches.lang) ? 'rtl' : 'ltr';
});

listenToPerson({
  messenger,
  watch,
  warm: switches.warm,
  composers: page.composers,
  screen: (name) => void screen(name),
  send(text, isTrusted) {
    const chat = messenger.openChat()?.chat;
    if (chat === undefined) return;
    watch.note('send', document.activeElement, chat.id, isTrusted);
    void say(chat, text, true);
  },
});

const standIn: StandIn = {
  ready: start(),
  log: watch.log,
  open: messenger.open,
  close: messenger.close,
  current: messenger.current,
  chats: messenger.chats,
  receive: (chatId, { text = 'Hello again!', stored = true } = {}) =>
    say(messenger.find(chatId), text, false, stored),
  rename,
  setNumber,
  arrive,
  hover: messenger.hover,
  unhover: messenger.unhover,
  screen,
  upgradeDatabase: database.upgrade,
  closeDatabase: database.remove,
  switchAccount,
  writing: page.composers?.writing ?? null,
  databases: async () => (await indexedDB.databases()).map(({ name }) => name ?? ''),
  newGlobals: () => Object.getOwnPropertyNames(window).filter((name) => !globalsBefore.has(name)),
};
Object.assign(window, { standIn });
globalsBefore.add('standIn').add('webpackChunkwhatsapp_web_client');
