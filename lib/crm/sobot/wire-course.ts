/** Sections 3.4 and 3.5 of Sobot's page: what happened with a customer, notes, and stages. */
import { isLastPage, listOf } from './schema.ts';
import type { Asks } from './wire-asks.ts';
import { eventSchema, stageSchema, type WireEvent } from './wire-rows.ts';

/** The words by which section 3.4.1 narrows a timeline. */
export type EventGroup = 'groupService' | 'groupUser' | 'groupOther';

export type StageType = 1 | 21 | 22 | 23;

export function courseCalls({ call, list, post }: Asks) {
  return {
    /** Section 3.4.1; `page` counts from 1. */
    async events(
      asked: { userId: string; page: number; pageSize: number; group?: EventGroup },
      signal: AbortSignal,
    ): Promise<{ events: WireEvent[]; isLast: boolean }> {
      const name = 'user_dynamic/list_by_page';
      const query = {
        userid: asked.userId,
        ...(asked.group && { biz_type: asked.group }),
        page_no: String(asked.page),
        page_size: String(asked.pageSize),
      };
      const reply = await call({ name, method: 'GET', query }, signal);
      const events = listOf(reply, eventSchema, name);
      return { events, isLast: isLastPage(reply, asked.page, asked.pageSize, events.length) };
    },

    /** Section 3.4.2; it answers without an id. */
    async saveNote(userId: string, content: string, signal: AbortSignal): Promise<void> {
      await post('user_stage/record_save', { userid: userId, content }, signal);
    },

    /** Section 3.5.1. */
    stages: (signal: AbortSignal) => list('user_stage/query_list_by_type', stageSchema, signal),

    /** Section 3.5.2; `remark` stands in its sample only. */
    async saveStage(
      userId: string,
      stage: { id: string; name: string; type: StageType; remark?: string },
      signal: AbortSignal,
    ): Promise<void> {
      const { remark } = stage;
      await post(
        'user_stage/stage_save',
        {
          userid: userId,
          stageid: stage.id,
          stage_name: stage.name,
          stage_type: stage.type,
          ...(remark !== undefined && { remark }),
        },
        signal,
      );
    },
  };
}
