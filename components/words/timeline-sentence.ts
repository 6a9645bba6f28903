/** One event of the timeline as a sentence. Pure. */
import type { Catalogue, TimelineEvent } from '../../lib/crm/model.ts';
import type { Capabilities } from '../../lib/crm/port.ts';
import { formatList } from '../../lib/i18n/formats.ts';
import { isolate, t } from '../../lib/i18n/index.ts';
import { fieldLabel } from './field-label.ts';
import { definitionOf, valueText } from './field-value.ts';

export interface Sentence {
  text: string;
  /** What somebody wrote, shown under the sentence. */
  quote: string | null;
}

/** Their name, and whether they are the agent: many languages speak to somebody in another form of the verb. */
type Who = {
  who: string;
  by: 'you' | 'other';
};

export type TimelineFilter = 'all' | 'notes' | 'changes' | 'messages' | 'customer' | 'others';

export function filterOf(kind: TimelineEvent['kind']): 'notes' | 'changes' | 'messages' {
  switch (kind) {
    case 'note':
    case 'todo':
      return 'notes';
    case 'message':
      return 'messages';
    case 'created':
    case 'edited':
    case 'stage':
    case 'tags':
    case 'owner':
    case 'merged':
    case 'other':
      return 'changes';
  }
}

/** @param agent who works here, where the back end tells */
export function timelineSentence(
  event: TimelineEvent,
  catalogue: Catalogue | null,
  agent?: Capabilities['agent'],
): Sentence {
  const by = event.machine ? t(`event.by.${event.machine}`) : null;
  const who: Who = isMine(event, agent)
    ? { who: t('event.you'), by: 'you' }
    : { who: event.actor ?? by ?? t('event.someone'), by: 'other' };
  const summary = event.summary;
  switch (event.kind) {
    case 'note':
      return { text: t('event.note', who), quote: summary };
    case 'todo':
      return { text: t('event.todo', who), quote: summary };
    case 'message':
      return { text: event.actor === null ? t('event.message') : isolate(who.who), quote: summary };
    case 'created':
      return { text: t('event.created', who), quote: summary };
    case 'tags':
      return { text: tagsSentence(event, who) ?? summary ?? t('event.tagsSome', who), quote: null };
    case 'stage': {
      const text = stageSentence(event, who);
      // Beside its sentence, what is written of a move is the reason.
      return text === null
        ? { text: summary ?? t('event.other', who), quote: null }
        : { text, quote: summary };
    }
    case 'owner': {
      const to = event.changes[0]?.to;
      if (to) return { text: t('event.owner', { ...who, to }), quote: null };
      if (event.changes.length > 0) return { text: t('event.ownerSome', who), quote: summary };
      return { text: summary ?? t('event.ownerNone', who), quote: null };
    }
    case 'edited':
      return editedSentence(event, who, catalogue);
    case 'merged': {
      const left = event.changes.flatMap(({ field, from }) =>
        from === null ? [] : t('write.field', leftBehind(field, from, catalogue)),
      );
      const name = summary ?? t('find.unnamed');
      return { text: t('event.merged', { ...who, name }), quote: left.join('\n') || null };
    }
    case 'other':
      // Words of the back end's own are no sentence: they stand behind who it was.
      if (summary !== null && (event.actor !== null || by))
        return { text: `${who.who} · ${summary}`, quote: null };
      return { text: summary ?? t('event.other', who), quote: null };
  }
}

/** What did not stay of one of two, and its value. */
function leftBehind(field: string, from: string, catalogue: Catalogue | null) {
  if (field === 'stage') return { name: t('stage.title'), value: from };
  if (field !== 'outcome') return { name: fieldLabel(field, catalogue), value: from };
  return {
    name: t('outcome.group'),
    value: from === 'won' || from === 'lost' ? t(`outcome.${from}`) : t('outcome.invalid'),
  };
}

/** A message without a name is the customer's. */
const isMine = ({ actor, machine, kind }: TimelineEvent, agent: Capabilities['agent']): boolean =>
  agent !== undefined &&
  machine === undefined &&
  actor === agent.name &&
  !(kind === 'message' && actor === null);

function tagsSentence(event: TimelineEvent, who: Who): string | null {
  const { changes } = event;
  const added = formatList(changes.flatMap(({ from, to }) => (from === null && to !== null ? [to] : [])));
  const removed = formatList(changes.flatMap(({ from, to }) => (to === null && from !== null ? [from] : [])));
  if (added && removed) return t('event.tagsBoth', { ...who, added, removed });
  if (added) return t('event.tagsAdded', { ...who, names: added });
  return removed ? t('event.tagsRemoved', { ...who, names: removed }) : null;
}

function stageSentence({ changes }: TimelineEvent, who: Who): string | null {
  const outcome = changes.find(({ field }) => field === 'outcome')?.to;
  const move = changes.find(({ field, to }) => field !== 'outcome' && to !== null);
  if (!move || move.to === null) {
    if (outcome) return t('event.outcome', { ...who, outcome });
    const left = changes.find(({ field }) => field === 'stage')?.from;
    return left ? t('event.stageOff', { ...who, from: left }) : null;
  }
  const { from, to } = move;
  const moved = from === null ? t('event.stageTo', { ...who, to }) : t('event.stage', { ...who, from, to });
  return isClosed(outcome) ? `${moved} · ${t(`outcome.${outcome}`)}` : moved;
}

const isClosed = (outcome: string | null | undefined) =>
  outcome === 'won' || outcome === 'lost' || outcome === 'invalid';

function editedSentence(event: TimelineEvent, who: Who, catalogue: Catalogue | null): Sentence {
  const [only, ...more] = event.changes;
  if (only === undefined) {
    return { text: t('event.edited', { ...who, what: t('event.details') }), quote: event.summary };
  }
  if (more.length > 0) {
    const what = formatList(event.changes.map(({ field }) => fieldLabel(field, catalogue)));
    return { text: t('event.edited', { ...who, what }), quote: event.summary };
  }
  const what = fieldLabel(only.field, catalogue);
  const definition = definitionIn(catalogue, only.field);
  const words = (value: string | null) => value && (valueText(value, definition, null) ?? value);
  const from = words(only.from);
  const to = words(only.to);
  if (from !== null && to !== null)
    return { text: t('event.editedFrom', { ...who, what, from, to }), quote: null };
  if (to !== null) return { text: t('event.editedSet', { ...who, what, to }), quote: null };
  if (from !== null) return { text: t('event.editedCleared', { ...who, what, from }), quote: null };
  return { text: t('event.edited', { ...who, what }), quote: event.summary };
}

/** Back ends name a field by its key, its id or its name. */
const definitionIn = (catalogue: Catalogue | null, named: string) =>
  catalogue?.fields.find(({ key, id, name }) => key === named || id === named || name === named) ??
  definitionOf(named, catalogue);
