import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import { browserTimers } from '../../../lib/whatsapp/watch/timers.ts';
import { watchChats } from '../../../lib/whatsapp/watch/watch-chats.ts';
import { type Conversation, conversation, page } from '../../fixtures/whatsapp/page.ts';
import { seed } from '../../fixtures/whatsapp/seed.ts';
import {
  anaLid,
  anaPhone,
  anaTalk,
  bobPhone,
  bobTalk,
  chat,
  contact,
  everybody,
  message,
  type StoredRow,
  talk,
} from '../../fixtures/whatsapp/stored.ts';
import { isDrawnByStyle } from './drawn.ts';

const ana: Conversation = { title: 'Ana Cliente', rows: anaTalk.map((key) => ({ key })) };
const bob: Conversation = { title: '+44 7700 900002', rows: bobTalk.map((key) => ({ key })) };

let controller: AbortController;
let seen: Detection[];
let left: number[];
/** ms by which the clock is ahead. */
let ahead: number;

beforeEach(async () => {
  controller = new AbortController();
  seen = [];
  left = [];
  ahead = 0;
  document.body.innerHTML = page({ list: [] });
  await seed(indexedDB, everybody());
});
afterEach(() => {
  controller.abort();
  vi.useRealTimers();
});

function watch(factory: IDBFactory = indexedDB) {
  const timers = browserTimers(window);
  return watchChats({
    document,
    indexedDB: factory,
    timers: { ...timers, now: () => timers.now() + ahead },
    signal: controller.signal,
    isVisible: isDrawnByStyle,
    onLeft: (epoch) => left.push(epoch),
    onDetection: (detection) => seen.push(detection),
  });
}

function place(): HTMLElement {
  const found = document.querySelector<HTMLElement>('#app > div');
  if (!found) throw new Error('there is no app');
  return found;
}

function close(): void {
  document.querySelector('#main')?.remove();
}

function open(one: Conversation): void {
  close();
  place().insertAdjacentHTML('beforeend', conversation(one));
}

/** Another conversation in the element of the one before. */
function redraw(one: Conversation): void {
  const next = document.createElement('div');
  next.innerHTML = conversation(one);
  document.querySelector('#main')?.replaceChildren(...(next.firstElementChild?.childNodes ?? []));
}

function headOf(one: Conversation): Element {
  const holder = document.createElement('div');
  holder.innerHTML = conversation(one);
  return holder.querySelector('header') ?? holder;
}

const last = () => seen.at(-1);
const settled = (phone: string | null) =>
  vi.waitFor(() => expect(last()).toMatchObject({ phone, state: 'chat' }));
