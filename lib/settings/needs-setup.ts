import type { ResolvedSettings } from './resolve.ts';

type Settings = Pick<ResolvedSettings['settings'], 'connections' | 'enabled'>;

/** How late a policy may come after the browser's start, with a margin. */
const policyWaitMs = 6_000;

/**
 * Whether nothing is set up, and no policy that sets something up arrives in the time that policies may take. Resolves as
 * soon as that is clear.
 */
export async function needsSetup({
  settings,
  subscribe,
  after,
}: {
  settings(): Promise<Settings>;
  /** Returns how to stop. */
  subscribe(listener: () => void): () => void;
  after(ms: number): Promise<void>;
}): Promise<boolean> {
  const isNotSetUp = ({ connections, enabled }: Settings) => connections.length === 0 && enabled;
  const late = after(policyWaitMs).then(() => 'late' as const);
  for (;;) {
    const changed = Promise.withResolvers<'changed'>();
    const stop = subscribe(() => changed.resolve('changed'));
    try {
      if (!isNotSetUp(await settings())) return false;
      if ((await Promise.race([changed.promise, late])) === 'late') return isNotSetUp(await settings());
    } finally {
      stop();
    }
  }
}
