import { AppWindow } from 'lucide';
import { standardFields } from '../../../lib/crm/model.ts';
import type { Draft, DraftContent } from '../../../lib/drafts/draft.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { Icon } from '../../controls/icon.tsx';

/** What was typed in another window where something else stands here: both are kept until the agent says which. */
export function OtherDrafts({ view, events }: { view: PanelView; events: PanelEvents }) {
  return view.otherDrafts.map((draft) => (
    <OtherDraft key={draft.id} draft={draft} view={view} events={events} />
  ));
}

function OtherDraft({ draft, view, events }: { draft: Draft; view: PanelView; events: PanelEvents }) {
  const place = placeName(draft.content, view);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame that cannot be laid out in a row
    <div class="save" role="group" aria-label={t('write.otherDraft', { place })}>
      <div class="save-line save-question" data-tone="waiting">
        <div class="save-words">
          <Icon node={AppWindow} size={14} />
          <div>
            <p>{t('write.otherDraft', { place })}</p>
            <p class="save-yours">
              <ClampedText text={textOf(draft.content)} />
            </p>
          </div>
        </div>
        <div class="save-actions">
          <button type="button" class="button" onClick={() => events.useDraft(draft.id)}>
            {t('write.useDraft')}
          </button>
          <button type="button" class="button" onClick={() => events.discardDraft(draft.id)}>
            {t('save.discard')}
          </button>
        </div>
      </div>
    </div>
  );
}

function placeName(content: DraftContent, { catalogue }: PanelView): string {
  switch (content.kind) {
    case 'note':
      return t('note.label');
    case 'create':
      return t('find.create');
    case 'reason':
      return t('outcome.reason');
    case 'field': {
      const { key } = content;
      const standard = standardFields.find((one) => one === key);
      return standard
        ? t(`field.${standard}`)
        : (catalogue?.fields.find((one) => one.key === key)?.name ?? key);
    }
  }
}

function textOf(content: DraftContent): string {
  switch (content.kind) {
    case 'note':
      return content.text || content.remindAt;
    case 'create':
      return content.name;
    case 'reason':
      return content.text;
    case 'field':
      return [content.value ?? '–'].flat().join(', ');
  }
}
