import type { Change } from '../crm/port.ts';
import type { WriteView } from '../session/shapes.ts';
import { maskNumbers } from '../text/mask-numbers.ts';

/**
 * Changes of one company as text, to be read and copied from: when, whom they were for, and what was written. `mask` hides all but the
 * last digits of numbers.
 */
export function writesFile(
  writes: readonly WriteView[],
  { company, mask }: { company: string; mask: boolean },
): string {
  const shown = (text: string) => (mask ? maskNumbers(text) : text);
  return writes
    .map(({ createdAt, customerId, change }) => {
      const head = `${new Date(createdAt).toISOString()} · ${company} · ${shown(customerId)}`;
      return [head, ...linesOf(change).map(shown)].join('\n');
    })
    .join('\n\n');
}

function linesOf(change: Change): string[] {
  switch (change.kind) {
    case 'note':
      return [change.text];
    case 'edit':
      return change.edits.map(({ key, to }) => `${key}: ${to ?? ''}`);
    case 'create':
      return [change.name ?? '', ...change.fields.map(({ key, value }) => `${key}: ${value ?? ''}`)];
    case 'setTags':
      return [...change.add.map(({ name }) => `+ ${name}`), ...change.remove.map(({ name }) => `- ${name}`)];
    case 'setStage':
      if (change.to === null) return ['→'];
      return [`→ ${change.to.stageId} ${change.to.outcome} ${change.to.reason ?? ''}`.trimEnd()];
    case 'assign':
      return [`→ ${change.to.name}`];
    case 'todo':
    case 'claim':
    case 'release':
    case 'delete':
    case 'merge':
      return [change.kind];
  }
}
