/** Has the worker put a reply into WhatsApp's box, as the panel does, for each habit that the app may have. */
import type { ReplyInsertion } from '../../../lib/flow/insert-reply.ts';
import type { InsertionResult } from '../../../lib/insertion/insertion-result.ts';
import type { TabView } from '../../../lib/session/shapes.ts';
import type { ComposerHabit } from '../../doubles/whatsapp-web/types.ts';
import type { Evaluates } from './evaluates.ts';
import { openChat } from './open-chat.ts';
import { until } from './until.ts';

export const texts = { line: 'Hello Ana', lines: 'Hello Ana,\nyour order has left.\n\nBye' } as const;

/** What the worker answers: a result, or why it refused. */
export type Answer = InsertionResult | 'FORBIDDEN';

interface Inserted {
  answer: Answer;
  /** What the box holds in the end. */
  box: string;
  sent: number;
  /** What stands in the app's search box. */
  search: string;
}

const ana = '100000000000001@lid';
const anasPhone = '5511900000001';
const carla = '100000000000009@lid';

/**
 * Sends what the panel beside the chat would send, once its card is there; with no text, says whether it is. Runs in a page
 * of the extension.
 */
async function insert(phone: string, text: string | null, atCursor: boolean): Promise<Answer | boolean> {
  const session = await globalThis.chrome.storage.session.get(null);
  const view = Object.keys(session)
    .filter((key) => key.startsWith('tab:'))
    .map((key) => session[key] as TabView)
    .find(({ state, detection }) => state === 'ready' && detection.phone === phone);
  if (!view || text === null) return view !== undefined;
  const { documentId, epoch, connectionId, customerId } = view;
  const chat = `phone:+${phone}`;
  const input: ReplyInsertion = { documentId, epoch, chat, connectionId, customerId, text, atCursor };
  const reply = (await globalThis.chrome.runtime.sendMessage({ type: 'reply.insert', input })) as
    | { ok: true; output: InsertionResult }
    | { ok: false; error: { code: 'FORBIDDEN' } };
  return reply.ok ? reply.output : reply.error.code;
}

/**
 * @param page WhatsApp with a real editor, in front.
 * @param panel a page of the extension that may speak as the panel.
 */
export async function insertByHabit(
  page: Evaluates,
  panel: Evaluates,
  habit: ComposerHabit,
  { text, own = '', atCursor = false }: { text: string; own?: string; atCursor?: boolean },
): Promise<Inserted> {
  await page.evaluate(() => {
    if (window.standIn.writing) window.standIn.writing.habit = 'none';
  });
  await openChat(page, carla);
  const isGone = async () => !(await panel.evaluate(insert, anasPhone, null, false));
  await until(isGone, `an earlier opening of the chat gone, for ${habit}`);
  await openChat(page, ana);
  await page.evaluate(
    (id, what, wanted) => {
      const { writing } = window.standIn;
      if (!writing) throw new Error('The boxes are only drawn.');
      writing.write(id, what, 3);
      // The editor takes the focus for its cursor: the agent was in the box only where she has written.
      if (what === '' && document.activeElement instanceof HTMLElement) document.activeElement.blur();
      writing.habit = wanted;
    },
    ana,
    own,
    habit,
  );
  const put = () => panel.evaluate(insert, anasPhone, text, atCursor);
  const answer = (await until(put, `the card of the chat, for ${habit}`)) as Answer;
  const left = await page.evaluate((id) => {
    const { writing } = window.standIn;
    const search = document.querySelector<HTMLInputElement>('.search');
    const left = {
      box: writing?.text(id) ?? '',
      sent: writing?.sent.length ?? 0,
      search: search?.value ?? '',
    };
    // What a broken run left there would narrow the list of chats.
    if (search) search.value = '';
    return left;
  }, ana);
  return { answer, ...left };
}
