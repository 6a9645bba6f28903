import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync('components/styles/tokens.css', 'utf8');

/** The two values of a token, light first. */
function colours(name: string): [string, string] {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens);
  if (!found?.[1] || !found[2]) throw new Error(`No colour --${name}`);
  return [found[1], found[2]];
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s theme', (_, theme) => {
  it.each([
    ['text', 'bg'],
    ['text', 'surface'],
    ['text', 'raised'],
    ['muted', 'bg'],
    ['muted', 'surface'],
    ['muted', 'raised'],
    ['accent', 'bg'],
    ['accent', 'surface'],
    ['accent', 'raised'],
    ['accent', 'accent-soft'],
    ['muted', 'accent-soft'],
    ['text', 'accent-soft'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['danger', 'bg'],
    ['danger', 'raised'],
    ['danger', 'danger-soft'],
    ['warning', 'bg'],
    ['warning', 'raised'],
    ['warning', 'warning-soft'],
    ['success', 'surface'],
    ['success', 'raised'],
  ])('%s can be read on %s', (front, back) => {
    expect(contrast(colours(front)[theme], colours(back)[theme])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['bg', 'raised'])('the edge of a control can be seen on %s', (back) => {
    expect(contrast(colours('line-strong')[theme], colours(back)[theme])).toBeGreaterThanOrEqual(3);
  });
});
