/**
 * Put into WhatsApp Web's page for one press of "Insert", and only where that is switched on: the one script of ours that
 * writes there. What it may do is in `lib/insertion`; the worker calls it (`background/reach-composer.ts`).
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createInsertion } from '../lib/insertion/insert-text.ts';

declare global {
  var chatsideInsertion: ReturnType<typeof createInsertion> | undefined;
}

export default defineUnlistedScript(() => {
  globalThis.chatsideInsertion = createInsertion(document);
});
