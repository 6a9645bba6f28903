/**
 * An agent who does anything at any time, with a CRM, a network and a worker that fail at any time. What is done is
 * drawn from a seed; what was done is kept, to be held against what the panel showed and the CRM got.
 */
import type { Page } from 'puppeteer-core';
import type { WriteView } from '../../../lib/session/shapes.ts';
import type { Fault } from '../../doubles/crm-server/faults.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { people } from '../../doubles/people.ts';
import type { ChatTruth } from '../../doubles/whatsapp-web/types.ts';
import { killWorker } from './kill-worker.ts';
import { openChat } from './open-chat.ts';
import { recordPanel, type Shown } from './record-panel.ts';
import type { Opened } from './switch-at-random.ts';
import { loadWhatsApp, openPanel, type World } from './world.ts';

export interface Day {
  opened: Opened[];
  shown: Shown[];
  /** Every note that was saved: its text names whom the panel showed. */
  notes: { text: string; customerId: string }[];
  /** Every stage that was pressed, by its name. */
  stages: { stage: string; customerId: string }[];
  /** Ids of writes that the panel was told are saved. */
  saved: ReadonlyMap<string, WriteView>;
  /** How often the agent had something sent again. */
  again: number;
}

/** Numbers between 0 and 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed % 2_147_483_648;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** By the customer's id at any of the back ends: the number (digits). */
export const numbers: ReadonlyMap<string, string> = new Map(
  people.flatMap(({ phone }) =>
    phone === null ? [] : [phone, idOf('user', phone), `c-${phone}`].map((id) => [id, phone] as const),
  ),
);

const faults: Fault[] = [
  { kind: 'slow', ms: 300, times: 3 },
  { kind: 'slow', ms: 300, written: true, times: 2 },
  { kind: 'rate-limited', retryAfter: 1 },
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'mangled', how: 'null-data' },
];

/**
 * Starts beside an open WhatsApp tab. The panel is opened here, and again and again; at noon the app becomes another build,
 * an older one by odd seeds.
 */
