/** The real shop of `test/shop`, in a process of its own that ends with this one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Vendure {
  address: string;
  /** Of a role that reads customers and orders. */
  key: string;
  /** Of a role that reads neither. */
  blindKey: string;
  stop(): Promise<void>;
}

const folder = join(import.meta.dirname, '../shop');

/** ms: some ten seconds of work, on a machine that has other work too. */
const patience = 150_000;

/** Resolves once the shop is filled. Throws in plain words where it can't be started. */
export async function startVendure(): Promise<Vendure> {
  if (!existsSync(join(folder, 'node_modules/@vendure/core'))) {
    throw new Error('The shop in test/shop has no packages yet: "npm run shop" installs them.');
  }
  const child = spawn(process.execPath, [join(folder, 'serve.mjs')], {
    cwd: folder,
    env: {
      ...process.env,
      VENDURE_DISABLE_TELEMETRY: 'true',
      NODE_OPTIONS: '',
      // Ten thousand files are read once.
      NODE_COMPILE_CACHE: join(folder, '../../.cache/shop'),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const said = await firstLine(child, ended).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    ...(JSON.parse(said) as Pick<Vendure, 'address' | 'key' | 'blindKey'>),
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function firstLine(child: ChildProcess, ended: Promise<void>): Promise<string> {
  let said = '';
  let complained = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`did not start within ${patience / 1000} s`), patience);
    const fail = (what: string) => {
      clearTimeout(timer);
      reject(new Error(`The shop in test/shop ${what}: ${complained.trim() || 'it says nothing'}`));
    };
    child.stderr?.on('data', (part: Buffer) => {
      complained = (complained + part.toString()).slice(-2_000);
    });
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const [line, rest] = said.split('\n');
      if (rest === undefined || line === undefined) return;
      clearTimeout(timer);
      resolve(line);
    });
    ended.then(() => fail('ended before it was ready'));
  });
}
