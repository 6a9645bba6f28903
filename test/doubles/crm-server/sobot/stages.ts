import { operator } from './company.ts';
import { type Interface, readBody, text } from './scene.ts';

const typeNames: Record<number, string> = { 1: '跟进过程', 21: '已成单', 22: '已输单', 23: '无效' };

/** Section 3.5.1. */
export const listStages: Interface = ({ company }) => ({
  items: company.stages.map(({ id, name }, sortnum) => ({ id, name, sortnum })),
});

/** Section 3.5.2: a stage, or with type 21 to 23 the outcome at the stage where the customer stands. */
export const saveStage: Interface = (scene) => {
  const body = readBody(scene, {
    userid: 'text',
    stageid: 'text',
    stage_name: 'text',
    stage_type: 'integer',
    remark: 'text',
  });
  const { company, now, violate } = scene;
  const user = body && company.user(text(body.userid));
  const stage = body && company.stages.find(({ id }) => id === body.stageid);
  const type = Number(body?.stage_type);
  const typeName = typeNames[type];
  if (!user || !stage || typeName === undefined) return { refused: '999999' };
  if (body.stage_name !== stage.name) violate('stage_name is not the name of stageid');
  const old = company.stages.find(({ id }) => id === user.stage?.id);
  const isOutcome = type !== 1;
  if (isOutcome && old && old !== stage) violate('an outcome was set at another stage than the current one');
  user.stage = { id: stage.id, type };
  user.updatedAt = now;
  const content = {
    stageType: String(type),
    stageTypeName: typeName,
    stageId: stage.id,
    stageName: isOutcome ? null : stage.name,
    oldStageName: old?.name ?? null,
    remark: text(body.remark) || (isOutcome ? null : ''),
    ...operator,
  };
  company.record(user, { kind: 'user_stage_update', group: 'groupService', content }, now);
  return 'done';
};
