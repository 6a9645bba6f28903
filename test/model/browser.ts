/**
 * As much of a browser as the extension asks for: it starts the worker for a message or an alarm and ends it when idle,
 * carries messages and Ports, keeps the storage areas. Nothing in it happens at once.
 */

import type { ChatPortMessage } from '../../lib/whatsapp/ports.ts';
import type { ChatPort } from '../../lib/whatsapp/watch/serve-chat-ports.ts';
import type { Disk } from './disk.ts';
import { type Context, deferred, type Machine, never, outside } from './machine.ts';
import { type AreaChanges, createStorageArea } from './storage-area.ts';

export const extensionId = 'chatside';
/** Node's `URL` knows no origin of an extension's scheme. */
export const origin = `https://${extensionId}.test`;
/** Of the first tab; another browser counts on. */
const firstTab = 7;
const theWindow = 1;

/** ms one way between two processes. */
const hop = 0.6;
/** ms from the wish for a worker to its first line. */
const startUp = 15;
/** ms without an event after which a worker is ended, and before which no alarm rings. */
const idleFor = 30_000;
const alarmFloor = 30_000;

type Listener = (...args: never[]) => unknown;

export type Browser = ReturnType<typeof createBrowser>;

export interface BrowserOptions {
  machine: Machine;
  disk: Disk;
  /** The worker's first turn. */
  startWorker(): void;
  /** Whether it says which document speaks. */
  documentIds: boolean;
  sessionMost: number;
  /** The worker did what it was asked. */
  onDone(message: { type: string; input: unknown }): void;
  /** Somebody asks the worker for something, or will never hear the answer. `message` is JSON. */
  onAsked(from: Context, message: string): void;
  onUnheard(from: Context, message: string): void;
}

