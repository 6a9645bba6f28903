import { describe, expect, it } from 'vitest';
import { type ChatPortMessage, chatPortName } from '../../../lib/whatsapp/ports.ts';
import { type ChatPort, createChatPorts } from '../../../lib/whatsapp/watch/serve-chat-ports.ts';

const own = { id: 'abc', origin: 'chrome-extension://abc/' };
const panelUrl = 'chrome-extension://abc/sidepanel.html';

function portOf(name: string, sender: ChatPort['sender']) {
  const told: ChatPortMessage[] = [];
  let closed = false;
  const leave: (() => void)[] = [];
  const port: ChatPort = {
    name,
    sender,
    postMessage(message) {
      if (closed) throw new Error('closed');
      told.push(message);
    },
    onDisconnect: { addListener: (listener) => leave.push(listener) },
  };
  return {
    port,
    told,
    /** Closes it; without a word to the other side when `silently`. */
    close(silently = false) {
      closed = true;
      if (!silently) for (const listener of leave) listener();
    },
  };
}

describe('a panel beside the chat', () => {
  it('is told the epoch when it opens, and each time a chat is left', () => {
    const ports = createChatPorts({ own, at: () => ({ documentId: 'd', epoch: 7 }) });
    const panel = portOf(chatPortName, { id: 'abc', url: panelUrl });
    ports.connect(panel.port);
    ports.left({ documentId: 'd', epoch: 8 });
    expect(panel.told).toEqual([
      { type: 'at', documentId: 'd', epoch: 7 },
      { type: 'left', documentId: 'd', epoch: 8 },
    ]);
  });

  it('is told together with every other', () => {
    const ports = createChatPorts({ own, at: () => ({ documentId: 'd', epoch: 1 }) });
    const panels = [0, 1].map(() => portOf(chatPortName, { id: 'abc', url: panelUrl }));
    for (const { port } of panels) ports.connect(port);
    panels[0]?.close(true);
    ports.left({ documentId: 'd', epoch: 2 });
    expect(panels[1]?.told.at(-1)).toEqual({ type: 'left', documentId: 'd', epoch: 2 });
  });

  it('is forgotten when it closes', () => {
    const ports = createChatPorts({ own, at: () => ({ documentId: 'd', epoch: 1 }) });
    const panel = portOf(chatPortName, { id: 'abc' });
    ports.connect(panel.port);
    panel.close();
    expect(() => ports.left({ documentId: 'd', epoch: 2 })).not.toThrow();
    expect(panel.told).toHaveLength(1);
  });
});

describe('nobody else is told anything', () => {
  it.each([
    ['another extension', chatPortName, { id: 'xyz', url: 'chrome-extension://xyz/' }],
    ['a page that names our id', chatPortName, { id: 'abc', url: 'https://web.whatsapp.com/' }],
    ['nobody in particular', chatPortName, undefined],
    ['a port of another name', 'other', { id: 'abc', url: panelUrl }],
  ])('%s', (_who, name, sender) => {
    const ports = createChatPorts({ own, at: () => ({ documentId: 'd', epoch: 1 }) });
    const { port, told } = portOf(name, sender);
    ports.connect(port);
    ports.left({ documentId: 'd', epoch: 2 });
    expect(told).toEqual([]);
  });
});
