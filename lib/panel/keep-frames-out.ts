import type { StoreApi } from 'zustand/vanilla';
import type { PanelState } from './state.ts';

/**
 * While no own page is set up, this document forbids itself every frame: the manifest's policy, which has to allow them,
 * can't change while the browser runs, but a document may add to it. It can't take that back, so once a page is set up it
 * is loaded anew.
 */
export function keepFramesOut(
  store: Pick<StoreApi<PanelState>, 'getState' | 'subscribe'>,
  { head, reload }: { head: HTMLElement; reload(): void },
): void {
  let isForbidden = false;
  function look({ setup }: PanelState): void {
    if (!setup || Boolean(setup.embeds) !== isForbidden) return;
    if (isForbidden) {
      reload();
      return;
    }
    isForbidden = true;
    const policy = head.ownerDocument.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "frame-src 'none'";
    head.append(policy);
  }
  store.subscribe(look);
  look(store.getState());
}
