/**
 * Youmi behind the port. It can look up no number: friends are found by name or WeChat number and linked by the agent. Of a
 * friend it tells the name, the WeChat number and the operating account; nothing of theirs can be written, but a to-do where
 * the connection has the second version of the interfaces.
 */
import { untilAborted } from '../../concurrency/until-aborted.ts';
import { AppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { standingTrouble } from '../../tokens/token-cache.ts';
import type { Customer } from '../model.ts';
import type { CrmAdapter } from '../port.ts';
import { createAccountBook } from './account-book.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { YoumiConnection } from './connection.ts';
import { customerFromFriend } from './customer-from-friend.ts';
import { createFriendSearch } from './find-friends.ts';
import { readCompany } from './read-company.ts';
import { createFriendReader } from './read-friend.ts';
import { createTodos } from './todos.ts';
import type { YoumiWires } from './wires-for.ts';

export interface YoumiAdapterOptions {
  connection: YoumiConnection & {
    id: string;
    account?: string | undefined;
    me?: { agentId: string } | undefined;
  };
  http: Pick<HttpClient, 'aheadMs'>;
  wires: YoumiWires;
  clock: Clock;
}

/** An abort is `TIMEOUT` by a signal that timed out, else `CONTEXT_LOST`. */
export function createYoumiAdapter({ connection, http, wires, clock }: YoumiAdapterOptions): CrmAdapter {
  const { access, wire, v2 } = wires;
  const me = connection.me?.agentId ?? null;
  const book = createAccountBook({ wire, clock, me });
  const searchFurther = createFriendSearch({ wire, v2, book, connection });
  const friend = createFriendReader({ wire, book, connection });
  const todos =
    v2 && createTodos({ v2, book, friend, connection, now: () => clock.now() - (http.aheadMs() ?? 0) });
  const capabilities = capabilitiesOf(connection);

  async function get(id: string, signal: AbortSignal): Promise<Customer> {
    const [{ row, accountId }, known] = await Promise.all([friend(id, signal), book.get(signal)]);
    return customerFromFriend(row, { accountId, book: known, connectionId: connection.id, me });
  }

  const notOffered = (what: string, signal: AbortSignal) =>
    untilAborted(signal, () => Promise.reject(new AppError('UNSUPPORTED', { detail: what })));

  return {
    capabilities,
    // The company's own tags are no friend's: no interface tells theirs.
    catalogue: (signal) => untilAborted(signal, async () => ({ groups: [], stages: [], fields: [] })),
    findByPhone: (_asked, signal) => notOffered('find', signal),
    search: (text, signal) =>
      untilAborted(signal, async () => (await searchFurther(text, null, signal)).customers),
    searchFurther: (text, from, signal) => untilAborted(signal, () => searchFurther(text, from, signal)),
    get: (id, signal) => untilAborted(signal, () => get(id, signal)),
    timeline: (id, cursor, signal) =>
      todos ? untilAborted(signal, () => todos.page(id, cursor, signal)) : notOffered('timeline', signal),
    agents: (signal) =>
      untilAborted(signal, async () => {
        const staff = await wire.staff({ state: 0 }, signal);
        return staff.map(({ ad_staff_code: id, ad_staff_name }) => ({ id, name: ad_staff_name || id }));
      }),
    apply: (change, _key, signal) =>
      change.kind === 'note' && todos && capabilities.change.note.able
        ? untilAborted(signal, () => todos.write(change, signal))
        : notOffered(change.kind, signal),
    verify: (change, _key, signal) =>
      untilAborted(signal, async () =>
        change.kind === 'note' && todos ? todos.verify(change, signal) : 'unclear',
      ),
    ...(todos &&
      capabilities.note.reminder && {
        reminders: (signal: AbortSignal) => untilAborted(signal, () => todos.reminders(signal)),
      }),
    company: (signal) => untilAborted(signal, () => readCompany(wire, signal)),
    trouble: async () => (access.kind === 'key' ? standingTrouble(access.tokens) : null),
  };
}