/** The observer's own microtask. */
const microtask = () => Promise.resolve();
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function put(store: string, row: StoredRow): Promise<void> {
  const request = indexedDB.open('model-storage');
  const database = await new Promise<IDBDatabase>((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction(store, 'readwrite');
  transaction.objectStore(store).put(row);
  await new Promise<void>((resolve) => {
    transaction.oncomplete = () => resolve();
  });
  database.close();
}

describe('a change of chat', () => {
  it('is announced in the observer’s own microtask, before anything is read', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    const before = left.length;
    open(bob);
    await microtask();
    expect(left.length).toBe(before + 1);
    expect(last()?.phone).toBe(anaPhone);
    await settled(bobPhone);
    expect(last()?.epoch).toBe(left.at(-1));
  });

  it('raises the epoch each time, starting from the clock', async () => {
    const start = Date.now();
    const chats = watch();
    expect(chats.epoch()).toBeGreaterThanOrEqual(start);
    open(ana);
    await settled(anaPhone);
    const epochs = [chats.epoch()];
    for (const one of [bob, ana, bob]) {
      open(one);
      await microtask();
      epochs.push(chats.epoch());
      await frame();
    }
    for (const [at, epoch] of epochs.entries()) expect(epoch).toBeGreaterThan(epochs[at - 1] ?? 0);
  });

  it('grows the epoch even when the clock goes back', async () => {
    const chats = watch();
    open(ana);
    await settled(anaPhone);
    ahead = -3_600_000;
    const before = chats.epoch();
    open(bob);
    await microtask();
    expect(chats.epoch()).toBe(before + 1);
  });

  it('from A to B to A within a frame never says B, and says A under the newest epoch', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    open(bob);
    await microtask();
    open(ana);
    await microtask();
    await vi.waitFor(() => expect(last()?.epoch).toBe(left.at(-1)));
    expect(last()?.phone).toBe(anaPhone);
    expect(seen.some(({ phone }) => phone === bobPhone)).toBe(false);
  });

  it('during a read drops the answer of the chat that was left', async () => {
    watch();
    open(ana);
    await frame();
    open(bob);
    await settled(bobPhone);
    expect(seen.some(({ phone }) => phone === anaPhone)).toBe(false);
  });

  it('at any speed leaves every detection true to what was open under its epoch', async () => {
    const chats = watch();
    const shown = new Map<number, string>();
    for (let turn = 0; turn < 40; turn += 1) {
      const one = turn % 2 === 0 ? ana : bob;
      open(one);
      await microtask();
      shown.set(chats.epoch(), one === ana ? anaPhone : bobPhone);
      if (turn % 3 === 0) await frame();
    }
    await settled(bobPhone);
    for (const { epoch, phone, state } of seen) if (state === 'chat') expect(phone).toBe(shown.get(epoch));
  });

  it('to the list alone is one too', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    close();
    await microtask();
    await vi.waitFor(() =>
      expect(last()).toMatchObject({ state: 'no-chat', phone: null, epoch: left.at(-1) }),
    );
  });

  it('by drawing what was kept ready is noticed, and so is hiding it', async () => {
    watch();
    place().insertAdjacentHTML('beforeend', conversation({ ...ana, style: 'display: none' }));
    await vi.waitFor(() => expect(last()?.state).toBe('no-chat'));
    const wrapper = place().lastElementChild;
    if (wrapper instanceof HTMLElement) wrapper.style.display = '';
    await settled(anaPhone);
    if (wrapper instanceof HTMLElement) wrapper.style.display = 'none';
    await vi.waitFor(() => expect(last()?.state).toBe('no-chat'));
  });

  it('in the same place, rows and title at once, is cleared like any other', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    const before = left.length;
    redraw(bob);
    await microtask();
    expect(left.length).toBe(before + 1);
    await settled(bobPhone);
    expect(last()?.epoch).toBe(left.at(-1));
  });

  it('in the same place, below the element that was known, is cleared at once too', async () => {
    const wrapped = (one: Conversation) => {
      const holder = document.createElement('div');
      holder.innerHTML = conversation(one);
      const main = holder.firstElementChild;
      const inner = document.createElement('section');
      inner.append(...(main?.childNodes ?? []));
      main?.append(inner);
      return { main, inner };
    };
    watch();
    const first = wrapped(ana);
    if (first.main) place().append(first.main);
    await settled(anaPhone);
    const before = left.length;
    first.inner.replaceChildren(...wrapped(bob).inner.childNodes);
    await microtask();
    expect(left.length).toBe(before + 1);
    await settled(bobPhone);
  });

  it('in the same place to one of the same name is told by the rows', async () => {
    const [one, other] = ['100000000000015@lid', '100000000000016@lid'] as const;
    await seed(
      indexedDB,
      everybody({
        contact: [
          contact(one, '5511900000015', { name: 'Marcos' }),
          contact(other, '5511900000016', { name: 'Marcos' }),
        ],
        chat: [chat(one), chat(other)],
        message: [...talk(one, 'M1'), ...talk(other, 'M2')].map((key) => message(key)),
      }),
    );
    watch();
    open({ title: 'Marcos', rows: talk(one, 'M1').map((key) => ({ key })) });
    await settled('5511900000015');
    const before = left.length;
    redraw({ title: 'Marcos', rows: talk(other, 'M2').map((key) => ({ key })) });
    await settled('5511900000016');
    expect(left.length).toBe(before + 1);
    expect(last()?.epoch).toBe(left.at(-1));
  });
});

describe('two conversations at once', () => {
  const second = (one: Conversation) =>
    place().insertAdjacentHTML('beforeend', conversation(one).replace('id="main"', 'id="main" data-second'));
  const secondTitle = () => document.querySelector('[data-second] [data-testid$="chat-title"]');

  async function unsure() {
    watch();
    open(ana);
    second(bob);
    await vi.waitFor(() => expect(last()?.state).toBe('unreadable'));
    return last()?.epoch ?? 0;
  }

  it.each([
    [
      'by another conversation',
      () => {
        document.querySelector('[data-second]')?.remove();
        second({ title: 'Carla', rows: [] });
      },
      'unreadable',
    ],
    ['by another title', () => secondTitle()?.replaceChildren('Carla'), 'unreadable'],
    [
      'by none',
      () => {
        for (const one of document.querySelectorAll('#main')) one.remove();
      },
      'no-chat',
    ],
  ])('are another opening where one is replaced: %s', async (_, change, state) => {
    const epoch = await unsure();
    change();
    await vi.waitFor(() => expect(last()?.epoch).toBeGreaterThan(epoch));
    expect([last()?.state, last()?.epoch]).toEqual([state, left.at(-1)]);
  });

  it('are the same opening while they stay', async () => {
    const epoch = await unsure();
    place().insertAdjacentHTML('beforeend', '<div class="toast"><span>…</span></div>');
    await frame();
    await frame();
    expect([last()?.epoch, left]).toEqual([epoch, []]);
  });
});

