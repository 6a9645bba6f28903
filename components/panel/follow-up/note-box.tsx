import { Bell, BellRing } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Catalogue, Customer } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import type { NoteDraft } from '../../../lib/drafts/draft.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { unfolded, useCommands } from '../../controls/commands.ts';
import { focusWhenShown } from '../../controls/focus-when-shown.ts';
import { Icon } from '../../controls/icon.tsx';
import { reminderTime } from './reminder-time.ts';

/** Browsers let years be typed that no date has. */
const lastReminder = '9999-12-31T23:59';

const empty: NoteDraft = { text: '', stageId: '', remindAt: '' };

const same = (one: NoteDraft, other: NoteDraft): boolean =>
  one.text === other.text && one.stageId === other.stageId && one.remindAt === other.remindAt;

/** A note, with a stage and a reminder in one action where the back end has them. The draft is kept per customer. */
export function NoteBox(props: {
  customer: Customer;
  catalogue: Catalogue | null;
  capabilities: Capabilities;
  draft: NoteDraft;
  onDraft: PanelEvents['draftNote'];
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, draft, onDraft, onSubmit } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const reminder = useRef<HTMLInputElement | null>(null);
  const [note, setNote] = useState(draft);
  const [seen, setSeen] = useState(draft);
  const [asked, setAsked] = useState(false);
  const reminding = asked || note.remindAt !== '';

  // A draft that arrives from outside is taken, unless the agent is typing over it.
  if (!same(draft, seen)) {
    setSeen(draft);
    if (note.text === '' || same(note, seen) || document.activeElement !== box.current) setNote(draft);
  }

  useCommands([{ kind: 'note', run: () => unfolded(box.current)?.focus() }]);

  const write = (more: Partial<NoteDraft>) => {
    setNote({ ...note, ...more });
    onDraft({ ...note, ...more });
  };

  const save = () => {
    const text = note.text.trim();
    if (text === '') return;
    const due = reminderTime(note.remindAt);
    if (due === undefined || reminder.current?.validity.badInput) {
      reminder.current?.focus();
      reminder.current?.reportValidity();
      return;
    }
    // The draft goes with the change, by whose id it is known.
    onSubmit({
      kind: 'note',
      customerId: customer.id,
      text,
      ...(note.stageId !== '' && { stageId: note.stageId }),
      ...(due !== null && { remindAt: due }),
    });
    setNote(empty);
    // The box of the reminder goes, and must not take the focus along.
    if (document.activeElement === reminder.current) box.current?.focus();
    setAsked(false);
  };

  return (
    <form
      class="note"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        }
      }}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={box}
        class="input note-text"
        dir="auto"
        rows={2}
        aria-label={t('note.label')}
        placeholder={t('note.placeholder')}
        value={note.text}
        onInput={(event) => write({ text: event.currentTarget.value })}
      />
      <div class="note-more">
        {capabilities.note.stage && catalogue && (
          <select
            class="note-stage"
            aria-label={t('note.stage')}
            value={note.stageId}
            onChange={(event) => write({ stageId: event.currentTarget.value })}
          >
            <option value="">{t('note.stageKeep')}</option>
            {catalogue.stages.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        {capabilities.note.reminder && (
          <button
            type="button"
            class="icon-button note-bell"
            aria-label={t('note.remind')}
            title={t('note.remind')}
            aria-expanded={reminding}
            onClick={() => {
              setAsked(!reminding);
              if (note.remindAt !== '') write({ remindAt: '' });
            }}
          >
            <Icon node={reminding ? BellRing : Bell} />
          </button>
        )}
        <button type="submit" class="button button-primary note-save" aria-disabled={note.text.trim() === ''}>
          {t('note.save')}
        </button>
      </div>
      {reminding && (
        <input
          class="input"
          type="datetime-local"
          aria-label={t('note.remindAt')}
          max={lastReminder}
          value={note.remindAt}
          ref={(element) => {
            // A draft that is shown again leaves the focus where it is.
            if (asked && !reminder.current) focusWhenShown(element);
            reminder.current = element;
          }}
          onInput={(event) => write({ remindAt: event.currentTarget.value })}
        />
      )}
    </form>
  );
}
