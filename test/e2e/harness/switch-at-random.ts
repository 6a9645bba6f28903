import type { Evaluates } from './evaluates.ts';
import type { Shown } from './record-panel.ts';

/** A chat that was opened, and when (epoch ms). */
export interface Opened {
  at: number;
  phone: string | null;
}

/** Opens chats at random moments, some within one frame of each other, and returns which were open when. */
export function switchAtRandom(page: Evaluates, count: number, seed: number): Promise<Opened[]> {
  return page.evaluate(
    async (total, start) => {
      let state = start;
      const random = () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return state / 2_147_483_648;
      };
      const chats = window.standIn.chats().filter((chat) => chat.listed);
      const pauses = [0, 0, 5, 16, 40, 120, 250];
      const opened: { at: number; phone: string | null }[] = [];
      for (let turn = 0; turn < total; turn++) {
        const chat = chats[Math.floor(random() * chats.length)];
        if (!chat) continue;
        opened.push({ at: performance.timeOrigin + performance.now(), phone: chat.phone });
        window.standIn.open(chat.chatId);
        const pause = pauses[Math.floor(random() * pauses.length)] ?? 0;
        await new Promise((done) => setTimeout(done, pause));
      }
      return opened;
    },
    count,
    seed,
  );
}

/**
 * To be run in the panel: whether it has come to rest at the chat that was opened last, and not still at the one before.
 * `phone`: of that chat, where it has one.
 */
export function restsAt(phone: string | null): boolean {
  const main = document.querySelector('main');
  const { state = 'loading' } = main?.dataset ?? {};
  return !['loading', 'no-chat'].includes(state) && (main?.dataset.phone ?? null) === phone;
}

/**
 * Holds what the panel showed against what was open. `wrong`: a person who was on the screen more than `grace` ms after
 * the chat was left, or whose chat was never open; `latest`: ms that the slowest took to go.
 */
export function judgeShown(
  samples: readonly Shown[],
  opened: readonly Opened[],
  grace: number,
): { people: number; wrong: (Shown & { late: number })[]; latest: number } {
  const people = samples.filter((one) => one.customer !== null || one.phone !== null);
  let latest = 0;
  const wrong = people.flatMap((sample) => {
    const { at, customer, phone } = sample;
    const before = opened.filter((one) => one.at <= at);
    const current = before.at(-1)?.phone ?? null;
    // This CRM's ids are the numbers themselves, so id and number can both be held against the chat.
    const person = customer ?? phone;
    if (person === current && (phone ?? current) === current) return [];
    const left = before.findLast((one, index) => one.phone === person && before[index + 1] !== undefined);
    const leftAt = left ? (before[before.indexOf(left) + 1]?.at ?? 0) : 0;
    const late = at - leftAt;
    latest = Math.max(latest, late);
    return late > grace ? [{ ...sample, late }] : [];
  });
  return { people: people.length, wrong, latest };
}
