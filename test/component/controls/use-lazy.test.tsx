import { options, render } from 'preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lazyPart } from '../../../components/controls/use-lazy.ts';

/** What waits until the picture is painted. */
let afterPaint: (() => void)[] = [];
const painted = () => {
  const due = afterPaint;
  afterPaint = [];
  for (const effect of due) effect();
};
const { requestAnimationFrame } = options;
beforeEach(() => {
  options.requestAnimationFrame = (effect) => afterPaint.push(effect);
});
afterEach(() => {
  if (requestAnimationFrame) options.requestAnimationFrame = requestAnimationFrame;
  else delete options.requestAnimationFrame;
});

const drawn = () => new Promise((resolve) => setTimeout(resolve));

it('is drawn where it arrives between the drawing and the painting', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const usePart = lazyPart(() => promise);
  const Shown = () => <p>{usePart() ?? 'not yet'}</p>;
  const [early, late] = [document.createElement('div'), document.createElement('div')];

  render(<Shown />, early);
  painted();
  render(<Shown />, late);
  resolve('here');
  await drawn();
  expect([early.textContent, late.textContent]).toEqual(['here', 'not yet']);

  painted();
  await drawn();
  expect(late.textContent).toBe('here');
});
