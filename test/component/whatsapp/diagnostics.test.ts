import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/whatsapp/page/diagnostics.ts';
import { selectorNotes, selectors } from '../../../lib/whatsapp/page/selectors.ts';
import { chatCases } from '../../fixtures/whatsapp/index.ts';
import { showPage } from '../../fixtures/whatsapp/run-case.ts';
import { isDrawnByStyle } from './drawn.ts';

describe('diagnostics', () => {
  it('are counts by selector, a version and a language, whatever the page holds', () => {
    for (const one of Object.values(chatCases).flat()) {
      showPage(one, document);
      for (const line of diagnose(document, isDrawnByStyle)) {
        expect(line).toMatch(/^(?:selectors:\d{4}-\d{2}|language:[A-Za-z-]{2,8}|count:[A-Za-z]+=\d+\/\d+)$/);
      }
    }
  });

  it('do not repeat what a page puts in place of its language', () => {
    document.documentElement.lang = '5511900000001';
    expect(diagnose(document, isDrawnByStyle)).toContain('language:none');
  });

  it('count what is there and what of it is drawn', () => {
    document.body.innerHTML = '<div id="main"></div><div style="display:none"><div id="main"></div></div>';
    expect(diagnose(document, isDrawnByStyle)).toContain('count:rootById=2/1');
  });

  it('fit into one detection', () => {
    expect(diagnose(document, isDrawnByStyle).length).toBeLessThan(60);
  });
});

it('every selector says what it is for and since when', () => {
  for (const css of Object.values(selectors)) {
    expect(() => document.querySelector(css)).not.toThrow();
    // Hashed classes change with every build.
    expect(css).not.toMatch(/\.[_x][0-9a-z]{4,}/);
  }
  for (const { purpose, since } of Object.values(selectorNotes)) {
    expect(purpose.length).toBeGreaterThan(5);
    expect(since).toMatch(/^(?:always|\d{4}(?:-\d{2})?)$/);
  }
});
