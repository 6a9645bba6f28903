/** What a conflict is about: a change on top of what a colleague left. Pure. */
import { isMeant } from '../crm/apply-change.ts';
import type { Customer, CustomerStage } from '../crm/model.ts';
import type { Change } from '../crm/port.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import { fieldOf } from './inverse.ts';

/** Whether a refusal says that the value is another one than the agent saw. */
export const isClash = ({ code, reason }: AppErrorData, { kind }: Change): boolean =>
  code === 'CONFLICT' &&
  reason === undefined &&
  (kind === 'edit' || kind === 'setStage' || kind === 'setTags' || kind === 'assign');

/**
 * The same change from what is there now, without what is there already. `there`: nothing is left to be done; null:
 * what is there is not told.
 */
export function onTopOf(now: Customer, change: Change): Change | 'there' | null {
  switch (change.kind) {
    case 'edit': {
      const edits = change.edits
        .map((edit) => ({ ...edit, from: fieldOf(now, edit.key, null) }))
        .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
      return edits.length === 0 ? 'there' : { ...change, edits };
    }
    case 'setStage': {
      const { stage } = now;
      if (stage === 'unknown') return null;
      // How it ended is said of the stage where the customer stands.
      const to =
        !change.to || change.to.outcome === 'open' || !stage
          ? change.to
          : { ...change.to, stageId: stage.stageId };
      return isAt(stage, to) ? 'there' : { ...change, from: stage, to };
    }
    case 'setTags': {
      const add = change.add.filter((tag) => !now.tags.some((one) => isMeant(tag, one)));
      const remove = change.remove.filter((tag) => now.tags.some((one) => isMeant(tag, one)));
      return add.length + remove.length === 0 ? 'there' : { ...change, add, remove };
    }
    case 'assign':
      return now.owner?.id === change.to.id ? 'there' : { ...change, from: now.owner };
    default:
      return null;
  }
}

const isAt = (stage: CustomerStage | null, to: Extract<Change, { kind: 'setStage' }>['to']): boolean =>
  stage?.stageId === to?.stageId &&
  stage?.outcome === to?.outcome &&
  (!to?.reason || (stage?.reason ?? '') === to.reason);
