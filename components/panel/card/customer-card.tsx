import type { VNode } from 'preact';
import type { Customer } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { t } from '../../../lib/i18n/index.ts';
import { isAside, type PanelEvents, type PanelView } from '../../../lib/panel/view.ts';
import { Details } from '../details/details.tsx';
import { NoteBox } from '../follow-up/note-box.tsx';
import { isDue, openTodos } from '../follow-up/open-todos.ts';
import { Reminders } from '../follow-up/reminders.tsx';
import { TimelineOutline } from '../follow-up/timeline-outline.tsx';
import { type GuardedPart, Part } from '../notices/fault.tsx';
import { StageRow } from '../stage/stage-row.tsx';
import { TagRow } from '../tags/tag-row.tsx';
import { useLater } from '../use-later.ts';
import { CardFoot } from './card-foot.tsx';
import { Limits } from './limits.tsx';
import { type Fold, Section } from './section.tsx';
import { inOrder, type SectionId } from './section-order.ts';

/** The customer: stage, tags, follow-up, details, in the agent's order. What the back end cannot do is not there. */
export function CustomerCard(props: {
  view: PanelView;
  customer: Customer;
  capabilities: Capabilities;
  events: PanelEvents;
  foot: VNode;
}) {
  const { view, customer, capabilities, events } = props;
  const { catalogue, layout } = view;
  const { change } = capabilities;
  const later = useLater();
  const identity = `${customer.connectionId}:${customer.id}`;

  const fold = (id: SectionId): Fold => ({
    folded: layout.folded.includes(id),
    onFold: (folded) =>
      events.arrange({
        ...layout,
        folded: [...layout.folded.filter((one) => one !== id), ...(folded ? [id] : [])],
      }),
  });

  const section = (
    id: SectionId,
    title: string,
    inside: { due: boolean; unsaved: boolean },
    children: (VNode | null)[],
  ) => (
    <Section
      key={id}
      id={id}
      title={title}
      fold={fold(id)}
      marks={later && <later.SectionMarks {...inside} />}
    >
      {children}
    </Section>
  );

  /** Held by itself, and drawn anew once the card was read anew. */
  const held = (name: GuardedPart, part: VNode | null | false) => (
    <Part key={name} name={name} shows={`${identity} ${view.card?.readAt ?? 0}`}>
      {part}
    </Part>
  );

  const { noteDraft, card, now } = view;
  const refused = later?.refusals(view, events) ?? {};
  const isRefused = (place: string) => Object.keys(refused).some((one) => one.startsWith(place));
  const shown = new Set(sectionsShown(view, capabilities));
  const followUp = {
    due: openTodos(card?.timeline ?? null).some((todo) => isDue(todo, now)),
    unsaved:
      Object.values(noteDraft).some((typed) => typed !== '') || isRefused('note') || isRefused('todo:'),
  };
  const parts: Record<SectionId, () => VNode | null> = {
    stage: () =>
      held(
        'stage',
        catalogue && (
          <StageRow
            key="stage"
            fold={fold('stage')}
            customer={customer}
            catalogue={catalogue}
            capabilities={capabilities}
            refused={refused.stage}
            digits={view.setup?.preferences.shortcuts ?? true}
            reasonDraft={view.reasonDraft}
            onReason={events.draftReason}
            onSubmit={events.submit}
          />
        ),
      ),
    tags: () =>
      held(
        'tags',
        catalogue && (
          <TagRow
            key="tags"
            fold={fold('tags')}
            customer={customer}
            catalogue={catalogue}
            capabilities={capabilities}
            refused={refused.tags}
            disabled={isAside(view)}
            recent={view.recentTags}
            hasKey={view.setup?.preferences.shortcuts ?? true}
            onSubmit={events.submit}
          />
        ),
      ),
    'follow-up': () =>
      section('follow-up', t('followUp.title'), followUp, [
        held(
          'note',
          change.note.able && (
            <NoteBox
              key={identity}
              customer={customer}
              catalogue={catalogue}
              capabilities={capabilities}
              draft={noteDraft}
              refused={refused.note}
              now={now}
              onDraft={events.draftNote}
              onSubmit={events.submit}
            />
          ),
        ),
        held(
          'reminders',
          <Reminders
            key={`reminders ${identity}`}
            customer={customer}
            page={view.card?.timeline ?? null}
            now={view.now}
            able={change.todo.able}
            refused={refused}
            onSubmit={events.submit}
          />,
        ),
        held(
          'timeline',
          capabilities.read.includes('timeline') &&
            (later ? (
              <later.Timeline
                key={`timeline ${identity}`}
                page={view.card?.timeline ?? null}
                parts={view.timelineParts}
                partsOffered={capabilities.timelineParts ?? []}
                catalogue={catalogue}
                now={view.now}
                onMore={events.moreTimeline}
                agent={capabilities.agent}
              />
            ) : (
              <TimelineOutline key="outline" />
            )),
        ),
      ]),
    details: () =>
      section(
        'details',
        t('details.title'),
        { due: false, unsaved: Object.keys(view.fieldDrafts).length > 0 || isRefused('field:') },
        [
          held(
            'details',
            <Details
              key={identity}
              customer={customer}
              catalogue={catalogue}
              capabilities={capabilities}
              drafts={view.fieldDrafts}
              refused={refused}
              masked={view.setup?.preferences.maskPhones ?? false}
              onDraft={events.draftField}
              onReveal={events.revealPhone}
              onSubmit={events.submit}
            />,
          ),
          later ? (
            <later.SaveUsername key="username" customer={customer} view={view} events={events} />
          ) : null,
        ],
      ),
    orders: () =>
      section('orders', t('orders.title'), { due: false, unsaved: false }, [
        held('orders', later && <later.Orders key={identity} view={view} events={events} />),
      ]),
    embeds: () => held('embeds', later && <later.Embeds key="embeds" view={view} events={events} />),
  };

  return (
    <div class="card">
      {inOrder(layout).map((id) => (shown.has(id) ? parts[id]() : null))}
      <Limits view={view} capabilities={capabilities} />
      <CardFoot key={`foot ${identity}`} customer={customer} events={events}>
        {props.foot}
      </CardFoot>
    </div>
  );
}

/** The parts that this back end has something for, in the agent's order. */
export function sectionsShown(
  { catalogue, layout, setup, state }: Pick<PanelView, 'catalogue' | 'layout' | 'setup' | 'state'>,
  { read, change }: Capabilities,
): SectionId[] {
  const shows: Record<SectionId, boolean> = {
    stage: (catalogue?.stages.length ?? 0) > 0 && (read.includes('stage') || change.setStage.able),
    tags: catalogue !== null && (read.includes('tags') || change.setTags.able),
    'follow-up': change.note.able || read.includes('timeline'),
    details: true,
    // Shops are asked for whom a tab shows, and pages are told of them.
    orders: Boolean(setup?.orders) && state !== 'aside',
    embeds: Boolean(setup?.embeds) && state !== 'aside',
  };
  return inOrder(layout).filter((id) => shows[id]);
}
