import type { AccountId } from '../../lib/accounts/account.ts';
import type { Line } from '../../lib/accounts/accounts.ts';
import type { CrmAdapter } from '../../lib/crm/port.ts';
import { AppError } from '../../lib/errors/app-error.ts';

/**
 * One adapter a connection, kept while the connection's settings and its account stay as they are: it holds the limiter
 * and the server's clock, which must not start anew with every request. One that was handed out goes on as it was: it
 * knows its own company's address and keys, and no other's.
 */
export function createAdapters(deps: {
  lineOf(connectionId: string): Promise<Line>;
  lineTo(accountId: AccountId): Promise<Line | null>;
  build(line: Line): Promise<CrmAdapter>;
}) {
  const built = new Map<string, { from: string; adapter: Promise<CrmAdapter> }>();

  function adapterOf(line: Line): Promise<CrmAdapter> {
    const { id } = line.connection;
    const from = JSON.stringify(line);
    const known = built.get(id);
    if (known?.from === from) return known.adapter;
    const adapter = deps.build(line);
    built.set(id, { from, adapter });
    adapter.catch(() => {
      if (built.get(id)?.adapter === adapter) built.delete(id);
    });
    return adapter;
  }

  return {
    /** Throws `NOT_CONFIGURED` for a connection that is not there, lacks its credentials, or is asked about. */
    get: async (connectionId: string): Promise<CrmAdapter> => adapterOf(await deps.lineOf(connectionId)),

    /** Throws `NOT_CONFIGURED` where no connection stands for the account. */
    async forAccount(accountId: AccountId): Promise<CrmAdapter> {
      const line = await deps.lineTo(accountId);
      if (!line) throw new AppError('NOT_CONFIGURED', { detail: 'no connection' });
      return adapterOf(line);
    },
  };
}
