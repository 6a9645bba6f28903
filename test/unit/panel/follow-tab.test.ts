import { beforeEach, expect, it, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { followTab } from '../../../lib/panel/follow-tab.ts';
import { initialState, type PanelState } from '../../../lib/panel/state.ts';
import type { ChatPortMessage } from '../../../lib/whatsapp/ports.ts';
import { viewOf } from '../support/samples.ts';

/** What the page's script says to each port that is opened to it. */
const said = vi.hoisted(() => ({ ports: [] as ((message: ChatPortMessage) => void)[] }));
vi.mock('wxt/browser', () => {
  const never = { addListener: () => {} };
  return {
    browser: {
      windows: { getCurrent: async () => ({ id: 1 }) },
      permissions: { contains: async () => true, onAdded: never, onRemoved: never },
      tabs: {
        query: async () => [{ id: 7, url: 'https://web.whatsapp.com/', status: 'complete' }],
        onActivated: never,
        onUpdated: never,
        connect: () => ({
          onMessage: { addListener: (hear: (message: ChatPortMessage) => void) => said.ports.push(hear) },
          onDisconnect: never,
          disconnect: () => {},
        }),
      },
    },
  };
});

let store: StoreApi<PanelState>;
beforeEach(async () => {
  said.ports = [];
  store = createStore<PanelState>(() => initialState);
  await followTab(store, { readTab: async () => {} });
});

it('believes the document that its port speaks of', () => {
  said.ports[0]?.({ type: 'at', documentId: 'doc', epoch: 10 });
  expect(store.getState()).toMatchObject({ hearing: 'connected', documentId: 'doc', epoch: 10 });
});

it('listens to the script that took over, though the one before never hung up', () => {
  said.ports[0]?.({ type: 'at', documentId: 'doc', epoch: 10 });
  store.setState({ tab: { ...viewOf('ana', 3), documentId: 'taken over' } });
  expect(said.ports).toHaveLength(2);
  said.ports[1]?.({ type: 'at', documentId: 'taken over', epoch: 3 });
  said.ports[0]?.({ type: 'left', documentId: 'doc', epoch: 11 });
  expect(store.getState()).toMatchObject({ documentId: 'taken over', epoch: 3 });
});

it('opens no port anew for what the worker still says of the document before', () => {
  store.setState({ tab: { ...viewOf('ana', 50), documentId: 'before' } });
  expect(said.ports).toHaveLength(1);
  said.ports[0]?.({ type: 'at', documentId: 'doc', epoch: 10 });
  store.setState({ tab: viewOf('ana', 10) });
  expect(said.ports).toHaveLength(1);
});
