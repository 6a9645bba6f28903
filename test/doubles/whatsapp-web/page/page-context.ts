import type { Composers } from './composers.ts';
import type { Layout } from './layouts.ts';
import type { Language, Switches } from './switches.ts';
import { chatTitle, isolated } from './titles.ts';
import { isRightToLeft, type Words } from './words.ts';
import type { Chat, World } from './world.ts';

/** What every drawing function needs to know. `world` is replaced when another account signs in. */
export interface PageContext {
  switches: Switches;
  layout: Layout;
  words: Words;
  language: Language;
  world: World;
  /** Null: the boxes are only drawn. */
  composers: Composers | null;
  /** Runs a change of the document that is the app's own (see `watch.ts`). */
  own<T>(change: () => T): T;
}

/** The value of `data-testid`, in builds that have it. */
export function testId(page: PageContext, name: string): string | undefined {
  return page.layout.testIds ? name : undefined;
}

/** A chat's title as it is drawn. */
export function titleOf(page: PageContext, chat: Chat): string {
  const title = chatTitle(chat, page.world, page.words);
  const { isolates } = page.switches;
  const isolate = isolates === 'on' || (isolates === 'auto' && isRightToLeft(page.language));
  return isolate ? isolated(title) : title;
}
