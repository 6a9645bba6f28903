import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Whose } from '../../../lib/drafts/draft.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { maskPhone } from '../../../lib/phone/shown-number.ts';
import type { ReminderView, WriteView } from '../../../lib/session/shapes.ts';
import { maskedName } from '../../../lib/text/masked-name.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { useAnnounce } from '../../controls/announcer.tsx';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { CopyButton } from '../../controls/copy-button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { connectionName } from '../../words/connection-name.ts';
import { DueTime } from '../follow-up/due-time.tsx';
import { dueElsewhere, isShown, settledElsewhere } from './due-elsewhere.ts';
import { type SaveAction, saveLines } from './save-lines.ts';
import { SaveWords } from './save-state.tsx';
import './tray.css';
import { trayItems } from './tray-items.ts';
import { troubledLine } from './troubled-line.ts';

interface TrayPerson {
  name: string | null;
  /** `+` and digits. */
  phone: string | null;
  whose: Whose;
}

/** Shows somebody's card, only to look at. */
type Look = (whose: Whose) => void;

type TrayAction = Exclude<SaveAction, 'edit'> | 'now';

/** The agent's changes that are not saved, of every customer, with what can be done about each, and reminders that are due. */
export function Tray(props: { view: PanelView; events: PanelEvents; onClose: () => void }) {
  const { view, events } = props;
  const items = trayItems(view);
  const body = useRef<HTMLDivElement>(null);
  const due = dueElsewhere(view);
  const settled = settledElsewhere(view).filter((write) => !items.includes(write));
  const going = view.everywhere.filter(({ state }) => state !== 'done').length;
  const shown = [...due.map(({ todoId }) => todoId), ...settled.map(({ id, state }) => `${id} ${state}`)]
    .concat(items.map(({ id }) => id))
    .join();
  const look: Look = (whose) => {
    props.onClose();
    events.lookAt(whose);
  };
  const isSaved = settled.some(({ state }) => state === 'done');
  const announce = useAnnounce();
  useEffect(() => {
    if (isSaved) announce(t('save.saved'));
  }, [isSaved]);
  // The button that was pressed goes with what it settled.
  useLayoutEffect(() => {
    const dialog = body.current?.closest('dialog');
    if (dialog?.open && !dialog.contains(document.activeElement)) body.current?.focus();
  }, [shown]);
  return (
    <Dialog title={t('tray.title')} onClose={props.onClose}>
      <div ref={body} class="tray" tabIndex={-1}>
        {items.length + due.length + settled.length === 0 ? (
          <p class="quiet">{going > 0 ? t('tray.saving', { count: going }) : t('tray.empty')}</p>
        ) : (
          <ul>
            {due.map((reminder) => (
              <DueItem
                key={`${reminder.accountId} ${reminder.todoId}`}
                reminder={reminder}
                view={view}
                events={events}
                onLook={look}
              />
            ))}
            {settled.map((write) => (
              <TrayItem key={write.id} write={write} view={view} events={events} onLook={look} />
            ))}
            {items.map((write) => (
              <TrayItem key={write.id} write={write} view={view} events={events} onLook={look} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function DueItem(props: { reminder: ReminderView; view: PanelView; events: PanelEvents; onLook: Look }) {
  const { reminder, view, events, onLook } = props;
  const { accountId, customerId, name, phone, summary, dueAt, canSettle } = reminder;
  const person = { name, phone, whose: { accountId, customerId } };
  return (
    <li class="tray-item">
      <Person person={person} view={view} />
      {summary !== null && <ClampedText text={summary} />}
      <DueTime todo={{ dueAt: new Date(dueAt).toISOString() }} now={view.now} />
      <div class="save-actions tray-due-actions">
        {canSettle && (
          <button
            type="button"
            class="button"
            aria-label={t('reminders.markDone', { text: summary ?? t('reminders.unnamed') })}
            onClick={() => events.settleReminder(reminder)}
          >
            {t('reminders.done')}
          </button>
        )}
        <ShowButton person={person} view={view} onLook={onLook} />
      </div>
    </li>
  );
}

function TrayItem(props: { write: WriteView; view: PanelView; events: PanelEvents; onLook: Look }) {
  const { write, view, events, onLook } = props;
  // Tags and fields go by the names of its own company, and it is spoken of alone.
  const isHere = write.accountId === view.setup?.active?.accountId;
  const seen = { ...view, writes: [write], catalogue: isHere ? view.catalogue : null };
  const line = saveLines(seen, troubledLine).newest;
  if (!line) return null;
  const { change } = write;
  const todo =
    change.kind === 'todo' ? view.reminders.find(({ todoId }) => todoId === change.todoId) : undefined;
  const triesAgain = write.state === 'waiting' && write.error !== null;
  // Its box may be another customer's by now: the text can be copied from here.
  const given = line.actions.map((action): TrayAction => (action === 'edit' ? 'discard' : action));
  const person = {
    name: write.person?.name ?? null,
    phone: write.person?.phone ?? /^phone:(\+\d+)$/.exec(write.customerId)?.[1] ?? null,
    whose: { accountId: write.accountId, customerId: write.customerId },
  };
  const actions: TrayAction[] = [...(triesAgain ? (['now'] as const) : []), ...new Set(given)];
  return (
    <li class="tray-item" data-tone={line.tone}>
      <Person person={person} view={view} />
      {todo?.summary && <ClampedText text={todo.summary} />}
      <SaveWords line={line} />
      <div class="save-actions">
        {actions.map((action) => (
          <button key={action} type="button" class="button" onClick={() => acts[action](events, write.id)}>
            {action === 'now' ? t('tray.now') : t(`save.${action}`)}
          </button>
        ))}
        <ShowButton person={person} view={view} onLook={onLook} />
      </div>
    </li>
  );
}

const acts: Record<TrayAction, (events: PanelEvents, id: string) => void> = {
  undo: (events, id) => events.undo(id),
  redo: (events, id) => events.undo(id),
  now: (events, id) => events.retry(id),
  retry: (events, id) => events.retry(id),
  again: (events, id) => events.retry(id),
  mine: (events, id) => events.retry(id),
  theirs: (events, id) => events.closeWrite(id, 'dropped'),
  discard: (events, id) => events.closeWrite(id, 'dropped'),
  there: (events, id) => events.closeWrite(id, 'there'),
};

/** Whom it is for, as the agent knew them, and by which CRM where there are several. */
function Person({ person, view }: { person: TrayPerson; view: PanelView }) {
  const { phone, whose } = person;
  const { name, number, masked } = calledIn(person, view);
  const all = view.setup?.connections ?? [];
  const connection = all.length > 1 && all.find((one) => one.accountId === whose.accountId);
  return (
    <div class="tray-whose">
      <p class="tray-name">
        <bdi>{name ?? number ?? t('tray.somebody')}</bdi>
      </p>
      {name !== null && <CopyButton text={name} name={t('tray.copyName', { name })} />}
      {name !== null && number && (
        <p class="tray-number">
          <bdi dir="ltr">{number}</bdi>
        </p>
      )}
      {phone && !masked && <CopyButton text={phone} name={t('tray.copyNumber', { number: phone })} />}
      {connection && <p class="tray-crm">{connectionName(connection, all)}</p>}
    </div>
  );
}

function calledIn({ name, phone }: TrayPerson, { setup }: PanelView) {
  const masked = setup?.preferences.maskPhones ?? false;
  const called = shownName(name);
  const number = phone && (masked ? maskPhone(phone) : phone);
  return { name: called && maskedName(called, masked), number, masked };
}

/** Their card; somebody who is yet to be created has none, and whoever is on the screen needs none. */
function ShowButton({ person, view, onLook }: { person: TrayPerson; view: PanelView; onLook: Look }) {
  const { whose } = person;
  const isKnown = view.setup?.connections.some(({ accountId }) => accountId === whose.accountId);
  if (!isKnown || /^(phone|chat|open):/.test(whose.customerId) || isShown(whose, view)) return null;
  const { name, number } = calledIn(person, view);
  return (
    <button
      type="button"
      class="button"
      aria-label={t('tray.showWhom', { name: name ?? number ?? t('tray.somebody') })}
      onClick={() => onLook(whose)}
    >
      {t('tray.show')}
    </button>
  );
}
