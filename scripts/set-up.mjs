/**
 * Makes a bare machine ready: the packages, and the browsers where they are asked for. Plain JavaScript without
 * dependencies, since it runs before there are any, on whatever Node the machine has.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planFonts } from './fonts.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The project's own Node, a development dependency: scripts and tests run on it whatever the machine has. */
export const projectNode = join(root, 'node_modules/node/bin/node');

function run(command, args, quiet = false) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: quiet ? 'ignore' : 'inherit' });
  return !error && status === 0;
}

function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** Whether a folder has the packages that its lock file names. */
function hasPackages(folder) {
  const marker = join(folder, 'node_modules/.package-lock.json');
  return (
    existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs
  );
}

/** Installs the packages when there are none, or when the lock file has changed since. */
export function ensurePackages() {
  if (existsSync(projectNode) && hasPackages(root)) return;
  process.stdout.write('Installing packages …\n');
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    fail('The packages could not be installed: see the lines above. Is the npm registry within reach?');
  }
  if (!existsSync(projectNode))
    fail('The package "node" did not bring its program: were install scripts refused?');
}

/** The packages of the real shop that orders are tested with. Without them its own tests fail, and say so. */
export function ensureShop() {
  if (hasPackages(join(root, 'test/shop'))) return;
  process.stdout.write('Installing the shop for the tests of orders …\n');
  if (!run('npm', ['run', '--silent', 'shop'])) {
    process.stdout.write('The shop could not be installed: see the lines above.\n');
  }
}

const known = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  firefox: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
};
const variables = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' };
const debian = { chromium: 'chromium', firefox: 'firefox-esr' };

function find(browser) {
  const named = process.env[variables[browser]];
  if (named) return existsSync(named) ? named : null;
  for (const name of known[browser]) {
    if (name.startsWith('/')) {
      if (existsSync(name)) return name;
      continue;
    }
    for (const folder of (process.env.PATH ?? '').split(':')) {
      if (folder && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

function mayInstall() {
  return (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get') &&
    readFileSync('/etc/os-release', 'utf8').includes('debian')
  );
}

let listed = false;

/** Installs packages of the system's, and says so. */
function install(packages) {
  process.stdout.write(`Installing ${packages.join(', ')} from the system's packages …\n`);
  if (!listed) run('apt-get', ['update', '-qq'], true);
  listed = true;
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], true);
}

/** The path of a browser's program; installs it from the system's packages where there is none and we may. */
export function ensureBrowser(browser) {
  const there = find(browser);
  if (there) return there;
  if (mayInstall()) {
    install([debian[browser]]);
    const now = find(browser);
    if (now) return now;
  }
  return fail(
    `No ${browser} was found and none could be installed. Install it, or name its program in ${variables[browser]}.`,
  );
}

/** Whether fontconfig has a font for a language; null where there is no fontconfig. */
function fontsOfThisMachine() {
  if (spawnSync('fc-list', ['--version'], { stdio: 'ignore' }).error) return null;
  return (language) =>
    spawnSync('fc-list', [`:lang=${language}`, 'family'], { encoding: 'utf8' }).stdout.trim() !== '';
}

/** Fonts for the names of the world. Without them everything goes on, and is said. */
export function ensureFonts() {
  const { platform } = process;
  const plan = (may) => planFonts({ platform, draws: fontsOfThisMachine(), mayInstall: may });
  const { install: packages } = plan(mayInstall());
  if (packages.length > 0) install(packages);
  const { say } = plan(false);
  if (say) process.stdout.write(`${say}\n`);
}

/** Goes on in another script on the project's own Node, and ends as that ends. */
export function goOn(script, environment) {
  const { status, signal } = spawnSync(
    projectNode,
    ['--disable-warning=ExperimentalWarning', join(root, script), ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment, PATH: `${dirname(projectNode)}:${process.env.PATH}` },
    },
  );
  process.exit(signal ? 1 : (status ?? 1));
}
