import type { CrmAdapter } from '../../lib/crm/port.ts';
import { AppError } from '../../lib/errors/app-error.ts';
import type { Connection, Settings } from '../../lib/settings/schema.ts';

/**
 * One adapter a connection, kept while the connection's settings stay as they are: it holds the limiter and the
 * server's clock, which must not start anew with every request.
 */
export function createAdapters(deps: {
  settings(): Promise<Settings>;
  build(connection: Connection): Promise<CrmAdapter>;
}) {
  const built = new Map<string, { from: string; adapter: Promise<CrmAdapter> }>();

  return {
    /** Throws `NOT_CONFIGURED` for a connection that is not there, or lacks its credentials. */
    async get(connectionId: string): Promise<CrmAdapter> {
      const { connections } = await deps.settings();
      const connection = connections.find((one) => one.id === connectionId);
      if (!connection) throw new AppError('NOT_CONFIGURED', { detail: 'no such connection' });
      const from = JSON.stringify(connection);
      const known = built.get(connectionId);
      if (known?.from === from) return known.adapter;
      const adapter = deps.build(connection);
      built.set(connectionId, { from, adapter });
      adapter.catch(() => {
        if (built.get(connectionId)?.adapter === adapter) built.delete(connectionId);
      });
      return adapter;
    },
  };
}
