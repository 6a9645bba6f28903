import { describe, expect, it } from 'vitest';
import { drawingReport } from '../../../lib/errors/drawing-report.ts';

function thrown(name: string, message: string, stack: string): Error {
  const error = new Error(message);
  return Object.assign(error, { name, stack });
}

describe('the report of what could not be drawn', () => {
  it('names the part, the kind of error and the places in our code, as Chromium writes them', () => {
    const stack = [
      'RangeError: Invalid time value',
      '    at Date.toISOString (<anonymous>)',
      '    at a (chrome-extension://abcdef/chunks/panel-x1.js:1:2345)',
      '    at chrome-extension://abcdef/sidepanel.js:10:1',
    ].join('\n');
    expect(drawingReport('timeline', thrown('RangeError', 'Invalid time value', stack))).toBe(
      'chatside drawing-failed\npart: timeline\nerror: RangeError\npanel-x1.js:1:2345\nsidepanel.js:10:1',
    );
  });

  it('and as Firefox does', () => {
    const stack = 'a@moz-extension://0-1/chunks/panel-x1.js:1:2\n@moz-extension://0-1/sidepanel.js:3:4\n';
    expect(drawingReport('card', thrown('TypeError', 'x is null', stack))).toMatch(
      /panel-x1\.js:1:2\nsidepanel\.js:3:4$/,
    );
  });

  it('quotes nothing of what was to be drawn', () => {
    const message =
      'No Ana Flores\n    at Ana (https://crm.example/+5511900000021.js:1:1)\nana@x.example/a.js:1:1';
    const stack = `Ana: ${message}\n    at b (chrome-extension://abcdef/chunks/panel.js:5:6)`;
    expect(drawingReport('details', thrown('Ana Flores!', message, stack))).toBe(
      'chatside drawing-failed\npart: details\nerror: Error\npanel.js:5:6',
    );
  });

  it('of what is no error says only what it is', () => {
    expect(drawingReport('tags', 'Ana Flores')).toBe('chatside drawing-failed\npart: tags\nerror: string');
  });
});