export async function spendDay(world: World, page: Page, actions: number, seed: number) {
  const random = createRandom(seed);
  const pick = <T>(all: readonly T[]): T => {
    const one = all[Math.floor(random() * all.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const readChats = () => page.evaluate(() => window.standIn.chats().filter(({ listed }) => listed));
  const isKnown = ({ chatId }: ChatTruth) =>
    people.some(({ lid, customer }) => lid === chatId && customer !== null);
  let chats = await readChats();
  const day = {
    opened: [] as Opened[],
    shown: [] as Shown[],
    notes: [] as Day['notes'],
    stages: [] as Day['stages'],
    saved: new Map<string, WriteView>(),
    again: 0,
  };

  let panel: Page;
  let shown: () => Promise<Shown[]>;
  async function takePanel(): Promise<void> {
    panel = await openPanel(world, page);
    shown = await recordPanel(panel);
    await panel.evaluate(keepSaved);
  }
  /** What a panel knows goes with it. */
  async function keepRecords(): Promise<void> {
    day.shown.push(...(await shown()));
    const saved = await panel.evaluate(() => Reflect.get(window, 'savedWrites') as WriteView[]);
    for (const write of saved) day.saved.set(write.id, write);
  }

  /** The app starts anew with another build, which writes its rows as they are written in that world. */
  async function update(records: 'today' | 'older'): Promise<void> {
    await loadWhatsApp(page, `?records=${records}`);
    day.opened.push({ at: Date.now(), phone: null });
    chats = await readChats();
  }

  const act: Record<string, () => Promise<void>> = {
    async open() {
      const chat = pick(random() < 0.8 ? chats.filter(isKnown) : chats);
      day.opened.push({ at: await openChat(page, chat.chatId), phone: chat.phone });
    },
    async stage() {
      const pressed = await panel.evaluate(pressStage, random());
      if (pressed) day.stages.push(pressed);
    },
    async note() {
      const text = `Said ${day.notes.length} in ${seed}`;
      const customerId = await panel.evaluate(saveNote, text);
      if (customerId) day.notes.push({ text, customerId });
    },
    async untag() {
      await panel.evaluate(pressFirst, '.tag button, [aria-label^="Remove tag"]');
    },
    async tag() {
      await panel.evaluate(pressFirst, '[aria-label="Add tag"], .tag-add');
      await panel.keyboard.press('Enter');
      await panel.keyboard.press('Escape');
    },
    async undo() {
      await panel.evaluate(pressUndo);
    },
    async again() {
      if (await panel.evaluate(pressNamed, pick(['Save again', 'Retry']))) day.again += 1;
    },
    async refresh() {
      await panel.evaluate(pressFirst, 'button.refresh');
    },
    async fault() {
      world.crm.faults.add(pick(faults));
    },
    async calm() {
      world.crm.faults.clear();
    },
    async wait() {
      await new Promise((resolve) => setTimeout(resolve, random() * 120));
    },
    /** Reads what is on the screen first, as an agent mostly does. */
    async read() {
      const ready = () => document.querySelector('main')?.dataset.state === 'ready';
      await panel.waitForFunction(ready, { timeout: 400, polling: 'mutation' }).catch(() => undefined);
    },
    async kill() {
      await killWorker(world.browser);
    },
    async connection() {
      const connectionId = pick(['demo', 'sobot', 'device']);
      await panel.evaluate(
        (input) => void globalThis.chrome.runtime.sendMessage({ type: 'connection.select', input }),
        { connectionId },
      );
    },
    async reopen() {
      await keepRecords();
      await panel.close();
      await takePanel();
    },
  };
  const weights: Record<keyof typeof act, number> = {
    open: 120,
    read: 200,
    wait: 150,
    stage: 120,
    untag: 30,
    tag: 20,
    note: 25,
    undo: 40,
    again: 30,
    refresh: 30,
    fault: 30,
    calm: 20,
    kill: 10,
    connection: 15,
    reopen: 3,
  };
  const lots = Object.entries(weights).flatMap(([name, weight]) =>
    Array.from({ length: weight }, () => name),
  );

  await takePanel();
  for (let turn = 0; turn < actions; turn++) {
    if (turn === Math.floor(actions / 2)) await update(seed % 2 === 0 ? 'today' : 'older');
    await act[pick(lots)]?.();
  }
  world.crm.faults.clear();
  return {
    panel: () => panel,
    /** Everything up to now. */
    async told(): Promise<Day> {
      await keepRecords();
      return day;
    },
  };
}

/** In the panel: keeps every write that the worker tells as done. */
function keepSaved(): void {
  const saved: WriteView[] = [];
  Object.assign(window, { savedWrites: saved });
  const { onChanged } = globalThis.chrome.storage as unknown as {
    onChanged: {
      addListener(listener: (changes: Record<string, { newValue?: { writes: WriteView[] } }>) => void): void;
    };
  };
  onChanged.addListener((changes) => {
    for (const write of changes.outbox?.newValue?.writes ?? []) if (write.state === 'done') saved.push(write);
  });
}

/** In the panel: presses one of the stages and says which, and whose. */
function pressStage(chance: number): { stage: string; customerId: string } | null {
  const customerId = document.querySelector('main')?.dataset.customer;
  const radios = [...document.querySelectorAll<HTMLElement>('[role=radiogroup] [role=radio]')];
  const radio = radios[Math.floor(chance * radios.length)];
  if (!customerId || !radio || radio.ariaDisabled === 'true') return null;
  radio.click();
  return { stage: radio.textContent?.trim() ?? '', customerId };
}

/** In the panel: writes a note that names whom it shows, and saves it. Null where there is no box, or it went. */
async function saveNote(text: string): Promise<string | null> {
  const customerId = document.querySelector('main')?.dataset.customer;
  const box = document.querySelector<HTMLTextAreaElement>('textarea.note-text');
  if (!customerId || !box) return null;
  box.value = `${text} to ${customerId}`;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  // What was typed is taken when it is drawn.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  if (!box.isConnected || document.querySelector('main')?.dataset.customer !== customerId) return null;
  box.form?.requestSubmit();
  return customerId;
}

function pressFirst(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

function pressNamed(name: string): boolean {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
  button?.click();
  return button !== undefined;
}

/** Nothing is taken back while a note could be meant. */
async function pressUndo(): Promise<void> {
  const { outbox } = await globalThis.chrome.storage.session.get('outbox');
  const writes = (outbox as { writes: WriteView[] } | undefined)?.writes ?? [];
  if (writes.some(({ change, state }) => change.kind === 'note' && state === 'waiting')) return;
  [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Undo')?.click();
}