describe('while much else changes', () => {
  const busy = () => {
    for (let at = 0; at < 50; at += 1) {
      place().insertAdjacentHTML('beforeend', '<div class="toast"><span>…</span></div>');
      document.querySelector('#pane-side')?.insertAdjacentHTML('beforeend', '<i></i>');
      document.querySelector('[role="application"]')?.insertAdjacentHTML('beforeend', '<p>…</p>');
    }
  };

  it.each([
    ['another conversation is drawn', () => open(bob)],
    ['another one is drawn in its place', () => redraw(bob)],
    ['only its head changes', () => document.querySelector('#main header')?.replaceWith(headOf(bob))],
    ['it is hidden', () => document.querySelector('#main')?.setAttribute('style', 'display: none')],
  ])('a change of chat is announced in the same microtask: %s', async (_, change) => {
    watch();
    open(ana);
    await settled(anaPhone);
    busy();
    await microtask();
    // The rows that are held are gone too, or the head would be a rename.
    for (const row of document.querySelectorAll('#main [data-id]')) row.remove();
    const before = left.length;
    change();
    await microtask();
    expect(left.length).toBe(before + 1);
  });

  it('rows that go by other ids are looked at in the next frame', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    busy();
    await microtask();
    for (const [at, row] of document.querySelectorAll('#main [data-id]').entries()) {
      const id = bobTalk[at]?.split('_')[2] ?? '';
      row.setAttribute('data-id', id);
      row.setAttribute('data-testid', `conv-msg-${id}`);
    }
    // Sooner than the page is looked at anyway, every two seconds.
    await vi.waitFor(() => expect(last()).toMatchObject({ phone: null, displayName: 'Ana Cliente' }));
  });

  it('a title that is written letter by letter is followed', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    const text = document.querySelector('[data-testid$="chat-title"]')?.firstChild;
    if (text) text.nodeValue = 'Ana C';
    await vi.waitFor(() => expect(last()?.displayName).toBe('Ana C'));
  });
});

describe('a chat that stays open', () => {
  it('is said once, however much happens around it', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    const count = seen.length;
    for (let at = 0; at < 100; at += 1) {
      place().insertAdjacentHTML('beforeend', '<div class="toast"><span>…</span></div>');
      place().lastElementChild?.remove();
    }
    await frame();
    await frame();
    expect(seen.length).toBe(count);
  });

  it('is told by its new name under the same epoch when it is renamed', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    const { epoch } = last() ?? {};
    await put('contact', contact(anaLid, anaPhone, { name: 'Ana Maria', pushname: 'aninha' }));
    const title = document.querySelector('[data-testid$="chat-title"]');
    if (title) title.textContent = 'Ana Maria';
    await vi.waitFor(() => expect(last()).toMatchObject({ displayName: 'Ana Maria', phone: anaPhone }));
    expect(last()?.epoch).toBe(epoch);
  });

  it('is known better when its message is stored a second later', async () => {
    await seed(indexedDB, { ...everybody(), message: [] });
    watch();
    open(ana);
    await vi.waitFor(() => expect(last()).toMatchObject({ confidence: 'probable', phone: anaPhone }));
    for (const key of anaTalk) await put('message', message(key));
    await vi.waitFor(() => expect(last()?.confidence).toBe('exact'), { timeout: 3000 });
    expect(new Set(seen.filter(({ state }) => state === 'chat').map(({ epoch }) => epoch)).size).toBe(1);
  });

  it('has its number as soon as that is known', async () => {
    await seed(indexedDB, { ...everybody(), contact: [contact(anaLid, null, { name: 'Ana Cliente' })] });
    watch();
    open(ana);
    await vi.waitFor(() => expect(last()).toMatchObject({ chatId: anaLid, phone: null }));
    await put('contact', contact(anaLid, anaPhone, { name: 'Ana Cliente' }));
    await vi.waitFor(() => expect(last()?.phone).toBe(anaPhone), { timeout: 3000 });
  });

  it('is read again when its rows arrive after its title', async () => {
    watch();
    open({ ...ana, title: 'Ana Nobody Knows', rows: [] });
    await vi.waitFor(() => expect(last()?.confidence).toBe('name-only'));
    const title = document.querySelector('[data-testid$="chat-title"]');
    if (title) title.textContent = 'Ana Cliente';
    const panel = document.querySelector('[role="application"]');
    if (panel) panel.innerHTML = anaTalk.map((key) => `<div data-id="${key.split('_')[2]}"></div>`).join('');
    await vi.waitFor(() => expect(last()).toMatchObject({ phone: anaPhone, confidence: 'exact' }));
  });
});

