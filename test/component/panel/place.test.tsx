/** Whose card it is stays in sight, and each customer begins at the top. */
import { fireEvent, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { show } from './harness.tsx';

const ana = readyView();
const bob = readyView(
  { id: 'bob', name: 'Bob Turner' },
  { chat: { ...(ana.chat as NonNullable<PanelView['chat']>), displayName: 'Bob', phone: '+447700900002' } },
);

const scroller = (container: Element) => container.querySelector('.panel-body') as HTMLElement;

/** As a browser lays it out: what is looked at stands at a place that the test moves. */
function at(element: Element, top: number): (next: number) => void {
  let place = top;
  element.getBoundingClientRect = () => ({ top: place }) as DOMRect;
  return (next) => {
    place = next;
  };
}

const settled = () => new Promise<void>((done) => queueMicrotask(done));

describe('name and number', () => {
  it.each(['ready', 'loading', 'confirm', 'not-found', 'name-only', 'error-TIMEOUT', 'not-whatsapp'])(
    'stand above what scrolls: %s',
    (name) => {
      const { container } = show(panelViews[name] as PanelView);
      const body = scroller(container);
      for (const part of [screen.getByRole('heading', { level: 1 }), container.querySelector('.phone')]) {
        if (part) expect(body.contains(part)).toBe(false);
      }
    },
  );

  it('of the customer beside another page are switched off with the card', () => {
    const { container } = show(panelViews['not-whatsapp'] as PanelView);
    expect([...container.querySelectorAll('.header button, .card button')]).not.toEqual([]);
    for (const button of container.querySelectorAll('.header button, .card button')) {
      expect(button.matches(':disabled')).toBe(true);
    }
  });
});

describe('what was scrolled', () => {
  it('is not carried over to the next customer', () => {
    const { container, change } = show(ana);
    scroller(container).scrollTop = 178;
    change(bob);
    expect(scroller(container).scrollTop).toBe(0);
  });

  it('stays while the same customer is read anew, or another page is looked at', () => {
    const { container, change } = show(ana);
    scroller(container).scrollTop = 178;
    change({ ...readyView({ profession: 'Baker' }), now: ana.now + 1000 });
    change({ ...ana, state: 'not-whatsapp' });
    expect(scroller(container).scrollTop).toBe(178);
  });
});

describe('what the pointer is on', () => {
  it('stays under it while the card grows above', async () => {
    const { container, change } = show(ana);
    const details = screen.getByText('Details');
    const move = at(details, 400);
    fireEvent.pointerMove(details);
    move(440);
    change(readyView({ profession: 'Baker' }));
    await settled();
    expect(scroller(container).scrollTop).toBe(40);
  });

  it('holds nothing of the next customer until the pointer is moved', async () => {
    const { container, change } = show(ana);
    fireEvent.pointerMove(screen.getByText('Details'));
    change(bob);
    const details = screen.getByText('Details');
    const move = at(details, 400);
    // The browser says so by itself, once it has laid out what is new.
    fireEvent.pointerOver(details);
    move(440);
    change({
      ...bob,
      customer: { ...(bob.customer as NonNullable<PanelView['customer']>), profession: 'Baker' },
    });
    await settled();
    expect(scroller(container).scrollTop).toBe(0);
  });
});
