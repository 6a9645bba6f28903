import type { World } from './world.ts';

/** What the browser's page of extensions may do, and no extension. */
interface DeveloperApi {
  developerPrivate: { addHostPermission(id: string, host: string): Promise<void> };
}

/** Lets the browser grant a host without its prompt, which nobody can press: the next request for it succeeds. */
export async function grantHost({ browser, extension }: World, pattern: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    (id, host) => {
      const { developerPrivate } = Reflect.get(globalThis, 'chrome') as unknown as DeveloperApi;
      return developerPrivate.addHostPermission(id, host);
    },
    extension.id,
    pattern,
  );
  await page.close();
}
