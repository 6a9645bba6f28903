import { Bell, BellRing } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Catalogue, Customer } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import type { NoteDraft } from '../../../lib/drafts/draft.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { unfolded, useCommands } from '../../controls/commands.ts';
import { Icon } from '../../controls/icon.tsx';
import type { Refusal } from '../save/refusals.tsx';
import { useLater } from '../use-later.ts';
import { reminderTime } from './reminder-time.ts';

const empty: NoteDraft = { text: '', stageId: '', remindAt: '' };

const same = (one: NoteDraft, other: NoteDraft): boolean =>
  one.text === other.text && one.stageId === other.stageId && one.remindAt === other.remindAt;

/**
 * A note, with a stage and a reminder in one action where the back end has them. The draft is kept per customer. A
 * reminder that was asked for and has no time yet keeps all of it unsaved.
 */
export function NoteBox(props: {
  customer: Customer;
  catalogue: Catalogue | null;
  capabilities: Capabilities;
  draft: NoteDraft;
  refused: Refusal | undefined;
  now: number;
  onDraft: PanelEvents['draftNote'];
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, draft, onDraft, onSubmit } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const reminder = useRef<HTMLInputElement>(null);
  const later = useLater();
  const [note, setNote] = useState(draft);
  const [seen, setSeen] = useState(draft);
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState(false);
  const { needsReminder } = capabilities.note;
  const reminding = asked || note.remindAt !== '' || (needsReminder === true && note.text.trim() !== '');

  // A draft that arrives from outside is taken, unless the agent is typing over it.
  if (!same(draft, seen)) {
    setSeen(draft);
    if (note.text === '' || same(note, seen) || document.activeElement !== box.current) setNote(draft);
  }

  useCommands([{ kind: 'note', run: () => unfolded(box.current)?.focus() }]);

  /** There is something to save, be it a reminder alone. */
  const isSaid = note.text.trim() !== '' || (reminding && capabilities.note.reminderAlone === true);

  const write = (more: Partial<NoteDraft>) => {
    setNote({ ...note, ...more });
    onDraft({ ...note, ...more });
  };

  const save = () => {
    if (!isSaid) return;
    const due = reminderTime(note.remindAt);
    if (reminding && (!due || reminder.current?.validity.badInput)) {
      setRefused(true);
      reminder.current?.focus();
      return;
    }
    // The draft goes with the change, by whose id it is known.
    onSubmit({
      kind: 'note',
      customerId: customer.id,
      text: note.text.trim(),
      ...(note.stageId !== '' && { stageId: note.stageId }),
      ...(due && { remindAt: due }),
    });
    setNote(empty);
    // The box of the reminder goes, and must not take the focus along.
    if (reminder.current?.parentElement?.contains(document.activeElement)) box.current?.focus();
    setAsked(false);
    setRefused(false);
  };

  return (
    <form
      class="note"
      noValidate
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
        aria-describedby={props.refused?.id}
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
        {capabilities.note.reminder && !needsReminder && (
          <button
            type="button"
            class="icon-button note-bell"
            aria-label={t('note.remind')}
            title={t('note.remind')}
            aria-expanded={reminding}
            onClick={() => {
              setAsked(!reminding);
              setRefused(false);
              if (note.remindAt !== '') write({ remindAt: '' });
            }}
          >
            <Icon node={reminding ? BellRing : Bell} />
          </button>
        )}
        {reminding && later && (
          <later.ReminderBox
            value={note.remindAt}
            required={needsReminder === true}
            refused={refused}
            asked={asked}
            now={props.now}
            box={reminder}
            onChoose={(remindAt) => {
              setRefused(false);
              write({ remindAt });
            }}
          />
        )}
        <button type="submit" class="button button-primary note-save" aria-disabled={!isSaid}>
          {t('note.save')}
        </button>
      </div>
      {props.refused?.line}
    </form>
  );
}
