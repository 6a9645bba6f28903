import type { Setup } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { Catalogues } from './catalogues.ts';
import type { LookUps } from './look-ups.ts';
import type { Order } from './order.ts';
import { shownChat, tabView } from './tab-state.ts';

export type StartOver = ReturnType<typeof createStartOver>;

/**
 * `change` makes whatever is known, or on its way, a thing of the past: the set-up, the account, what was forgotten.
 * Afterwards every tab is judged anew.
 */
export function createStartOver({
  session,
  order,
  catalogues,
  lookUps,
  setup,
}: {
  session: Pick<SessionWriter, 'knownTabs' | 'readTab' | 'showChat'>;
  order: Order;
  catalogues: Catalogues;
  lookUps: LookUps;
  setup(): Promise<Setup>;
}) {
  async function reconsider(tabId: number, current: Setup): Promise<void> {
    const shows = await session.readTab(tabId);
    if (!shows) return;
    const view = await session.showChat(tabId, shownChat(shows, current), (was, known) =>
      // Meanwhile the tab may have gone on; then it was judged by the new set-up already.
      was?.documentId === shows.documentId && was.epoch === shows.epoch
        ? tabView(was.documentId, was.detection, current, known)
        : null,
    );
    if (view) lookUps.ask(tabId, view);
  }

  return async function startOver(change: () => Promise<void>): Promise<void> {
    try {
      await order.decideAll(change);
    } finally {
      catalogues.letGo();
      lookUps.letGo();
      const current = await setup();
      for (const tabId of await session.knownTabs()) await reconsider(tabId, current);
    }
  };
}
