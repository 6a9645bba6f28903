/**
 * A headless Firefox with a throw-away profile, driven through Marionette with all of its privileges: the sidebar is
 * part of its window, and no page can reach it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './firefox-window.ts';
import { connectMarionette, type Marionette } from './marionette.ts';
import { until } from './until.ts';

export interface Firefox {
  /**
   * Runs a function in the browser's own window, with its privileges, and gives what it returns. It travels as text:
   * nothing around it goes with it, and arguments and result are JSON.
   */
  inWindow<Arguments extends unknown[], Result>(
    run: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Result>;
  /** Installs an unpacked extension for as long as this Firefox lives, and gives its id. */
  install(directory: string): Promise<string>;
  close(): Promise<void>;
}

export interface FirefoxOptions {
  /** Everything but the loopback goes through this CONNECT proxy on 127.0.0.1, or nowhere. */
  proxyPort: number;
  preferences?: Record<string, string | number | boolean>;
  /** Told whatever it writes to its terminal, which is what pages write to their consoles too. */
  onOutput?: (text: string) => void;
}

const usual = {
  // 0: a free one, which is written into the profile.
  'marionette.port': 0,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.failover_direct': false,
  'network.dns.disablePrefetch': true,
  'network.http.speculative-parallel-limit': 0,
  'intl.accept_languages': 'en-US',
  'extensions.webextOptionalPermissionPrompts': false,
  'media.gmp-manager.updateEnabled': false,
  'browser.shell.checkDefaultBrowser': false,
};

/** `FIREFOX_PATH` names the program. */
export async function launchFirefox({
  proxyPort,
  preferences = {},
  onOutput,
}: FirefoxOptions): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), 'chatside-firefox-'));
  const all = {
    ...usual,
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl_port': proxyPort,
    ...(onOutput && { 'devtools.console.stdout.content': true, 'browser.dom.window.dump.enabled': true }),
    ...preferences,
  };
  const lines = Object.entries(all).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const child = spawn(
    process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
    ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile],
    {
      stdio: ['ignore', onOutput ? 'pipe' : 'ignore', onOutput ? 'pipe' : 'ignore'],
      env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '860' },
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
  }
  const exited = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });

  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const marionette = await Promise.race([
    enter(profile),
    exited.then(() => {
      throw new Error('Firefox ended before it could be driven');
    }),
  ]).catch(async (error) => {
    kill();
    await rm(profile, { recursive: true, force: true });
    throw error;
  });

  return {
    async inWindow<Result>(run: unknown, ...args: unknown[]) {
      const result = await marionette.send('WebDriver:ExecuteScript', {
        script: `return (${String(run)})(...arguments);`,
        args,
      });
      return result as Result;
    },
    async install(directory) {
      return String(await marionette.send('Addon:Install', { path: directory, temporary: true }));
    },
    async close() {
      await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(kill);
      marionette.close();
      await exited;
      process.off('exit', kill);
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** A session with a Firefox that is starting, once it has written its port into its profile. */
async function enter(profile: string): Promise<Marionette> {
  const portFile = join(profile, 'MarionetteActivePort');
  const port = await until(
    () => readFile(portFile, 'utf8').catch(() => ''),
    'Firefox to open its port',
    60_000,
  );
  const marionette = await connectMarionette(Number(port));
  await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true });
  await marionette.send('WebDriver:SetTimeouts', { script: 600_000 });
  await marionette.send('Marionette:SetContext', { value: 'chrome' });
  return marionette;
}
