/**
 * Puts texts into boxes at random, with the built script, in one page of the stand-in: into every habit of the app's, with
 * chats changing meanwhile, and says what was not as it must be. Travels to either browser as text, so it names nothing
 * outside of itself but what the page has.
 */
import type { InsertionRequest } from '../../../lib/insertion/insert-text.ts';
import type { InsertionResult } from '../../../lib/insertion/insertion-result.ts';
import type { ComposerHabit } from '../../doubles/whatsapp-web/types.ts';

export interface RandomRuns {
  /** What must never be, in words; empty: nothing of it was. */
  wrong: string[];
  /** How often each came out. */
  results: Partial<Record<InsertionResult, number>>;
}

export async function insertAtRandom(seed: number, count: number): Promise<RandomRuns> {
  const insertion = (
    globalThis as unknown as {
      chatsideInsertion: {
        prepare(request: InsertionRequest): InsertionResult | 'ready';
        write(): Promise<InsertionResult>;
      };
    }
  ).chatsideInsertion;
  const { standIn } = window;
  const { writing } = standIn;
  if (!writing) throw new Error('The boxes are only drawn.');

  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const chance = (share: number) => random() < share;
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
  const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  const habits: ComposerHabit[] = [
    'none',
    'none',
    'ignores-untrusted',
    'late',
    'late-unsaid',
    'drops-breaks',
    'doubles',
    'own-cursor',
    'loses-focus',
    'loses-focus-after',
    'detached',
    'replaced-before',
    'replaced-after',
    'other-chat-before',
    'other-chat-after',
  ];
  const texts = [
    'Hello Ana',
    'x',
    'Hello Ana,\nyour order has left.\n\nBye',
    'One\r\ntwo\rthree\u2028four',
    'Family 👨‍👩‍👧 and 👍🏽 and 🇧🇷',
    'مرحبا آنا، طلبك رقم 12',
    '*bold* _it_ {name} <b>&amp;',
    '  spaces around  ',
    'Lorem ipsum. '.repeat(300).slice(0, 3999),
  ];
  const chats = standIn
    .chats()
    .filter(({ kind, listed }) => listed && kind === 'person')
    .slice(0, 4)
    .map(({ chatId }) => chatId);
  const quiet = /^(?:focus|blur|focusin|focusout|selectionchange)$/;
  const wrote = /^(?:inserted|not-as-meant|left-meanwhile)$/;
  const runs: RandomRuns = { wrong: [], results: {} };

  for (let run = 0; run < count; run += 1) {
    const card = pick(chats);
    const habit = pick(habits);
    writing.habit = 'none';
    // A box whose editor no longer hears of it is another one at the next opening.
    standIn.close();
    standIn.open(card);
    if (chance(0.7)) writing.write(card, '');
    else {
      const own = pick(['My own', 'Line one\nline two', 'Hi 👍🏽 there']);
      const at = Math.floor(random() * (own.length + 1));
      writing.write(card, own, at, chance(0.2) ? own.length : at);
    }
    const box = document.querySelector<HTMLElement>('#main .composer');
    if (chance(0.3)) box?.focus();
    else if (chance(0.5)) box?.blur();
    // What the agent did a moment ago is mostly told to the page by now.
    if (chance(0.7)) await after(0);
    writing.habit = habit;
    writing.delay = 1 + Math.floor(random() * 6);
    const before = new Map(chats.map((chatId) => [chatId, writing.text(chatId)]));
    writing.events.length = 0;
    const text = pick(texts);
    const title = standIn.current()?.title ?? null;
    const request = { text, atCursor: chance(0.4), title: chance(0.8) ? title : null, turn: 1 };
    const says = `${run} of ${seed}: ${habit}, ${JSON.stringify(text.slice(0, 20))}, at cursor ${request.atCursor}`;

    /** Somebody opens another chat, and perhaps this one again; or a message comes in. */
    const meanwhile = chance(0.4)
      ? Array.from({ length: 1 + Math.floor(random() * 3) }, async () => {
          await after(random() * 8);
          if (chance(0.2)) await standIn.receive(pick(chats), { stored: false });
          else standIn.open(pick(chats));
        })
      : [];
    const changesAtOnce = chance(0.1);

    // The worker's order: whose chat, the page's look, whose chat again, the writing.
    const isStillCard = () => standIn.current()?.chatId === card;
    let result: InsertionResult | 'ready' = insertion.prepare(request);
    if (result === 'ready') {
      if (chance(0.3)) await after(random() * 6);
      if (!isStillCard()) result = 'not-same-chat';
      else {
        if (changesAtOnce) standIn.open(pick(chats));
        result = await insertion.write();
      }
    }
    await Promise.all(meanwhile);
    if (/^(?:late|doubles|replaced-after|other-chat-after)/.test(habit)) await after(writing.delay);
    runs.results[result as InsertionResult] = (runs.results[result as InsertionResult] ?? 0) + 1;

    const wrong = (what: string) => runs.wrong.push(`${says}: ${what} (${result})`);
    if (writing.sent.length > 0 || standIn.log.some(({ type }) => type === 'send')) wrong('sent');
    for (const chatId of chats)
      if (chatId !== card && writing.text(chatId) !== before.get(chatId)) wrong('wrote into another chat');

    const search = document.querySelector<HTMLInputElement>('.search');
    if (search?.value !== '') wrong('wrote into the search box');
    if (search) search.value = '';

    const own = before.get(card) ?? '';
    const now = writing.text(card);
    const plain = text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
    const isWith = (added: string) =>
      now.length === own.length + added.length &&
      Array.from({ length: own.length + 1 }, (_, at) => own.slice(0, at) + added + own.slice(at)).includes(
        now,
      );
    const once = habit === 'drops-breaks' ? plain.replaceAll('\n', ' ') : plain;
    // Twice is the app's own doing: it was told once, which is counted below.
    const twice = habit === 'doubles' && isWith(once + once);
    if (now !== own && !isWith(once) && !twice) wrong(`the box holds ${JSON.stringify(now.slice(0, 60))}`);
    if (result === 'inserted' && !isWith(plain)) wrong('was not inserted');
    if (result === 'not-as-meant' && isWith(plain)) wrong('was as meant');
    if (!wrote.test(result) && now !== own) wrong('was not said');
    if (own !== '' && !request.atCursor && now !== own) wrong('added to what the agent had written');

    const told = writing.events.filter(({ type }) => type === 'beforeinput');
    if (told.filter(({ isTrusted }) => !isTrusted).length > 1) wrong('told twice');
    if (told.filter(({ isTrusted }) => isTrusted).length > 1) wrong('typed twice');
    if (told.length > 0 && !wrote.test(result) && result !== 'not-taken') wrong('told for nothing');
    for (const { type, isTrusted, box: where } of writing.events) {
      if (quiet.test(type)) continue;
      const isOurs = type === 'beforeinput' || (isTrusted && /^(?:input|textInput)$/.test(type));
      if (!isOurs || where !== card) wrong(`${type} ${where === card ? 'in the box' : 'elsewhere'}`);
    }
  }
  writing.habit = 'none';
  return runs;
}

/** As text that loads the built script in front of it, wherever that runs. */
export function randomRuns(script: string, seed: number, count: number): string {
  return `async () => { ${script}\nreturn (${String(insertAtRandom)})(${seed}, ${count}); }`;
}
