/** A storage area as some browsers offer it; others have no access levels. */
export interface LevelledArea {
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * Keeps storage from content scripts, where the browser can: the first thing at every start of the worker.
 * Resolves to the names of the areas that refused, which stay readable by our own content script.
 */
export async function trustOnlyExtensionPages(
  areas: Record<string, LevelledArea | undefined>,
): Promise<string[]> {
  const refused = await Promise.all(
    Object.entries(areas).map(async ([name, area]) => {
      try {
        await area?.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
        return null;
      } catch {
        return name;
      }
    }),
  );
  return refused.filter((name) => name !== null);
}
