/** Addresses as WhatsApp writes them: `<user>@<server>`. */
import type { ChatKind } from '../detection.ts';

const numberJid = /^(\d{7,15})@(?:c\.us|s\.whatsapp\.net)$/;
const ownAddress = /^(\d{5,15})(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/;
const bareNumber = /^\d{7,15}$/;
const lidJid = /^(\d{1,20})@(?:hosted\.)?lid$/;

/** Numbers that WhatsApp keeps for its own assistants. */
const botNumber = /^(?:1313555\d{4}|131655500\d{2})$/;

/**
 * The telephone number in an address that is one (digits with country code), else null. A LID looks like a number and
 * never is one.
 */
export function numberOfJid(jid: string): string | null {
  return numberJid.exec(jid)?.[1] ?? null;
}

/** The number in the agent's own address, which may name a device behind it. */
export function ownNumberIn(address: string): string | null {
  return ownAddress.exec(address)?.[1] ?? null;
}

/** One spelling of each address: a number's server has two names, and some keys are the bare number. */
export function plainJid(jid: string): string {
  const number = numberOfJid(jid) ?? (bareNumber.test(jid) ? jid : null);
  return number === null ? jid : `${number}@c.us`;
}

/** The digits of a LID, only ever to be compared with, never to be given out. */
export function lidDigits(jid: string): string | null {
  return lidJid.exec(jid)?.[1] ?? null;
}

/** The kind of chat an address stands for; null when the address is of no form we know. */
export function kindOfJid(jid: string): ChatKind | null {
  const at = jid.lastIndexOf('@');
  const user = jid.slice(0, at);
  switch (at > 0 ? jid.slice(at + 1) : '') {
    case 'c.us':
    case 's.whatsapp.net':
      if (user === '0') return 'system';
      return botNumber.test(user) ? 'bot' : 'person';
    case 'lid':
    case 'hosted.lid':
    case 'hosted':
      return user === '0' ? 'system' : 'person';
    case 'g.us':
      return 'group';
    case 'newsletter':
      return 'channel';
    case 'broadcast':
      return 'broadcast';
    case 'bot':
      return 'bot';
    default:
      return null;
  }
}

/** The addresses under which a number may be stored. */
export function jidsOfNumber(digits: string): string[] {
  return [`${digits}@c.us`, `${digits}@s.whatsapp.net`];
}
