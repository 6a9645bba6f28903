import type { Knowledge } from './detection-truth.ts';

const signs: Record<Knowledge, string> = { whole: '●', probable: '◐', less: '○', name: 'n', nothing: '·' };

/** Who was known how well under which conditions, to be read by people: chats down, conditions across. */
export function createDetectionTable() {
  const columns: string[] = [];
  const rows = new Map<string, Map<string, Knowledge>>();
  return {
    add(query: string, levels: readonly { chatId: string; level: Knowledge }[]): void {
      columns.push(query);
      for (const { chatId, level } of levels) {
        const row = rows.get(chatId) ?? new Map<string, Knowledge>();
        rows.set(chatId, row.set(query, level));
      }
    },

    text(): string {
      const legend = Object.entries(signs).map(([level, sign]) => `${sign} ${level}`);
      const numbered = columns.map((query, index) => `${String(index + 1).padStart(3)} ${query}`);
      const head = `${' '.repeat(30)}${columns.map((_, index) => String(index + 1).padStart(3)).join('')}`;
      const lines = [...rows].map(([chatId, row]) => {
        const cells = columns.map((query) => {
          const level = row.get(query);
          return (level === undefined ? '' : signs[level]).padStart(3);
        });
        return `${chatId.padEnd(30)}${cells.join('')}`;
      });
      return ['', legend.join('   '), ...numbered, head, ...lines].join('\n');
    },
  };
}
