import { afterEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { setup } from '../../../components/gallery/samples.ts';
import { keepFramesOut } from '../../../lib/panel/keep-frames-out.ts';
import { initialState, type PanelState } from '../../../lib/panel/state.ts';

afterEach(() => document.head.replaceChildren());

const withPage = { ...setup, embeds: [{ id: 'desk', name: 'Order desk' }] };
const policies = () => [...document.head.querySelectorAll('meta')].map(({ content }) => content);

function scene(first: PanelState['setup']) {
  const store = createStore<PanelState>(() => ({ ...initialState, setup: first }));
  const reload = vi.fn();
  keepFramesOut(store, { head: document.head, reload });
  return { store, reload };
}

it('forbids every frame while no own page is set up, once, and not before that is known', () => {
  const { store, reload } = scene(null);
  expect(policies()).toEqual([]);
  store.setState({ setup });
  store.setState({ setup: { ...setup } });
  expect(policies()).toEqual(["frame-src 'none'"]);
  expect(reload).not.toHaveBeenCalled();
});

it('forbids none where one is, and all once it is gone', () => {
  const { store, reload } = scene(withPage);
  expect(policies()).toEqual([]);
  store.setState({ setup });
  expect(policies()).toEqual(["frame-src 'none'"]);
  expect(reload).not.toHaveBeenCalled();
});

it('is loaded anew where one is set up meanwhile: what a document forbade itself stays forbidden', () => {
  const { store, reload } = scene(setup);
  store.setState({ setup: withPage });
  expect(reload).toHaveBeenCalledTimes(1);
});
