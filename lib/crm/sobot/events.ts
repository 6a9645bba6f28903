/** The timeline (section 3.4.1) in our model. Pure. */
import * as v from 'valibot';
import type { CustomerStage, Outcome, TimelineEvent } from '../model.ts';
import { splitSignature } from './note-signature.ts';
import { fromJson, told as toldText } from './schema.ts';
import { timeOf } from './times.ts';
import type { WireEvent } from './wire-rows.ts';

/** The two kinds that the page documents. */
const created = 'user_create';
const stageMoved = 'user_stage_update';

/** What is read of an event's content; a key of another shape counts as absent, so that no event is lost. */
const lenient = v.fallback(toldText, '');
const contentSchema = v.looseObject({
  bizOperatorName: lenient,
  bizOperatorType: lenient,
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
});
type Content = v.InferOutput<typeof contentSchema>;

/** One entry of an event's `datas`. */
export type EventChange = Content['datas'][number];

/** By `stage_type` (section 3.5.2). */
export const outcomes: ReadonlyMap<string, Outcome> = new Map([
  ['1', 'open'],
  ['21', 'won'],
  ['22', 'lost'],
  ['23', 'invalid'],
]);

/** By `bizOperatorType`, as the operators of sections 3.3.1 and 4.1 are numbered; 1 is a person. */
const machines: ReadonlyMap<string, TimelineEvent['machine']> = new Map([
  ['2', 'robot'],
  ['3', 'robot'],
  ['4', 'robot'],
  ['5', 'robot'],
  ['6', 'trigger'],
  ['7', 'timer'],
]);

/** When it happened; null where the event has no readable time. */
export const timeOfEvent = (event: WireEvent): string | null =>
  timeOf(event.biz_time) ?? timeOf(event.create_time) ?? timeOf(event.create_ime);

const beforeAll = new Date(0).toISOString();

interface TimedEvent {
  event: WireEvent;
  at: string;
  /** The time is a neighbour's. */
  undated: boolean;
}

/** An event without a time stands beside the one that the vendor put before it, or else behind it. */
function timed(events: readonly WireEvent[]): TimedEvent[] {
  const times = events.map(timeOfEvent);
  return events.map((event, index) => {
    const own = times[index] ?? null;
    const near = times.slice(0, index).findLast((at) => at !== null) ?? times.find((at) => at !== null);
    return { event, at: own ?? near ?? beforeAll, undated: own === null };
  });
}

/** Newest first. The vendor mixes seconds and milliseconds in one order, so its own is wrong. */
function newestFirst(events: readonly WireEvent[]): TimedEvent[] {
  return timed(events).sort((one, other) => (one.at < other.at ? 1 : Number(one.at > other.at) * -1));
}

/** The events of one page, newest first; what the page does not document, or what is broken, is told in general words. */
export function eventsFromWire(events: readonly WireEvent[]): TimelineEvent[] {
  return newestFirst(events).map(({ event, at, undated }, index) => ({
    id: event.id || `${event.biz_type} ${at} ${index}`,
    at,
    ...(undated && { undated: true as const }),
    ...sentenceOf(event),
  }));
}

/** The stage by the newest event that tells of one; `unknown` where none does: it is told nowhere else. */
export function stageFromEvents(events: readonly WireEvent[]): CustomerStage | 'unknown' {
  for (const { event, at, undated } of newestFirst(events)) {
    if (event.biz_type !== stageMoved) continue;
    const content = contentOf(event);
    const outcome = outcomes.get(content?.stageType ?? '');
    if (!content || !outcome || content.stageId === '') continue;
    const reason = content.remark;
    return {
      stageId: content.stageId,
      outcome,
      ...(!undated && { since: at }),
      ...(reason !== '' && { reason }),
    };
  }
  return 'unknown';
}

/** What an event says was changed; none where it does not say. */
export const changesIn = (event: WireEvent): EventChange[] => contentOf(event)?.datas ?? [];

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

function contentOf(event: WireEvent): Content | null {
  const read = v.safeParse(contentSchema, fromJson(event.biz_content));
  return read.success ? read.output : null;
}

