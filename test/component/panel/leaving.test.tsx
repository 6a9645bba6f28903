import { render, waitFor } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { Panel } from '../../../components/panel.tsx';
import { quietEvents, readyView } from '../../fixtures/panel-views.ts';
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
