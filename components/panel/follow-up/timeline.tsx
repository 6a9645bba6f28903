import type { IconNode } from 'lucide';
import {
  ArrowRight,
  Bell,
  CircleUser,
  Merge,
  MessageSquare,
  Pencil,
  Sparkles,
  StickyNote,
  Tag,
} from 'lucide';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Catalogue, TimelineEvent, TimelinePage } from '../../../lib/crm/model.ts';
import type { Capabilities, TimelinePart } from '../../../lib/crm/port.ts';
import { type AppErrorData, toErrorData } from '../../../lib/errors/app-error.ts';
import { formatDateTime, formatDay, formatTime } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { textMatcher } from '../../../lib/search/match-text.ts';
import type { FirstPage } from '../../../lib/session/shapes.ts';
import { useAnnounce } from '../../controls/announcer.tsx';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { CommandButton } from '../../controls/command-button.tsx';
import { Icon } from '../../controls/icon.tsx';
import { errorWords } from '../../words/error-words.ts';
import {
  filterOf,
  type Sentence,
  type TimelineFilter,
  timelineSentence,
} from '../../words/timeline-sentence.ts';
import { DueTime } from './due-time.tsx';
import { TimelineOutline } from './timeline-outline.tsx';
import { useHeldTimeline } from './use-held-timeline.ts';
import { useTimelineRows } from './use-timeline-rows.tsx';

const icons: Record<TimelineEvent['kind'], IconNode> = {
  created: Sparkles,
  edited: Pencil,
  stage: ArrowRight,
  tags: Tag,
  note: StickyNote,
  owner: CircleUser,
  merged: Merge,
  message: MessageSquare,
  todo: Bell,
  other: Pencil,
};

const filters: readonly Exclude<TimelineFilter, 'all'>[] = [
  'notes',
  'changes',
  'messages',
  'customer',
  'others',
];
/** Parts of which no event tells that it belongs to them: they are asked for, and shown whole. */
const isAsked = (filter: TimelineFilter) => filter === 'customer' || filter === 'others';

/** A shorter timeline is looked through quicker than it is searched. */
const fewEvents = 8;

/** What happened with this customer, newest first, as sentences under the headings of their days. Fetched after the first paint. */
export function Timeline(props: {
  page: FirstPage | null;
  /** With what was read of one part. */
  parts: Partial<Record<TimelinePart, TimelinePage>>;
  /** Parts that can be asked for alone. */
  partsOffered: readonly TimelinePart[];
  catalogue: Catalogue | null;
  /** Who works here, as the timeline names them. */
  agent: Capabilities['agent'];
  now: number;
  onMore: PanelEvents['moreTimeline'];
}) {
  const { catalogue, agent, now, parts } = props;
  const [error, setError] = useState<AppErrorData | null>(null);
  const onMore = (wish?: TimelinePart) => {
    setError(null);
    props.onMore(wish).catch((thrown) => setError(toErrorData(thrown)));
  };
  const [inside, setInside] = useState(false);
  const [wanted, setFilter] = useState<TimelineFilter>('all');
  const offered = (filter: TimelineFilter) => props.partsOffered.find((one) => one === filter);
  const part = offered(wanted);
  const page = useHeldTimeline((part && parts[part]) ?? props.page, inside);
  const [searched, setSearched] = useState('');
  const sentenceOf = (event: TimelineEvent) => timelineSentence(event, catalogue, agent);
  const row = useTimelineRows(
    (event, day) => (
      <TimelineRow key={event.id} event={event} day={day} sentence={sentenceOf(event)} now={now} />
    ),
    catalogue,
    now,
  );
  if (props.page?.leftOut !== undefined) {
    return (
      <>
        <p class="quiet">{t('timeline.leftOut')}</p>
        {error && <ReadFailed error={error} />}
        <button type="button" class="button timeline-more" onClick={() => onMore()}>
          {t('timeline.show')}
        </button>
      </>
    );
  }
  if (page === null) {
    return <TimelineOutline />;
  }
  if (page.events.length === 0) return <p class="quiet">{t('timeline.empty')}</p>;

  // What can be asked for alone may be further down than anybody has looked.
  const goesOn = props.page?.next !== null;
  const kinds = filters.filter(
    (filter) =>
      ((goesOn || isAsked(filter)) && offered(filter)) ||
      page.events.some((event) => filterOf(event.kind) === filter),
  );
  const filter = wanted !== 'all' && kinds.includes(wanted) ? wanted : 'all';
  const fits = textMatcher(searched);
  const isShown = (event: TimelineEvent) =>
    (filter === 'all' || isAsked(filter) || filterOf(event.kind) === filter) &&
    (searched === '' || fits(wordsOf(event, sentenceOf(event))));
  return (
    <>
      {kinds.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame that cannot be laid out in a row
        <div class="filters" role="group" aria-label={t('timeline.filter')}>
          {(['all', ...kinds] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="filter"
              aria-pressed={one === filter}
              onClick={() => {
                setFilter(one);
                const asked = offered(one);
                if ((goesOn || isAsked(one)) && asked && !parts[asked]) onMore(asked);
              }}
            >
              {t(`timeline.${one}`)}
            </button>
          ))}
        </div>
      )}
      {page.events.length > fewEvents && (
        <input
          type="search"
          class="input timeline-find"
          dir="auto"
          aria-label={t('timeline.find')}
          placeholder={t('timeline.find')}
          value={searched}
          onInput={(event) => setSearched(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || searched === '') return;
            event.preventDefault();
            setSearched('');
          }}
        />
      )}
      <TimelineList
        now={now}
        page={page}
        isShown={isShown}
        error={error}
        onMore={() => (part && parts[part] ? onMore(part) : onMore())}
        onInside={setInside}
        row={row}
      />
    </>
  );
}