/** Words of the documented events, and names, numbers and the like by how their keys end: none is what somebody wrote. */
const notWritten =
  /^(datas|userStage|stage.*|oldStage.*|liable.*|helper.*|biz.*|confirm.*)$|(id|ids|type|typename|name|time|date|url|code|status|no|tel|phone)$/i;

/** What somebody wrote, under whichever key it stands; the likeliest first. */
function writtenIn(content: Record<string, unknown>): string | null {
  const texts = Object.entries(content).flatMap(([key, value]) =>
    typeof value === 'string' && value.trim() !== '' && !notWritten.test(key) ? [{ key, text: value }] : [],
  );
  const likely = /content|record|note|text|follow|remark|desc|memo|message/i;
  return (texts.find(({ key }) => likely.test(key)) ?? texts[0])?.text ?? null;
}

type Sentence = Pick<TimelineEvent, 'kind' | 'actor' | 'machine' | 'summary' | 'changes'>;

function sentenceOf(event: WireEvent): Sentence {
  const content = contentOf(event);
  if (!content) {
    const bare = fromJson(event.biz_content) === undefined ? event.biz_content : null;
    const isText = typeof bare === 'string' && !/^\s*[[{]/.test(bare) && bare.trim() !== '';
    return isText ? note(bare, null) : generic(event, null);
  }
  // What is written through the interfaces is by that name, whoever wrote it.
  const byProgram = content.bizOperatorName === 'API';
  const actor = byProgram ? null : content.bizOperatorName || null;
  const machine = machines.get(content.bizOperatorType) ?? (byProgram ? 'program' : undefined);
  return { ...(machine && { machine }), ...told(event, content, actor) };
}

function told(event: WireEvent, content: Content, actor: string | null): Sentence {
  const changes = content.datas.map(({ field, name, value, oldValue }) => ({
    field: name || field,
    from: oldValue || null,
    to: value || null,
  }));
  if (event.biz_type === created) {
    return { kind: 'created', actor, summary: null, changes };
  }
  if (event.biz_type === stageMoved) return stageSentence(content, actor);
  if (changes.length > 0) return { kind: 'edited', actor, summary: content.remark || null, changes };
  const written = writtenIn(content);
  return written === null ? generic(event, actor) : note(written, actor);
}

/** A result has a name of its own and no stage's; the type's name says nothing of an ordinary move. */
function stageSentence(content: Content, actor: string | null): Sentence {
  const { stageName, oldStageName, stageType, stageTypeName, remark } = content;
  const outcome = outcomes.get(stageType);
  const ended = outcome !== undefined && outcome !== 'open';
  const to = stageName || (ended || outcome === 'open' ? null : stageTypeName || null);
  const changes: TimelineEvent['changes'] = [
    ...(to === null ? [] : [{ field: 'stage', from: oldStageName || null, to }]),
    ...(ended ? [{ field: 'outcome', from: null, to: outcome }] : []),
  ];
  return { kind: 'stage', actor, summary: remark || null, changes };
}

function note(written: string, actor: string | null): Sentence {
  const { text, name } = splitSignature(written);
  return { kind: 'note', actor: name ?? actor, summary: text, changes: [] };
}

/** Kinds that the page does not document and whose names leave no doubt; that it was done is all that is told of them. */
const plainKinds: readonly [RegExp, Pick<Sentence, 'kind' | 'changes'>][] = [
  [/assign|transfer|liable/, { kind: 'owner', changes: [{ field: 'owner', from: null, to: null }] }],
  [/release|recycle/, { kind: 'owner', changes: [] }],
  [/(^|_)(tag|label)s?(_|$)/, { kind: 'tags', changes: [] }],
  [/^user_(update|edit|modify)$/, { kind: 'edited', changes: [] }],
];

/** As far as its kind tells; else the vendor's own words for it. */
function generic({ biz_type }: WireEvent, actor: string | null): Sentence {
  const known = plainKinds.find(([pattern]) => pattern.test(biz_type))?.[1];
  if (known) return { actor, summary: null, ...known };
  return { kind: 'other', actor, summary: biz_type.replaceAll('_', ' '), changes: [] };
}
