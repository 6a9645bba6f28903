import { Bell, BellRing } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Catalogue, Customer } from '../lib/crm/model.ts';
import type { Capabilities } from '../lib/crm/port.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents } from '../lib/panel/view.ts';
import { focusWhenShown } from './focus-when-shown.ts';
import { Icon } from './icon.tsx';

/** Browsers let years be typed that no date has. */
const lastReminder = '9999-12-31T23:59';

/** What was chosen, in UTC; null: nothing. Undefined: no time that can be kept. */
function reminderTime(chosen: string): string | null | undefined {
  if (chosen === '') return null;
  const at = new Date(chosen);
  return Number.isNaN(at.getTime()) || at.getFullYear() > 9999 ? undefined : at.toISOString();
}

/** A note, with a stage and a reminder in one action where the back end has them. The draft is kept per customer. */
export function NoteBox(props: {
  customer: Customer;
  catalogue: Catalogue | null;
  capabilities: Capabilities;
  draft: string;
  onDraft: PanelEvents['draftNote'];
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, draft, onDraft, onSubmit } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const reminder = useRef<HTMLInputElement | null>(null);
  const [text, setText] = useState(draft);
  const [seen, setSeen] = useState(draft);
  const [stageId, setStageId] = useState('');
  const [reminding, setReminding] = useState(false);
  const [remindAt, setRemindAt] = useState('');

  // A draft that arrives from outside is taken, unless the agent is typing over it.
  if (draft !== seen) {
    setSeen(draft);
    if (text === '' || document.activeElement !== box.current) setText(draft);
  }

  const write = (value: string) => {
    setText(value);
    onDraft(value);
  };

  const save = () => {
    const note = text.trim();
    if (note === '') return;
    const due = reminderTime(remindAt);
    if (due === undefined || reminder.current?.validity.badInput) {
      reminder.current?.focus();
      reminder.current?.reportValidity();
      return;
    }
    onSubmit({
      kind: 'note',
      customerId: customer.id,
      text: note,
      ...(stageId !== '' && { stageId }),
      ...(due !== null && { remindAt: due }),
    });
    write('');
    setStageId('');
    setRemindAt('');
    // The box of the reminder goes, and must not take the focus along.
    if (document.activeElement === reminder.current) box.current?.focus();
    setReminding(false);
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
        data-go="note"
        dir="auto"
        rows={2}
        aria-label={t('note.label')}
        placeholder={t('note.placeholder')}
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <div class="note-more">
        {capabilities.note.stage && catalogue && (
          <select
            class="note-stage"
            aria-label={t('note.stage')}
            value={stageId}
            onChange={(event) => setStageId(event.currentTarget.value)}
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
              setReminding(!reminding);
              setRemindAt('');
            }}
          >
            <Icon node={reminding ? BellRing : Bell} />
          </button>
        )}
        <button type="submit" class="button button-primary note-save" aria-disabled={text.trim() === ''}>
          {t('note.save')}
        </button>
      </div>
      {reminding && (
        <input
          class="input"
          type="datetime-local"
          aria-label={t('note.remindAt')}
          max={lastReminder}
          value={remindAt}
          ref={(element) => {
            if (!reminder.current) focusWhenShown(element);
            reminder.current = element;
          }}
          onInput={(event) => setRemindAt(event.currentTarget.value)}
        />
      )}
    </form>
  );
}
