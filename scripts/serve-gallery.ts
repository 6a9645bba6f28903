/** Builds the gallery and serves it, for what looks at every state of the panel. */
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { build, preview } from 'vite';
import { catalogues } from '../build/catalogues.ts';

const place = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** @param words `pseudo`: English is drawn as in `build/pseudo-words.ts` */
export async function serveGallery(
  words: 'real' | 'pseudo',
): Promise<{ address: string; close(): Promise<void> }> {
  const outDir = place(words === 'real' ? '.output/gallery' : '.output/gallery-pseudo');
  const shared = {
    configFile: false as const,
    root: place('entrypoints/gallery'),
    logLevel: 'warn' as const,
  };
  await build({
    ...shared,
    base: './',
    plugins: [catalogues({ isPseudo: words === 'pseudo' }), preact()],
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
  // The same rules as in the extension: an inline style would be missing from the picture.
  const headers = { 'Content-Security-Policy': "default-src 'self'; style-src 'self'; img-src data:" };
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, headers },
  });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('The gallery could not be served');
  return { address: `${address}index.html`, close: () => server.close() };
}
