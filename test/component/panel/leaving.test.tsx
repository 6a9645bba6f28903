import { render, waitFor } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { quietEvents, readyView } from '../../../components/gallery/panel-views.ts';
import { Panel } from '../../../components/panel/panel.tsx';
import './harness.tsx';

afterEach(() => vi.restoreAllMocks());

it('hears nothing of the page from the moment it is gone', async () => {
  const heard = new Set<unknown>();
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    vi.spyOn(target, 'addEventListener').mockImplementation(
      (...told: Parameters<typeof addEventListener>) => {
        heard.add(told[1]);
        addEventListener.apply(target, told);
      },
    );
    vi.spyOn(target, 'removeEventListener').mockImplementation(
      (...told: Parameters<typeof removeEventListener>) => {
        heard.delete(told[1]);
        removeEventListener.apply(target, told);
      },
    );
  }
  const { container, unmount } = render(<Panel view={readyView()} events={quietEvents()} />);
  await waitFor(() => expect(container.querySelector('.picker')).not.toBeNull());
  expect(heard.size).toBeGreaterThan(0);
  unmount();
  expect([...heard]).toEqual([]);
});