describe('screens', () => {
  it('says that the app is loading until there is a list, and is no error', async () => {
    document.body.innerHTML = '<div id="app"></div>';
    watch();
    await vi.waitFor(() => expect(last()?.state).toBe('loading'));
    const app = document.querySelector('#app');
    if (app)
      app.innerHTML = page({ list: [] })
        .replace('<div id="app">', '')
        .replace(/<\/div>$/, '');
    await vi.waitFor(() => expect(last()?.state).toBe('no-chat'));
  });

  it('calls an app that goes away without a code inactive, and one with a code signed out', async () => {
    watch();
    await vi.waitFor(() => expect(last()?.state).toBe('no-chat'));
    place().innerHTML = '<h1>…</h1><progress></progress>';
    await vi.waitFor(() => expect(last()?.state).toBe('inactive'));
    place().innerHTML = '<div data-ref="2@x"></div>';
    await vi.waitFor(() => expect(last()?.state).toBe('signed-out'));
  });
});

it('says that the layout has changed when an app is drawn and stays unknown', async () => {
  document.body.innerHTML = `<div id="app">${'<section><p>…</p></section>'.repeat(100)}</div>`;
  watch();
  await vi.waitFor(() => expect(last()?.state).toBe('loading'));
  ahead = 10_000;
  await vi.waitFor(() => expect(last()?.state).toBe('layout-changed'), { timeout: 4000 });
});

describe('the database', () => {
  const held = () =>
    new Promise<'free' | 'held'>((resolve) => {
      const request = indexedDB.open('model-storage', 2);
      request.onblocked = () => resolve('held');
      request.onupgradeneeded = () => undefined;
      request.onsuccess = () => {
        request.result.close();
        resolve('free');
      };
    });

  it('is let go when WhatsApp changes its version, and read again afterwards', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    expect(await held()).toBe('free');
    open(bob);
    await settled(bobPhone);
  });

  it('is not made where there is none', async () => {
    await seed(indexedDB, null);
    watch();
    open(ana);
    await vi.waitFor(() => expect(last()?.confidence).toBe('name-only'));
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('that closes in the middle of a read is opened again', async () => {
    const connections: IDBDatabase[] = [];
    const factory = spying((database) => connections.push(database));
    watch(factory);
    open(ana);
    await settled(anaPhone);
    for (const connection of connections) connection.close();
    open(bob);
    await settled(bobPhone);
  });

  it('that never answers is not waited for', async () => {
    const silent: IDBFactory = { ...spying(() => undefined), databases: () => new Promise(() => {}) };
    watch(silent);
    open(ana);
    await vi.waitFor(
      () => expect(last()).toMatchObject({ displayName: 'Ana Cliente', reasons: ['reading'] }),
      {
        timeout: 2000,
      },
    );
    expect(last()).toMatchObject({ phone: null, chatId: null, confidence: 'name-only' });
    await vi.waitFor(() => expect(last()?.reasons).toEqual(['database-slow']), { timeout: 7000 });
  }, 10_000);

  it('that did not answer while everybody’s names were read is asked anew for the next chat', async () => {
    const getAll = vi
      .spyOn(IDBObjectStore.prototype, 'getAll')
      .mockImplementation(() => ({}) as IDBRequest<unknown[]>);
    watch();
    open({ ...ana, rows: [] });
    await vi.waitFor(() => expect(last()?.reasons).toEqual(['database-slow']), { timeout: 7000 });
    getAll.mockRestore();
    open({ ...bob, title: 'Ana Cliente', rows: [] });
    await settled(anaPhone);
  }, 10_000);

  it('is not blamed for a fault of ours', async () => {
    const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new TypeError('not a function');
    });
    watch();
    open(ana);
    await vi.waitFor(() => expect(last()?.reasons).toEqual(['reader-failed']));
    get.mockRestore();
  });

  it('is closed when the watch ends', async () => {
    watch();
    open(ana);
    await settled(anaPhone);
    controller.abort();
    await microtask();
    expect(await held()).toBe('free');
  });

  function spying(onOpen: (database: IDBDatabase) => void): IDBFactory {
    return {
      cmp: (one, other) => indexedDB.cmp(one, other),
      databases: () => indexedDB.databases(),
      deleteDatabase: (name) => indexedDB.deleteDatabase(name),
      open(name, version) {
        const request = indexedDB.open(name, version);
        request.addEventListener('success', () => onOpen(request.result));
        return request;
      },
    };
  }
});

it('ends without a trace when its signal ends', async () => {
  watch();
  open(ana);
  await settled(anaPhone);
  controller.abort();
  const said = seen.length;
  open(bob);
  await frame();
  await frame();
  expect(seen.length).toBe(said);
});
