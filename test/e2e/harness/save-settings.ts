import type { SessionArea } from '../../../lib/session/area.ts';
import { demoConnection, deviceConnection } from './connections.ts';
import type { Evaluates } from './evaluates.ts';

declare global {
  /** Of the extension's own pages and its worker, where `evaluate` runs. */
  var chrome: {
    runtime: {
      sendMessage(message: unknown): Promise<Reply | undefined>;
      onMessage: { addListener(listener: (message: { type: string }) => void): void };
    };
    storage: { session: Required<SessionArea> };
  };
}

interface Reply {
  ok: boolean;
  output?: { problems: unknown[] };
}

/**
 * Saves settings as the options page does, from the options page itself: of each connection it is said that it leads to the
 * company it did.
 */
export async function saveSettings(
  optionsPage: Evaluates,
  connections: readonly object[] = [demoConnection, deviceConnection],
  more: object = {},
): Promise<void> {
  const settings = { version: 1, connections, activeConnection: 'demo', ...more };
  const same = Object.fromEntries(settings.connections.map((one) => [Reflect.get(one, 'id'), true]));
  const reply = await optionsPage.evaluate(
    (input) => globalThis.chrome.runtime.sendMessage({ type: 'settings.save', input }),
    { settings, same },
  );
  if (!reply?.ok || reply.output?.problems.length !== 0)
    throw new Error(`not saved: ${JSON.stringify(reply)}`);
}
