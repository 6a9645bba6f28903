import type { Change } from '../crm/port.ts';
import { shareTarget, tagIdentity } from './target.ts';

/** What is left of a refused change beside a newer one; null: nothing; the same one: that one speaks of something else. */
export function remainder(refused: Change, newer: Change): Change | null {
  // What was refused of the one who goes is for the one who stays.
  if (newer.kind === 'merge' && refused.kind !== 'merge') return refused;
  switch (refused.kind) {
    case 'setTags': {
      if (newer.kind !== 'setTags') return refused;
      const said = new Set([...newer.add, ...newer.remove].map(tagIdentity));
      const add = refused.add.filter((tag) => !said.has(tagIdentity(tag)));
      const remove = refused.remove.filter((tag) => !said.has(tagIdentity(tag)));
      if (add.length + remove.length === refused.add.length + refused.remove.length) return refused;
      return add.length + remove.length === 0 ? null : { ...refused, add, remove };
    }
    case 'edit': {
      if (newer.kind !== 'edit') return refused;
      const edits = refused.edits.filter(({ key }) => !newer.edits.some((edit) => edit.key === key));
      if (edits.length === refused.edits.length) return refused;
      return edits.length === 0 ? null : { ...refused, edits };
    }
    // Another note says something else.
    case 'note':
      return refused;
    case 'create':
    case 'delete':
    case 'merge':
      return newer.kind === refused.kind ? null : refused;
    case 'setStage':
    case 'todo':
    case 'assign':
    case 'claim':
    case 'release':
      return shareTarget(refused, newer) ? null : refused;
  }
}
