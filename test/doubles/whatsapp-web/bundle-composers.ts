import { fileURLToPath } from 'node:url';

/** `page/composers.ts` with the editor in it, as one module for the browser: Lexical has more parts than a page should fetch. */
export async function bundleComposers(): Promise<string> {
  const { build } = await import('vite');
  const entry = fileURLToPath(new URL('./page/composers.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'esnext', lib: { entry, formats: ['es'], fileName: 'composers' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : null;
  if (!chunk) throw new Error('The composers could not be bundled.');
  return chunk.code;
}
