/**
 * To-dos of the second version, which stand for notes with a reminder. Its list knows no parameter for a friend, so it is
 * gone through by account, a few pages at a time; what does not say whose it is, is nobody's here.
 */
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { TimelineEvent, TimelinePage } from '../model.ts';
import type { Applied, Change, Reminder, Verdict } from '../port.ts';
import { type AccountBook, accountsOf } from './account-book.ts';
import { type FriendRef, friendIdBy, readFriendId } from './friend-id.ts';
import type { createFriendReader } from './read-friend.ts';
import { todoTime } from './todo-time.ts';
import type { WireTodo, YoumiV2Wire } from './wire-v2.ts';

type Note = Extract<Change, { kind: 'note' }>;

const pageSize = 100;
const pagesAtATime = 5;
const longestTitle = 50;
/** Accounts whose to-dos are listed one by one. */
const mostAccounts = 20;

export interface TodosOptions {
  v2: Pick<YoumiV2Wire, 'todos' | 'addTodo'>;
  book: { get(signal: AbortSignal): Promise<AccountBook> };
  friend: ReturnType<typeof createFriendReader>;
  /** Where it does not say who the agent is, nothing is written. */
  connection: { account?: string | undefined; me?: { agentId: string } | undefined };
  /** Epoch ms by the server. */
  now(): number;
}

export function createTodos({ v2, book, friend, connection, now }: TodosOptions) {
  const me = connection.me?.agentId ?? null;
  type Asked = Pick<Parameters<YoumiV2Wire['todos']>[0], 'accountId' | 'createdBy' | 'state'>;

  /** The vendor does not say whether pages count from 0 or from 1: where the first is empty or refused, the next is it. */
  async function pages(
    asked: Asked,
    first: number,
    signal: AbortSignal,
  ): Promise<{ todos: WireTodo[]; next: string | null }> {
    const todos = new Map<string, WireTodo>();
    for (let page = first; page < first + pagesAtATime; page += 1) {
      const read = await v2.todos({ ...asked, page, pageSize }, signal).catch((thrown: unknown) => {
        if (page > 0 || !isAppError(thrown) || thrown.code !== 'INVALID_INPUT') throw thrown;
        return { todos: [], isLast: true };
      });
      for (const todo of read.todos) todos.set(idOf(todo), todo);
      if (page > 0 && read.isLast) return { todos: [...todos.values()], next: null };
    }
    return { todos: [...todos.values()], next: String(first + pagesAtATime) };
  }

  /** With the account: an id of an earlier version is looked up. Null: nobody who has to-dos. */
  async function refOf(id: string, signal: AbortSignal): Promise<FriendRef | null> {
    const ref = readFriendId(id);
    if (!ref || ref.original === '') return null;
    return ref.accountId === '' ? { ...ref, accountId: (await friend(id, signal)).accountId } : ref;
  }

  async function page(id: string, cursor: string | null, signal: AbortSignal): Promise<TimelinePage> {
    const ref = await refOf(id, signal);
    if (!ref) return { events: [], next: null };
    const [{ todos, next }, { staff }] = await Promise.all([
      pages({ accountId: ref.accountId }, Number(cursor ?? 0), signal),
      book.get(signal),
    ]);
    const actor = (code: string) =>
      staff.find(({ ad_staff_code }) => ad_staff_code === code)?.ad_staff_name || code || null;
    const events = todos
      .filter(({ friend }) => friend === ref.original)
      .map((todo) => eventOf(todo, actor(todo.createdBy)));
    return { events: events.toSorted((one, other) => other.at.localeCompare(one.at)), next };
  }

  async function write({ customerId, text, remindAt }: Note, signal: AbortSignal): Promise<Applied> {
    const ref = await refOf(customerId, signal);
    if (!ref) throw new AppError('UNSUPPORTED', { detail: 'note' });
    const at = Date.parse(remindAt ?? '');
    // The vendor takes none without a time, or with one that is over.
    if (!(at > now()))
      throw new AppError('INVALID_INPUT', { field: 'remindAt', detail: 'note: no time to come' });
    const { accounts } = await book.get(signal);
    const [title = text] = text.split('\n');
    const todo = {
      friend: ref.original,
      accountId: ref.accountId,
      accountKind: accounts.find(({ id }) => id === ref.accountId)?.kind ?? 0,
      title: [...title].slice(0, longestTitle).join(''),
      text,
      remindAt: at,
      recipients: me === null ? [] : [me],
    };
    await v2.addTodo(me ?? '', todo, signal);
    return { customerId: friendIdBy(ref.accountId, ref.original), customer: null };
  }

  /** One of the same words, time and friend, by the agent: two of them would be one to whoever does it. */
  async function verify({ customerId, text, remindAt }: Note, signal: AbortSignal): Promise<Verdict> {
    const ref = await refOf(customerId, signal);
    if (!ref || me === null) return 'unclear';
    const { todos, next } = await pages({ accountId: ref.accountId, createdBy: me }, 0, signal);
    const due = Math.floor(Date.parse(remindAt ?? '') / 1000);
    const isIt = (todo: WireTodo) =>
      todo.friend === ref.original &&
      todo.text === text &&
      Math.floor(Date.parse(todoTime(todo.remindAt) ?? '') / 1000) === due;
    if (todos.some(isIt)) return 'applied';
    return next !== null || todos.some(({ friend }) => friend === '') ? 'unclear' : 'absent';
  }

  async function reminders(signal: AbortSignal): Promise<Reminder[]> {
    if (me === null) return [];
    const asked = { createdBy: me, state: 'open' } as const;
    const { todos: all } = await pages(asked, 0, signal);
    const todos = all.filter(({ accountId }) => accountId !== '');
    // Of whose friend one is that does not say so, is told by the account that has it in its list.
    if (todos.length < all.length) {
      const known = new Set(todos.map(idOf));
      for (const { id: accountId } of accountsOf(await book.get(signal), connection).slice(0, mostAccounts)) {
        const { todos: listed } = await pages({ ...asked, accountId }, 0, signal);
        for (const todo of listed) if (!known.has(idOf(todo))) todos.push({ ...todo, accountId });
      }
    }
    return todos
      .flatMap((todo) => {
        const dueAt = todoTime(todo.remindAt);
        if (dueAt === null || todo.friend === '' || todo.state === '1') return [];
        const customerId = friendIdBy(todo.accountId, todo.friend);
        return [{ customerId, todoId: idOf(todo), name: null, phone: null, summary: wordsOf(todo), dueAt }];
      })
      .toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
  }

  return { page, write, verify, reminders };
}

const idOf = ({ id, friend, remindAt, title, text }: WireTodo): string =>
  id || [friend, remindAt, title, text].join(' ');

/** The title is the beginning of the text where it was written here. */
const wordsOf = ({ title, text }: WireTodo): string =>
  text === '' || text.startsWith(title) ? text || title : `${title}\n${text}`;

function eventOf(todo: WireTodo, actor: string | null): TimelineEvent {
  const dueAt = todoTime(todo.remindAt);
  const at = dueAt ?? new Date(0).toISOString();
  return {
    id: idOf(todo),
    at,
    // Nothing tells when it was written, or done.
    undated: true,
    kind: 'todo',
    actor,
    summary: wordsOf(todo),
    changes: [],
    ...(dueAt !== null && { dueAt }),
    ...(todo.state === '1' && { doneAt: at }),
  };
}
