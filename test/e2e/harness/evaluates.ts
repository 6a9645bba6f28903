import type { Page } from 'puppeteer-core';

/** A page of either browser: runs a function in it, which travels as text, and gives what it returns. */
export type Evaluates = Pick<Page, 'evaluate'>;
