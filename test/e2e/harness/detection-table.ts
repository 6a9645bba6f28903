import { isAtLeast, type Knowledge } from './detection-truth.ts';

const signs: Record<Knowledge, string> = {
  whole: '●',
  probable: '◐',
  asked: '?',
  less: '○',
  name: 'n',
  nothing: '·',
};
const best: Knowledge[] = ['whole', 'probable', 'asked', 'less', 'name', 'nothing'];

interface Column {
  layout: string;
  /** What else is odd, apart from the language. */
  state: string;
  language: string;
}

/** `?layout=…` alone, in any language, is a layout; all else is a state of the page or its database. */
function columnOf(query: string): Column {
  const switches = new URLSearchParams(query);
  const [layout, language] = [switches.get('layout') ?? 'testids', switches.get('lang') ?? 'en'];
  const others = [...switches].filter(([name]) => name !== 'lang' && name !== 'layout');
  const isLayout = others.length === 0;
  return { layout, language, state: isLayout ? '' : query };
}

/**
 * Who was known how well under which conditions, as Markdown for people: each chat in each layout, the least of all
 * languages, and for each other state how many chats were known how well.
 */
export function createDetectionTable() {
  const byLayout = new Map<string, Map<string, Knowledge>>();
  const languages = new Set<string>();
  const names = new Map<string, string>();
  const byState: string[] = [];

  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const rule = (count: number) => row(Array.from({ length: count }, (_, at) => (at === 0 ? '---' : ':-:')));

  return {
    add(query: string, levels: readonly { chatId: string; title: string; level: Knowledge }[]): void {
      const { layout, state, language } = columnOf(query);
      if (state !== '') {
        const counts = best.map((level) => levels.filter((one) => one.level === level).length || '');
        byState.push(row([`\`${state}\``, ...counts]));
        return;
      }
      languages.add(language);
      const known = byLayout.get(layout) ?? new Map<string, Knowledge>();
      byLayout.set(layout, known);
      for (const { chatId, title, level } of levels) {
        names.set(chatId, names.get(chatId) ?? title);
        const before = known.get(chatId);
        if (before === undefined || isAtLeast(before, level)) known.set(chatId, level);
      }
    },

    text(): string {
      const layouts = [...byLayout];
      const cells = [...names].map(([chatId, title]) => {
        const levels = layouts.map(([, known]) => known.get(chatId));
        const name = `${title.replaceAll('|', '\\|')} (…${chatId.slice(-9)})`;
        return row([name, ...levels.map((level) => (level === undefined ? '' : signs[level]))]);
      });
      return [
        '',
        `${best.map((level) => `${signs[level]} ${level}`).join(', ')}. The least of: ${[...languages].join(', ')}.`,
        '',
        row(['chat', ...layouts.map(([layout]) => layout)]),
        rule(layouts.length + 1),
        ...cells,
        '',
        row(['state: how many chats', ...best.map((level) => `${signs[level]} ${level}`)]),
        rule(best.length + 1),
        ...byState,
      ].join('\n');
    },
  };
}