/** Everything that is written of an event. */
const wordsOf = (event: TimelineEvent, { text, quote }: Sentence): string =>
  [text, quote, event.actor, ...event.changes.flatMap(({ from, to }) => [from, to])].join('\n');

/** The rows, and the button for earlier ones. When those come they are announced, and the focus is not lost with it. */
function TimelineList(props: {
  page: TimelinePage;
  isShown: (event: TimelineEvent) => boolean;
  /** Why the last further page did not come. */
  error: AppErrorData | null;
  onMore: () => void;
  onInside: (inside: boolean) => void;
  row: (event: TimelineEvent, day: string | null) => VNode;
  now: number;
}) {
  const { page, isShown, error, onMore, onInside, now } = props;
  const announce = useAnnounce();
  const list = useRef<HTMLOListElement>(null);
  /** The last event there was when earlier ones were asked for. */
  const asked = useRef<string | null>(null);
  const last = page.events.at(-1)?.id ?? null;

  useLayoutEffect(() => {
    if (asked.current === null || asked.current === last) return;
    const known = page.events.findIndex(({ id }) => id === asked.current) + 1;
    asked.current = null;
    announce(t('timeline.added', { count: page.events.length - known }));
    if (document.activeElement !== document.body) return;
    const first = list.current?.children[page.events.slice(0, known).filter(isShown).length];
    if (first instanceof HTMLElement) first.focus();
  }, [last]);

  const shown = page.events.filter(isShown);
  // What has no time of its own belongs to the day above it.
  let day: string | null = null;
  const rows = shown.map((event) => {
    const its = event.undated ? day : formatDay(event.at, now);
    const heading = its === day ? null : its;
    day = its;
    return props.row(event, heading);
  });
  return (
    <>
      {shown.length === 0 && (
        <p class="quiet" role="status">
          {t('timeline.nothingFound')}
        </p>
      )}
      <ol
        ref={list}
        class="timeline"
        aria-label={t('timeline.title')}
        onPointerEnter={() => onInside(true)}
        onPointerLeave={() => onInside(false)}
      >
        {rows}
      </ol>
      {error && <ReadFailed error={error} />}
      {page.next !== null && (
        <CommandButton
          command="more-timeline"
          class="button timeline-more"
          onClick={() => {
            asked.current = last;
            onMore();
          }}
        >
          {t('timeline.more')}
        </CommandButton>
      )}
    </>
  );
}

function ReadFailed({ error }: { error: AppErrorData }) {
  const { text, small } = errorWords(error, 'read');
  return (
    <p class="quiet" role="alert">
      {text} {small && <small>{small}</small>}
    </p>
  );
}

function TimelineRow(props: {
  event: TimelineEvent;
  /** It is the first of this day. */
  day: string | null;
  sentence: Sentence;
  now: number;
}) {
  const { event, day, now } = props;
  const { text, quote } = props.sentence;
  return (
    <li class="event" data-kind={event.kind} tabIndex={-1}>
      {day !== null && (
        <h3 class="event-day">
          <bdi>{day}</bdi>
        </h3>
      )}
      <span class="event-icon">
        <Icon node={icons[event.kind]} size={14} />
      </span>
      <div class="event-body">
        <p class="event-text">
          <ClampedText text={text} long={240} direction="inherit" />
        </p>
        {quote && (
          <p class="event-quote">
            <ClampedText text={quote} long={280} />
          </p>
        )}
        {event.kind === 'todo' && <DueTime todo={event} now={now} />}
        {!event.undated && (
          <time class="event-time" dateTime={event.at} title={formatDateTime(event.at)}>
            <bdi>{formatTime(event.at)}</bdi>
          </time>
        )}
      </div>
    </li>
  );
}
