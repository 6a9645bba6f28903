import type { Customer } from '../lib/crm/model.ts';
import type { Capabilities } from '../lib/crm/port.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../lib/panel/view.ts';
import { CardFoot } from './card-foot.tsx';
import { Details, type FieldDrafts } from './details.tsx';
import { Limits } from './limits.tsx';
import { NoteBox } from './note-box.tsx';
import { type Folds, Section } from './section.tsx';
import { StageRow } from './stage-row.tsx';
import { TagRow } from './tag-row.tsx';
import { Timeline } from './timeline.tsx';

/** What the panel remembers while it is open, beyond the customer that is shown. */
export interface PanelMemory {
  folds: Folds;
  recentTags: string[];
  /** What was typed and not saved, per customer. */
  drafts: (customer: Customer) => FieldDrafts;
}

/** The customer: stage, tags, follow-up, details. What the back end cannot do is not there. */
export function CustomerCard(props: {
  view: PanelView;
  customer: Customer;
  capabilities: Capabilities;
  memory: PanelMemory;
  events: PanelEvents;
}) {
  const { view, customer, capabilities, memory, events } = props;
  const { catalogue } = view;
  const { change, read } = capabilities;
  const readOnly = view.state === 'not-whatsapp';
  const hasStages = catalogue !== null && catalogue.stages.length > 0;
  const hasTags = catalogue !== null && (read.includes('tags') || change.setTags.able);
  const hasTimeline = read.includes('timeline');
  const identity = `${customer.connectionId}:${customer.id}`;
  return (
    <div class="card">
      {hasStages && (read.includes('stage') || change.setStage.able) && (
        <StageRow
          customer={customer}
          catalogue={catalogue}
          capabilities={capabilities}
          onSubmit={events.submit}
        />
      )}
      {hasTags && (
        <TagRow
          customer={customer}
          catalogue={catalogue}
          capabilities={capabilities}
          disabled={readOnly}
          recent={memory.recentTags}
          onSubmit={events.submit}
        />
      )}
      {(change.note.able || hasTimeline) && (
        <Section id="follow-up" title={t('followUp.title')} folds={memory.folds}>
          {change.note.able && (
            <NoteBox
              key={identity}
              customer={customer}
              catalogue={catalogue}
              capabilities={capabilities}
              draft={view.noteDraft}
              onDraft={events.draftNote}
              onSubmit={events.submit}
            />
          )}
          {hasTimeline && (
            <Timeline
              key={`timeline ${identity}`}
              page={view.card?.timeline ?? null}
              catalogue={catalogue}
              now={view.now}
              onMore={() => events.moreTimeline()}
            />
          )}
        </Section>
      )}
      <Section id="details" title={t('details.title')} folds={memory.folds}>
        <Details
          key={identity}
          customer={customer}
          catalogue={catalogue}
          capabilities={capabilities}
          drafts={memory.drafts(customer)}
          masked={view.setup?.preferences.maskPhones ?? false}
          onSubmit={events.submit}
        />
      </Section>
      <Limits view={view} capabilities={capabilities} />
      <CardFoot key={`foot ${identity}`} customer={customer} events={events} />
    </div>
  );
}