export function createBrowser({
  machine,
  disk,
  startWorker,
  documentIds,
  sessionMost,
  onDone,
  onAsked,
  onUnheard,
}: BrowserOptions) {
  const listeners = new Map<Context, Map<string, Set<Listener>>>();
  const alarms = new Map<string, () => void>();
  let worker: Context | null = null;
  let lives = 0;
  let startedAt = 0;
  let busyAt = 0;
  /** Questions that a life of the worker owes an answer. */
  let owed = new Set<() => void>();
  let page: { context: Context; documentId: string; connect(port: ChatPort): void } | null = null;
  const isWhatsApp = true;
  let theTab = firstTab;
  let crashes = 0;

  const hears = (what: string) => ({
    addListener(listener: Listener): void {
      const context = machine.current();
      const mine = listeners.get(context) ?? new Map<string, Set<Listener>>();
      listeners.set(context, mine);
      mine.set(what, (mine.get(what) ?? new Set()).add(listener));
    },
    removeListener(listener: Listener): void {
      listeners.get(machine.current())?.get(what)?.delete(listener);
    },
  });

  function call(context: Context, what: string, ...args: unknown[]): void {
    for (const listener of listeners.get(context)?.get(what) ?? []) Reflect.apply(listener, null, args);
  }

  /** To every page of the extension, and to the worker if it is up. */
  function tellAll(what: string, ...args: unknown[]): void {
    for (const context of listeners.keys()) {
      if (context.alive) machine.after(hop, context, what, () => call(context, what, ...args));
    }
  }

  const session = createStorageArea(machine, {
    most: sessionMost,
    onChanged: (changes) => tellAll('session changed', changes),
  });
  const local = createStorageArea(machine, {
    most: Number.POSITIVE_INFINITY,
    refuses: () => disk.refuses() !== null,
    onChanged() {},
  });
  const managed = createStorageArea(machine, {
    most: Number.POSITIVE_INFINITY,
    onChanged: (changes: AreaChanges) => void wake('managed', 'storage changed', changes, 'managed'),
  });

  /** The worker's life, begun if there is none. */
  function living(): Context {
    busyAt = machine.now();
    if (worker?.alive) return worker;
    lives += 1;
    const life: Context = { name: `worker ${lives}`, alive: true };
    worker = life;
    owed = new Set();
    startedAt = machine.now() + startUp;
    machine.after(startUp, life, 'worker starts', startWorker);
    return life;
  }

  /** Has the worker hear of something, in the first turn of its life at the earliest. */
  function wake(why: string, what: string, ...args: unknown[]): Context {
    const life = living();
    machine.after(startedAt + 0.1 - machine.now(), life, why, () => {
      busyAt = machine.now();
      call(life, what, ...args);
    });
    return life;
  }

  function endWorker(): void {
    if (!worker?.alive) return;
    worker.alive = false;
    listeners.delete(worker);
    disk.drop();
    for (const fail of owed) fail();
    owed.clear();
  }

  function watchIdle(): void {
    machine.after(5_000, outside, 'idle?', () => {
      if (machine.now() - busyAt > idleFor) endWorker();
      watchIdle();
    });
  }
  watchIdle();
  // Whatever it asks of the browser, or is answered, keeps it up.
  machine.onEvent(({ context, what }) => {
    if (context === worker && what !== 'timer') busyAt = machine.now();
  });

  function senderOf(from: Context): Record<string, unknown> {
    if (from === page?.context) {
      return {
        id: extensionId,
        origin: 'https://web.whatsapp.com',
        url: 'https://web.whatsapp.com/',
        frameId: 0,
        tab: { id: theTab },
        ...(documentIds && { documentId: page.documentId }),
      };
    }
    const path = from.name.startsWith('options') ? 'options' : 'sidepanel';
    return { id: extensionId, origin, url: `${origin}/${path}.html` };
  }

  function sendMessage(message: unknown): Promise<unknown> {
    const from = machine.current();
    if (!from.alive) return never();
    const sent = JSON.stringify(message);
    onAsked(from, sent);
    const sender = senderOf(from);
    const answer = deferred<unknown>();
    const asOf = crashes;
    machine.after(hop, outside, 'message', () => {
      if (asOf !== crashes) return;
      const fail = () =>
        void machine.after(hop, from, 'no answer', () => {
          onUnheard(from, sent);
          answer.reject(new Error('The message channel closed.'));
        });
      const respond = (reply: unknown) => {
        if (!owedBy.delete(fail)) return;
        const text = JSON.stringify(reply);
        if (JSON.parse(text).ok) onDone(JSON.parse(sent));
        machine.after(hop, from, 'answer', () => answer.resolve(JSON.parse(text)));
      };
      wake(`message ${JSON.parse(sent).type}`, 'message', JSON.parse(sent), sender, respond);
      // Of the life that hears it, which may just have begun.
      const owedBy = owed.add(fail);
    });
    return answer.promise;
  }

  /** The panel's end of a Port to the page. */
  function connect() {
    const panel = machine.current();
    const heard = new Set<(message: ChatPortMessage) => void>();
    const dropped = new Set<() => void>();
    const gone = new Set<() => void>();
    let open = true;
    const lose = () =>
      void machine.after(hop, panel, 'port lost', () => {
        if (!open) return;
        open = false;
        for (const each of dropped) each();
      });
    const there = page;
    if (!there?.context.alive) lose();
    else {
      lost.add(lose);
      machine.after(hop, there.context, 'port opens', () =>
        there.connect({
          name: 'chatside:chat',
          sender: { id: extensionId, url: `${origin}/sidepanel.html` },
          postMessage: (message) =>
            void machine.after(hop, panel, 'port', () => {
              if (open) for (const each of heard) each(message);
            }),
          onDisconnect: { addListener: (listener) => gone.add(listener) },
        }),
      );
    }
    return {
      onMessage: { addListener: (listener: (message: ChatPortMessage) => void) => heard.add(listener) },
      onDisconnect: { addListener: (listener: () => void) => dropped.add(listener) },
      disconnect() {
        open = false;
        lost.delete(lose);
        if (there)
          machine.after(hop, there.context, 'port closes', () => {
            for (const each of gone) each();
          });
      },
    };
  }
  const lost = new Set<() => void>();

  const tab = () => ({
    id: theTab,
    url: isWhatsApp ? 'https://web.whatsapp.com/' : 'https://example.com/',
    status: 'complete',
    active: true,
    windowId: theWindow,
  });
  const later = <T>(answer: () => T): Promise<T> => {
    const context = machine.current();
    if (!context.alive) return never();
    const asked = deferred<T>();
    machine.after(hop, context, 'browser', () => asked.resolve(answer()));
    return asked.promise;
  };

  const api = {
    runtime: {
      id: extensionId,
      getURL: (path: string) => `${origin}${path}`,
      sendMessage,
      onMessage: hears('message'),
      onInstalled: hears('installed'),
      onStartup: hears('startup'),
      onConnect: hears('connect'),
      openOptionsPage: () => Promise.resolve(),
    },
    storage: {
      local: local.area,
      session: { ...session.area, onChanged: hears('session changed') },
      managed: managed.area,
      onChanged: hears('storage changed'),
    },
    alarms: {
      create(name: string, { when }: { when: number }): Promise<void> {
        if (!machine.current().alive) return never();
        alarms.get(name)?.();
        const wait = Math.max(alarmFloor, when - machine.clock());
        const ring = () => {
          alarms.delete(name);
          wake('alarm', 'alarm', { name });
        };
        alarms.set(name, machine.after(wait, outside, 'alarm due', ring));
        return Promise.resolve();
      },
      clear(name: string): Promise<boolean> {
        if (!machine.current().alive) return never();
        alarms.get(name)?.();
        return Promise.resolve(alarms.delete(name));
      },
      onAlarm: hears('alarm'),
    },
    permissions: {
      contains: () => later(() => true),
      request: () => later(() => true),
      onAdded: hears('permissions added'),
      onRemoved: hears('permissions removed'),
    },
    tabs: {
      query: ({ url }: { url?: string }) => later(() => (url !== undefined && !isWhatsApp ? [] : [tab()])),
      get: () => later(tab),
      connect,
      onRemoved: hears('tab removed'),
      onReplaced: hears('tab replaced'),
      onActivated: hears('tab activated'),
      onUpdated: hears('tab updated'),
    },
    windows: { getCurrent: () => later(() => ({ id: theWindow })) },
    scripting: { executeScript: () => Promise.resolve() },
    action: {
      onClicked: hears('clicked'),
      setBadgeText: () => Promise.resolve(),
      setBadgeBackgroundColor: () => Promise.resolve(),
      setTitle: () => Promise.resolve(),
    },
    sidePanel: { setPanelBehavior: () => Promise.resolve() },
  };

  return {
    api,
    session,
    local,
    managed,
    hears,
    call,
    endWorker,
    isWorker: (context: Context) => context === worker,
    worker: () => (worker?.alive ? worker : null),
    lives: () => lives,
    wakeForStart: () => void wake('startup', 'startup'),

    /** A document of WhatsApp Web is there; the one before is gone. */
    load(next: NonNullable<typeof page>): void {
      if (page) page.context.alive = false;
      for (const lose of lost) lose();
      lost.clear();
      page = next;
      tellAll('tab updated', theTab, { status: 'loading' }, { ...tab(), status: 'loading' });
      tellAll('tab updated', theTab, { status: 'complete' }, tab());
    },

    /** All that ran is gone, and all that lay in memory. What was on the disk is there. */
    crash(): void {
      endWorker();
      for (const context of listeners.keys()) context.alive = false;
      listeners.clear();
      if (page) page.context.alive = false;
      page = null;
      lost.clear();
      session.wipe();
      for (const callOff of alarms.values()) callOff();
      alarms.clear();
      theTab += 1;
      crashes += 1;
    },

    /** The extension's page is closed. */
    close(context: Context): void {
      context.alive = false;
      listeners.delete(context);
    },

    /** `online` or `offline`, to every page of the extension. */
    pageEvent: (what: 'online' | 'offline') => tellAll(what),
  };
}
