import { browser } from 'wxt/browser';
import { whatsAppPattern } from '../../lib/whatsapp/web-address.ts';

/**
 * Whether the browser lets us be on WhatsApp Web. The script in an open page outlives the permission, so this is asked
 * before it is believed. `changed` is to be called when any permission came or went.
 */
export function createWhatsAppAccess() {
  let known: Promise<boolean> | null = null;
  return {
    allowed(): Promise<boolean> {
      known ??= browser.permissions.contains({ origins: [whatsAppPattern] });
      return known;
    },
    changed(): void {
      known = null;
    },
  };
}
