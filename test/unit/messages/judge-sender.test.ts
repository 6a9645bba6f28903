import { describe, expect, it } from 'vitest';
import { judgeSender, type RawSender } from '../../../lib/messages/judge-sender.ts';

const own = { id: 'ours', origin: 'chrome-extension://ours' };
const whatsapp: RawSender = {
  id: 'ours',
  origin: 'https://web.whatsapp.com',
  url: 'https://web.whatsapp.com/',
  frameId: 0,
  tab: { id: 7 },
};
const sidepanel: RawSender = {
  id: 'ours',
  origin: 'chrome-extension://ours',
  url: 'chrome-extension://ours/sidepanel.html',
};

describe('who sent a message', () => {
  it('knows a content script by its tab and document', () => {
    expect(judgeSender(whatsapp, own)).toEqual({ sender: 'whatsapp', tabId: 7 });
  });

  it('knows our pages by their exact path, and gives them no tab', () => {
    expect(judgeSender(sidepanel, own)).toEqual({ sender: 'sidepanel', tabId: null });
    const inTab = { ...sidepanel, url: 'chrome-extension://ours/options.html#x', tab: { id: 3 }, frameId: 0 };
    expect(judgeSender(inTab, own)).toEqual({ sender: 'options', tabId: null });
  });

  it('works where the browser names no origin', () => {
    const { origin: _, ...bare } = sidepanel;
    expect(judgeSender(bare, own)?.sender).toBe('sidepanel');
  });

  const attacks: Record<string, RawSender> = {
    'another extension': { ...sidepanel, id: 'theirs' },
    'another extension with our id in its path': {
      ...sidepanel,
      origin: 'chrome-extension://theirs',
      url: 'chrome-extension://theirs/sidepanel.html',
    },
    'no id': { ...sidepanel, id: undefined },
    'no address': { ...sidepanel, url: undefined },
    'no address at all': { ...sidepanel, url: 'nonsense' },
    'a page of ours that sends nothing': { ...sidepanel, url: 'chrome-extension://ours/gallery.html' },
    'a path that only ends like ours': { ...sidepanel, url: 'chrome-extension://ours/x/sidepanel.html' },
    'a path that names an inherited property': { ...sidepanel, url: 'chrome-extension://ours/constructor' },
    'an origin that is not the address’s': { ...sidepanel, origin: 'https://web.whatsapp.com' },
    'a frame inside WhatsApp': { ...whatsapp, frameId: 4 },
    'WhatsApp without a tab': { ...whatsapp, tab: undefined },
    'a tab without an id': { ...whatsapp, tab: {} },
    'a look-alike host': {
      ...whatsapp,
      origin: 'https://web.whatsapp.com.evil.example',
      url: 'https://web.whatsapp.com.evil.example/',
    },
    'plain http': { ...whatsapp, origin: 'http://web.whatsapp.com', url: 'http://web.whatsapp.com/' },
    'another port': {
      ...whatsapp,
      origin: 'https://web.whatsapp.com:8443',
      url: 'https://web.whatsapp.com:8443/',
    },
    'an opaque origin': { ...whatsapp, origin: 'null' },
  };
  it.each(Object.entries(attacks))('refuses %s', (_, raw) => {
    expect(judgeSender(raw, own)).toBeNull();
  });
});
