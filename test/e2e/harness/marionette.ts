/**
 * A client of Marionette, the protocol that every Firefox speaks to those who may drive all of it: its windows, its
 * sidebar and its pages. A packet is `LENGTH:JSON`; a command `[0, id, name, parameters]`; its answer
 * `[1, id, error, result]`.
 */
import { connect } from 'node:net';

export interface Marionette {
  /** The command's result, taken out of its `{value}` where it has one. Throws what Firefox says went wrong. */
  send(command: string, parameters?: object): Promise<unknown>;
  close(): void;
}

interface Failure {
  error: string;
  message: string;
}

/** Connects to a Firefox that was started with `--marionette` and has opened `port` on 127.0.0.1. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let received = Buffer.alloc(0);
  let lastId = 0;

  const gone = (reason: string) => {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };

  function answer([, id, failure, result]: [1, number, Failure | null, unknown]): void {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (failure) asked?.reject(new Error(`${failure.error}: ${failure.message}`));
    else asked?.resolve(isValue(result) ? result.value : result);
  }

  const greeted = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      for (let packet = take(); packet !== null; packet = take()) {
        const message: unknown = JSON.parse(packet);
        // All else that comes is the greeting, once.
        if (Array.isArray(message)) answer(message as Parameters<typeof answer>[0]);
        else resolve();
      }
    });
  });
  socket.on('close', () => gone('Firefox has gone'));

  /** The next whole packet, or null until it is there. */
  function take(): string | null {
    const colon = received.indexOf(':');
    if (colon < 0) return null;
    const end = colon + 1 + Number(received.subarray(0, colon).toString());
    if (received.length < end) return null;
    const packet = received.subarray(colon + 1, end).toString('utf8');
    received = received.subarray(end);
    return packet;
  }

  await greeted;
  return {
    send(command, parameters = {}) {
      lastId += 1;
      const id = lastId;
      const body = Buffer.from(JSON.stringify([0, id, command, parameters]));
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]));
      });
    },
    close: () => socket.destroy(),
  };
}

function isValue(result: unknown): result is { value: unknown } {
  return typeof result === 'object' && result !== null && 'value' in result;
}
