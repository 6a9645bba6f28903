import { useLayoutEffect } from 'preact/hooks';

/**
 * What the pointer is on stays under it while the card grows or shrinks above: the scroller moves along. The browser
 * does so by itself only once something is scrolled; under the pointer the style sheet has that switched off.
 *
 * It is `whose` card's place: the next customer begins at the top, and nothing is held until the pointer is moved.
 */
export function useHeldPlace(scroller: { readonly current: HTMLElement | null }, whose: string): void {
  useLayoutEffect(() => {
    const body = scroller.current;
    if (!body) return;
    const page = window;
    let moved = false;
    let under: Element | null = null;
    let place = 0;
    body.scrollTop = 0;
    /** In the scrolled content, so that scrolling itself is no move. */
    const placeOf = (element: Element) => element.getBoundingClientRect().top + body.scrollTop;
    const enter = ({ target, type }: Event) => {
      // Over something it comes also because that was laid out there.
      moved ||= type === 'pointermove';
      under = moved && target instanceof Element && target !== body ? target : null;
      if (under) place = placeOf(under);
    };
    const leave = () => {
      under = null;
    };
    const hold = () => {
      if (!under?.isConnected) return;
      const now = placeOf(under);
      body.scrollTop += now - place;
      place = now;
    };
    const changes = new MutationObserver(hold);
    changes.observe(body, { subtree: true, childList: true, characterData: true, attributes: true });
    body.addEventListener('pointermove', enter);
    body.addEventListener('pointerover', enter);
    body.addEventListener('pointerleave', leave);
    page.addEventListener('resize', leave);
    return () => {
      changes.disconnect();
      body.removeEventListener('pointermove', enter);
      body.removeEventListener('pointerover', enter);
      body.removeEventListener('pointerleave', leave);
      page.removeEventListener('resize', leave);
    };
  }, [scroller, whose]);
}
