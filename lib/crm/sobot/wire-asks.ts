/** How the sections of Sobot's page ask: a list, a body that is sent, something that is removed. */
import type * as v from 'valibot';
import { isAppError } from '../../errors/app-error.ts';
import type { Calls } from './calls.ts';
import type { Interface } from './codes.ts';
import { type Envelope, listOf } from './schema.ts';

export type Asks = ReturnType<typeof createAsks>;

export function createAsks(call: Calls) {
  async function list<T>(
    name: Interface,
    schema: v.GenericSchema<unknown, T>,
    signal: AbortSignal,
    suffix?: string,
  ): Promise<T[]> {
    return listOf(
      await call({ name, method: 'GET', ...(suffix !== undefined && { id: suffix }) }, signal),
      schema,
      name,
    );
  }

  const post = (name: Interface, json: unknown, signal: AbortSignal, suffix?: string): Promise<Envelope> =>
    call({ name, method: 'POST', json, ...(suffix !== undefined && { id: suffix }) }, signal);

  /** The samples have the id in the address, the table as a parameter; who knows no such address has removed nothing. */
  async function remove(name: Interface, removed: string, signal: AbortSignal): Promise<void> {
    try {
      await call({ name, method: 'GET', id: removed }, signal);
    } catch (thrown) {
      if (!isAppError(thrown) || thrown.code !== 'BAD_RESPONSE' || thrown.backend) throw thrown;
      await call({ name, method: 'GET', query: { id: removed } }, signal);
    }
  }

  return { call, list, post, remove };
}
