import type { LayoutName } from './switches.ts';

/** Which of the page's marks a build of the app carries. */
export interface Layout {
  /** `id="main"` on the conversation. */
  mainId: boolean;
  /** `data-testid` everywhere it is known. */
  testIds: boolean;
  /** Where the title's test id stands: on the title (newer) or as the header's own on the span (older). */
  titleTestId: 'title' | 'span';
  /** What `data-id` of a message row holds. */
  rowIds: 'bare' | 'packed' | 'none';
  /** `conv-msg-…` on message rows. */
  rowTestIds: boolean;
  /** `message-in` and `message-out`, which are gone since June 2026. */
  rowClasses: boolean;
  /** Whether `data-id` sits on the element that has those classes. */
  idsOnBubbles: boolean;
  /** `#pane-side`, `<header>`, roles: what every build so far has had. */
  structure: boolean;
}

const newest: Layout = {
  mainId: true,
  testIds: true,
  titleTestId: 'title',
  rowIds: 'bare',
  rowTestIds: true,
  rowClasses: false,
  idsOnBubbles: false,
  structure: true,
};

const withoutTestIds: Layout = { ...newest, testIds: false, rowTestIds: false };

const packed: Layout = { ...newest, rowIds: 'packed', rowTestIds: false, rowClasses: true };

export const layouts: Record<LayoutName, Layout> = {
  testids: newest,
  packed,
  'packed-no-testids': { ...packed, testIds: false },
  'bare-no-testids': withoutTestIds,
  'no-main-id': { ...newest, mainId: false },
  'no-ids': { ...withoutTestIds, mainId: false },
  'older-title': { ...newest, titleTestId: 'span', rowTestIds: false },
  'old-rows': { ...packed, testIds: false, idsOnBubbles: true },
  'row-testids-only': { ...newest, rowIds: 'none' },
  'row-classes-only': { ...withoutTestIds, rowIds: 'none', rowClasses: true },
  unknown: { ...withoutTestIds, mainId: false, rowIds: 'none', structure: false },
};
