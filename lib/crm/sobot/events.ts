/** The timeline (section 3.4.1) in our model. Pure. */
import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import type { CustomerStage, Outcome, TimelineEvent } from '../model.ts';
import { splitSignature } from './note-signature.ts';
import { fromJson, told } from './schema.ts';
import { timeOf } from './times.ts';
import type { WireEvent } from './wire.ts';

/** The two kinds that the page documents. */
const created = 'user_create';
const stageMoved = 'user_stage_update';

/** What is read of an event's content; a key of another shape counts as absent, so that no event is lost. */
const lenient = v.fallback(told, '');
const contentSchema = v.looseObject({
  bizOperatorName: lenient,
  bizOperatorTypeName: lenient,
  datas: v.fallback(
    v.array(v.looseObject({ field: lenient, name: lenient, value: lenient, oldValue: lenient })),
    [],
  ),
  stageType: lenient,
  stageTypeName: lenient,
  stageId: lenient,
  stageName: lenient,
  oldStageName: lenient,
  remark: lenient,
  content: lenient,
});
type Content = v.InferOutput<typeof contentSchema>;

/** By `stage_type` (section 3.5.2). */
export const outcomes: ReadonlyMap<string, Outcome> = new Map([
  ['1', 'open'],
  ['21', 'won'],
  ['22', 'lost'],
  ['23', 'invalid'],
]);

const timeNamed = (event: WireEvent) =>
  timeOf(event.biz_time) ?? timeOf(event.create_time) ?? timeOf(event.create_ime);

/** When it happened. @throws AppError `BAD_RESPONSE` where the event has no time at all. */
function timeOfEvent(event: WireEvent): string {
  const at = timeNamed(event);
  if (at === null) throw new AppError('BAD_RESPONSE', { detail: 'user_dynamic: no time' });
  return at;
}

/** Newest first. The vendor mixes seconds and milliseconds in one order, so its own is wrong. */
function newestFirst(events: readonly WireEvent[]): { event: WireEvent; at: string }[] {
  return events
    .map((event) => ({ event, at: timeOfEvent(event) }))
    .sort((one, other) => (one.at < other.at ? 1 : Number(one.at > other.at) * -1));
}

/** The events of one page, newest first; what the page does not document, or what is broken, is told in general words. */
export function eventsFromWire(events: readonly WireEvent[]): TimelineEvent[] {
  return newestFirst(events).map(({ event, at }, index) => ({
    id: event.id || `${event.biz_type} ${at} ${index}`,
    at,
    ...sentenceOf(event),
  }));
}

/** The stage by the newest event that tells of one; `unknown` where none does: it is told nowhere else. */
export function stageFromEvents(events: readonly WireEvent[]): CustomerStage | 'unknown' {
  for (const { event, at } of newestFirst(events)) {
    if (event.biz_type !== stageMoved) continue;
    const content = contentOf(event);
    const outcome = outcomes.get(content?.stageType ?? '');
    if (!content || !outcome || content.stageId === '') continue;
    const reason = content.remark;
    return { stageId: content.stageId, outcome, since: at, ...(reason !== '' && { reason }) };
  }
  return 'unknown';
}

/** Every text in an event's content, however deep: where a note stands in it is not documented. */
export function textsOf(event: WireEvent): string[] {
  const texts: string[] = [];
  const look = (value: unknown, depth: number): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null && depth < 6) {
      for (const inner of Object.values(value)) look(inner, depth + 1);
    }
  };
  look(fromJson(event.biz_content) ?? event.biz_content, 0);
  return texts;
}

/** Epoch ms. */
export const happenedAt = (event: WireEvent): number => Date.parse(timeOfEvent(event));

function contentOf(event: WireEvent): Content | null {
  const read = v.safeParse(contentSchema, fromJson(event.biz_content));
  return read.success ? read.output : null;
}

type Sentence = Pick<TimelineEvent, 'kind' | 'actor' | 'summary' | 'changes'>;

function sentenceOf(event: WireEvent): Sentence {
  const content = contentOf(event);
  if (!content) return generic(event, null);
  const actor = content.bizOperatorName || null;
  const changes = content.datas.map(({ field, name, value, oldValue }) => ({
    field: name || field,
    from: oldValue || null,
    to: value || null,
  }));
  if (event.biz_type === created) {
    return { kind: 'created', actor, summary: content.bizOperatorTypeName || null, changes };
  }
  if (event.biz_type === stageMoved) {
    const to = content.stageName || content.stageTypeName || null;
    const summary = content.remark || content.stageTypeName || null;
    const change = { field: 'stage', from: content.oldStageName || null, to };
    return { kind: 'stage', actor, summary, changes: to === null ? [] : [change] };
  }
  if (content.content !== '') {
    const { text, name } = splitSignature(content.content);
    return { kind: 'note', actor: name ?? actor, summary: text, changes: [] };
  }
  return changes.length > 0 ? { kind: 'edited', actor, summary: null, changes } : generic(event, actor);
}

/** Operator and kind, in the vendor's own words. */
function generic({ biz_type }: WireEvent, actor: string | null): Sentence {
  const words = biz_type.replaceAll('_', ' ');
  return { kind: 'other', actor, summary: actor === null ? words : `${actor} · ${words}`, changes: [] };
}
