import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

interface Package {
  name: string;
  version: string;
  license: string;
  source: string;
  /** As the package brings it; null where it brings none, and one of the same repository speaks for it. */
  text: string | null;
}

/**
 * Writes down which packages end in a build, and makes the text that their licences ask for. One `plugin()` goes into
 * each of the builds that make up the extension; `text()` is for after the last.
 *
 * @param root the project's folder
 */
export function thirdPartyLicenses(root: string) {
  const folders = new Set<string>();

  return {
    plugin: (): Plugin => ({
      name: 'chatside:third-party-licenses',
      generateBundle(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          for (const id of file.moduleIds) {
            const folder = packageFolder(id);
            if (folder) folders.add(folder.startsWith('/') ? folder : join(root, folder));
          }
        }
      },
    }),

    /** Sorted by name, with equal texts said once: the same sources make the same bytes. */
    text(): string {
      const packages = [...folders].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
      const texts = new Map<string, Package[]>();
      for (const one of packages) {
        const text = one.text ?? packages.find(({ source, text }) => text && source === one.source)?.text;
        if (!text) throw new Error(`${one.name} ends in the build, and the text of its licence is not there`);
        texts.set(text, [...(texts.get(text) ?? []), one]);
      }
      const parts = [...texts].map(([text, same]) => `${same.map(headline).join('\n')}\n\n${text}\n`);
      return [heading, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
    },
  };
}

const heading = `Chatside itself is MIT licensed. What it is built with, where the source of each is, and on what terms:\n`;

const headline = ({ name, version, license, source }: Package) => `${name} ${version} (${license}) ${source}`;

/** What the build tools write into a bundle themselves has no file: its id is `\0vite/…`, `\0rolldown/…`. */
function packageFolder(moduleId: string): string | null {
  const made = /^\0(vite|rolldown)\//.exec(moduleId)?.[1];
  if (made) return `node_modules/${made}`;
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId)?.[1] ?? null;
}

function readPackage(folder: string): Package {
  const { name, version, license, homepage, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(one));
  const text = file && readFileSync(join(folder, file), 'utf8');
  return {
    name,
    version,
    license,
    source: webAddress(repository?.url ?? repository ?? homepage ?? `https://www.npmjs.com/package/${name}`),
    // Vite adds what its own program carries; that is not in what it builds.
    text: text?.split('\n# Licenses of bundled dependencies')[0]?.trim() ?? null,
  };
}

/** Of `git+https://….git`, `git://…` and GitHub's short `owner/name`. */
function webAddress(repository: string): string {
  const bare = repository.replace(/^(git\+)?(https?|git|ssh):\/\/(git@)?/, '').replace(/\.git$/, '');
  return `https://${/^[\w-]+\/[\w.-]+$/.test(bare) ? 'github.com/' : ''}${bare}`;
}
