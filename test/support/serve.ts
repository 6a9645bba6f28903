import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Puts a double on a free port of this machine. `close` ends what is still open. */
export async function serve(
  handler: RequestListener,
): Promise<{ baseUrl: string; close: () => Promise<void> }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
