/** What a user does on the browser's page of extensions, and in prompts that nobody can press from outside. */
import type { World } from './world.ts';

interface DeveloperApi {
  developerPrivate: Record<Ask, (id: string, pattern: string) => Promise<void>>;
}

type Ask = 'addHostPermission' | 'removeHostPermission';

/**
 * Grants a host as its prompt would. One that the extension has not asked for yet becomes its own when it asks; one
 * that was taken from it is back at once.
 */
export const grantHost = (world: World, pattern: string) => ask(world, 'addHostPermission', pattern);

/** Grants a host, and has the extension ask for it, as a press on "Save" does. */
export async function allowHost(world: World, pattern: string): Promise<void> {
  await grantHost(world, pattern);
  const page = await world.browser.newPage();
  await page.goto(`chrome-extension://${world.extension.id}/options.html`);
  const allowed = await page.evaluate((host) => {
    const { permissions } = Reflect.get(globalThis, 'chrome') as unknown as {
      permissions: { request(wish: { origins: string[] }): Promise<boolean> };
    };
    return permissions.request({ origins: [host] });
  }, pattern);
  await page.close();
  if (!allowed) throw new Error(`not allowed: ${pattern}`);
}

/** Takes a host away, even one that the manifest requires. */
export const revokeHost = (world: World, pattern: string) => ask(world, 'removeHostPermission', pattern);

async function ask({ browser, extension }: World, what: Ask, pattern: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    (name, id, host) => {
      const { developerPrivate } = Reflect.get(globalThis, 'chrome') as unknown as DeveloperApi;
      return developerPrivate[name](id, host);
    },
    what,
    extension.id,
    pattern,
  );
  await page.close();
}
