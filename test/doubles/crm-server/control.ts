import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, type JsonObject, parseJson } from './json.ts';

/** What another process may ask of the double, by `op`. */
export type Command = (argument: JsonObject) => unknown;

/**
 * `POST /__control` with `{"op": name, …}` answers `{"ok": true, "result": …}`, or 400 `{"ok": false, "error": text}`.
 * `GET /__control` is the op `snapshot`.
 */
export function createControl(commands: Record<string, Command>) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sent =
        request.method === 'GET' ? { op: 'snapshot' } : parseJson(Buffer.concat(chunks).toString('utf8'));
      const command = isObject(sent) && typeof sent.op === 'string' ? commands[sent.op] : undefined;
      if (!isObject(sent) || command === undefined) {
        send(400, { ok: false, error: `op is one of: ${Object.keys(commands).join(', ')}` });
        return;
      }
      try {
        send(200, { ok: true, result: command(sent) ?? null });
      } catch (error) {
        send(400, { ok: false, error: error instanceof Error ? error.message : String(error) });
      }
    });
  };
}
