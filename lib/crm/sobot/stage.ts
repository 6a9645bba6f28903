/** Moving a customer along the pipeline (section 3.5.2). Pure. */
import { AppError } from '../../errors/app-error.ts';
import type { Customer, Outcome, Stage } from '../model.ts';
import type { Change } from '../port.ts';
import type { StageType } from './wire-course.ts';

type SetStage = Extract<Change, { kind: 'setStage' }>;

const types: Record<Outcome, StageType> = { open: 1, won: 21, lost: 22, invalid: 23 };

export interface StageToSend {
  id: string;
  name: string;
  type: StageType;
  remark?: string;
}

/**
 * What to send; null: it is so already. An outcome is written with the id of the stage where the customer stands.
 * @param now by the timeline. `unknown` and none are both "nothing that could be overwritten".
 * @throws AppError `CONFLICT` where the agent saw something else, `NOT_FOUND` for a stage that is gone, `INVALID_INPUT`
 *   for an outcome at another stage than the customer's, `UNSUPPORTED` for taking a stage off, which no page tells of.
 */
export function planStage(
  { from, to }: SetStage,
  now: Customer['stage'],
  stages: readonly Stage[],
): StageToSend | null {
  if (to === null) throw new AppError('UNSUPPORTED', { detail: 'no stage' });
  if (isAt(now, to)) return null;
  if (placeOf(now) !== placeOf(from)) throw new AppError('CONFLICT', { detail: 'stage' });
  const stage = stages.find(({ id }) => id === to.stageId);
  if (!stage) throw new AppError('NOT_FOUND', { detail: 'stage' });
  if (to.outcome !== 'open' && now !== null && now !== 'unknown' && now.stageId !== to.stageId) {
    throw new AppError('INVALID_INPUT', { detail: 'an outcome at another stage' });
  }
  const reason = to.reason?.trim();
  return { id: stage.id, name: stage.name, type: types[to.outcome], ...(reason && { remark: reason }) };
}

/** Whether a customer stands where a change wants it. Without a reason in the change, any reason is right. */
export function isAt(now: Customer['stage'], to: SetStage['to']): boolean {
  if (to === null || now === null || now === 'unknown') return false;
  const reason = to.reason?.trim();
  return (
    now.stageId === to.stageId && now.outcome === to.outcome && (!reason || (now.reason ?? '') === reason)
  );
}

/** What a stage is compared by; null: none, or not known. */
export function placeOf(stage: Customer['stage']): string | null {
  return stage === null || stage === 'unknown' ? null : `${stage.outcome} ${stage.stageId}`;
}
