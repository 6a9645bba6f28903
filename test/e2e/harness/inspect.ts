/** Looks at a drawn page as a picky user of it would: what each gives is what is wrong, and empty when nothing is. */
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';

/** What axe finds, contrast included, as `rule: the elements`. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await Reflect.get(globalThis, 'axe').run(document);
    return found.violations.map(
      ({ id, nodes }: { id: string; nodes: { html: string; any: { message: string }[] }[] }) =>
        `${id}: ${nodes.map((node) => `${node.html} ${node.any[0]?.message ?? ''}`).join(' ')}`,
    );
  });
}

/** Controls that are smaller than 24 px either way; a box to tick counts with its label. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = 'button, a[href], input, select, textarea, summary, [role=radio], [role=option]';
    return [...document.querySelectorAll(controls)].flatMap((control) => {
      const target = control.matches('[type=checkbox]') ? (control.closest('label') ?? control) : control;
      const { width, height } = target.getBoundingClientRect();
      const isShown = width > 0 && !target.closest('.visually-hidden') && control.checkVisibility();
      const isSmall = Math.min(width, height) < 23.5;
      return isShown && isSmall ? [`${control.outerHTML.slice(0, 120)} ${width}×${height}`] : [];
    });
  });
}

/** Whatever the keyboard can reach and does not look different when it has the focus. */
export async function unseenFocus(page: Page): Promise<string[]> {
  // So that the browser takes what follows for the keyboard's doing.
  await page.keyboard.press('Shift');
  return page.evaluate(() => {
    const reachable = 'button, a[href], input, select, textarea, summary, [tabindex]';
    const top = document.querySelector('dialog[open]') ?? document;
    const before = document.activeElement;
    const look = (element: Element) => {
      const seen: string[] = [];
      for (let one: Element | null = element, up = 0; one && up < 3; one = one.parentElement, up++) {
        const style = getComputedStyle(one);
        const outline = style.outlineStyle === 'none' ? 'none' : `${style.outline} ${style.outlineOffset}`;
        seen.push([outline, style.borderColor, style.boxShadow].join());
      }
      return seen.join('|');
    };
    const unseen = [...top.querySelectorAll<HTMLElement>(reachable)].flatMap((element) => {
      if (
        !element.checkVisibility() ||
        // The panel itself is no control: it takes the focus where nothing in it can.
        element.matches('main, :disabled, [role=option], [role=listbox], .visually-hidden *')
      )
        return [];
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const plain = look(element);
      element.focus({ preventScroll: true });
      if (document.activeElement !== element) return [];
      return look(element) === plain ? [element.outerHTML.slice(0, 160)] : [];
    });
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return unseen;
  });
}

/** What moves by itself although the user asked that nothing does. */
export function unaskedMotion(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const moving = document.getAnimations().filter(({ playState }) => playState === 'running');
    const fading = [...document.querySelectorAll('*')].filter((one) =>
      getComputedStyle(one)
        .transitionDuration.split(',')
        .some((time) => Number.parseFloat(time) > 0),
    );
    return [
      ...moving.map((one) => String((one as CSSAnimation).animationName ?? one.id)),
      ...fading.map((one) => one.className.toString()),
    ];
  });
}

/** Light or dark, as the system asks; with as little motion as the user wants. */
export async function dress(
  page: Page,
  theme: 'light' | 'dark',
  motion: 'reduce' | 'no-preference' = 'reduce',
) {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: motion },
  ]);
}

/** With the system's own colours, as Windows' contrast themes force them; ends with what is looked at. */
export async function inForcedColors<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const session = await page.createCDPSession();
  try {
    await session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'forced-colors', value: 'active' }],
    });
    return await look();
  } finally {
    await session.detach();
  }
}

/** What sticks out of the panel sideways, or is cut off without dots and a way to read it whole. */
export const misfits = (page: Page): Promise<string[]> => page.evaluate(misfitsHere);

/** The same, where it runs in the page. */
export function misfitsHere(): string[] {
  const wrong: string[] = [];
  const tell = (what: string, element: Element) => {
    const { left, right } = element.getBoundingClientRect();
    const place = `${Math.round(left)}…${Math.round(right)} of ${innerWidth}`;
    wrong.push(`${what}: <${element.tagName.toLowerCase()} class="${element.className}"> ${place}`);
  };
  const scrollers = 'html, .panel-body, .picker-pop, dialog, .palette-list, .reply-below, .reply-preview';
  for (const scroller of document.querySelectorAll(scrollers)) {
    if (scroller.scrollWidth > scroller.clientWidth + 1) tell('scrolls sideways', scroller);
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest('.visually-hidden, svg, option')) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.left < -1 || box.right > innerWidth + 1)) tell('sticks out', element);
    const style = getComputedStyle(element);
    const clips =
      ['hidden', 'clip'].includes(style.overflowX) && element.matches(':not(input, textarea, select)');
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const holdsText = hasText || element.matches('.text-clamped, .stage-name, .tag-text, .badge');
    if (!clips || !holdsText) continue;
    const isClamped = style.webkitLineClamp !== 'none';
    const isCut = isClamped
      ? element.scrollHeight > element.clientHeight + 1
      : element.scrollWidth > element.clientWidth + 1;
    if (!isCut) continue;
    if (!isClamped && style.textOverflow !== 'ellipsis') tell('is cut without dots', element);
    const isReadable =
      element.closest('[title]') ??
      element.matches('[aria-expanded]') ??
      element.parentElement?.querySelector('[aria-expanded]');
    if (!isReadable && !element.parentElement?.querySelector('[aria-expanded]'))
      tell('cannot be read whole', element);
  }
  return [...new Set(wrong)].slice(0, 12);
}
