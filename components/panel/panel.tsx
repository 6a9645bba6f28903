/**
 * The side panel, whole. Data in, events out: nothing below this file knows the browser's extension interfaces, the
 * network or any storage.
 */
import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import type { Capabilities } from '../../lib/crm/port.ts';
import { t } from '../../lib/i18n/index.ts';
import { isAside, type PanelEvents, type PanelView } from '../../lib/panel/view.ts';
import { Announcer } from '../controls/announcer.tsx';
import { CommandButton } from '../controls/command-button.tsx';
import { CommandsContext, createCommands, useCommands } from '../controls/commands.ts';
import { DrawingGuard } from '../controls/drawing-guard.tsx';
import { useInputMethod } from '../controls/use-input-method.ts';
import { lazyPart } from '../controls/use-lazy.ts';
import { connectionName } from '../words/connection-name.ts';
import { CustomerCard } from './card/customer-card.tsx';
import { ConnectionSwitch } from './header/connection-switch.tsx';
import { IdentityHeader } from './header/identity-header.tsx';
import { OwnerLine } from './header/owner-line.tsx';
import { usePanelKeys } from './keys/panel-keys.ts';
import { useLeaveBox } from './keys/use-leave-box.ts';
import { Banner } from './notices/banner.tsx';
import { FaultPanel, Part } from './notices/fault.tsx';
import type { DialogName } from './panel-dialogs.tsx';
import { SaveState } from './save/save-state.tsx';
import { Skeleton } from './skeleton.tsx';
import { useHeldPlace } from './use-held-place.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useLater } from './use-later.ts';

const useDialogs = lazyPart(() => import('./panel-dialogs.tsx'));

export interface PanelProps {
  view: PanelView;
  events: PanelEvents;
}

/** The panel, or in its place why it could not be drawn: until something else is to be shown, or the agent goes on. */
export function Panel(props: PanelProps) {
  return (
    <DrawingGuard
      part="panel"
      shows={whom(props.view)}
      fallback={(fault) => (
        <FaultPanel fault={fault}>
          <Foot {...props} />
        </FaultPanel>
      )}
    >
      <DrawnPanel {...props} />
    </DrawingGuard>
  );
}

const whom = ({ state, card, chat }: PanelView) =>
  JSON.stringify([state, card?.customer.connectionId, card?.customer.id, chat?.key, chat?.displayName]);

/** Who is drawn, of however many readings of the card: the next one begins at the top. */
const whose = ({ customer, chat }: PanelView) =>
  customer ? `${customer.connectionId} ${customer.id}` : `${chat?.key} ${chat?.displayName}`;

/** The customer is being deleted, or just was: what waits to be undone stands with the save state. */
const isLeaving = ({ writes, customer }: PanelView) =>
  writes.some(
    ({ change, state }) =>
      state !== 'failed' &&
      (change.kind === 'delete' ||
        (change.kind === 'merge' && (state !== 'done' || change.customerId === customer?.id))),
  );

const isOff = (view: PanelView) => isLeaving(view) || isAside(view);

/** Whether it is about somebody, whose name then stands above all the rest. */
function isNamed(view: PanelView): boolean {
  switch (view.state) {
    case 'loading':
    case 'ready':
    case 'confirm':
    case 'choose':
    case 'not-found':
    case 'hidden-number':
    case 'name-only':
      return true;
    case 'aside':
      return !view.error || view.customer !== null;
    case 'error':
      return view.chat !== null;
    default:
      return isOff(view);
  }
}

/** The `main` landmark, what it carries for tests and assistive technology, and the state inside. */
function DrawnPanel({ view, events }: PanelProps) {
  const main = useRef<HTMLElement>(null);
  /** One opening: the same box may be opened again before the browser tells that it was closed. */
  const [dialog, setDialog] = useState<{ name: DialogName } | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const later = useLater();
  const isBeside = view.state === 'aside';
  useInputMethod();
  useKeptFocus(main);
  useHeldPlace(body, whose(view));
  const open = (name: DialogName) => {
    // So that the browser has a place to give the focus back to.
    if (document.activeElement === document.body) main.current?.focus();
    setDialog({ name });
  };
  const shortcuts = view.setup?.preferences.shortcuts ?? true;
  const [commands] = useState(createCommands);
  usePanelKeys(commands, shortcuts);
  useLeaveBox(main);
  const masked = view.setup?.preferences.maskPhones ?? false;
  const digits = masked ? undefined : view.chat?.phone?.replace(/\D/g, '');
  return (
    <Announcer about={whose(view)}>
      <CommandsContext.Provider value={commands}>
        <PanelCommands view={view} events={events} onOpen={open} />
        <main
          ref={main}
          class="panel"
          tabIndex={-1}
          aria-label={t('panel.customer')}
          data-state={view.state}
          data-reason={view.inactive ?? undefined}
          data-phone={digits}
          {...{ [isBeside ? 'data-aside' : 'data-customer']: view.customer?.id }}
          data-fresh={view.customer ? view.fresh : undefined}
          data-offline={view.offline ? 'true' : undefined}
        >
          {isBeside && later && <later.AsideBar view={view} onBack={events.leaveAside} />}
          <WithCommands when={!isOff(view)}>
            {isNamed(view) && (
              <fieldset class="person-frame" disabled={isOff(view)}>
                <IdentityHeader view={view} events={events} />
              </fieldset>
            )}
            {/* Where nothing in it can take the focus, it must be scrolled by keyboard all the same. */}
            <div ref={body} class="panel-body" tabIndex={isOff(view) ? 0 : undefined}>
              <fieldset class="person-frame" disabled={isOff(view)}>
                <PanelContent view={view} events={events} onOpen={open} />
              </fieldset>
            </div>
          </WithCommands>
          <Foot view={view} events={events} onOpen={open} />
        </main>
      </CommandsContext.Provider>
      {dialog && (
        <Part name="dialog" shows={dialog.name}>
          <OpenDialog
            key={dialog}
            open={dialog.name}
            commands={commands}
            view={view}
            events={events}
            onClose={() => setDialog((now) => (now === dialog ? null : now))}
          />
        </Part>
      )}
    </Announcer>
  );
}

/** What can be done whatever is drawn. */
function PanelCommands({ view, events, onOpen }: PanelProps & { onOpen: (dialog: DialogName) => void }) {
  const all = view.setup?.connections ?? [];
  const others = all.filter(({ id }) => id !== view.setup?.active?.id);
  useCommands([
    ...(view.chat ? [{ kind: 'refresh' as const, run: () => events.refresh() }] : []),
    ...others.map((one) => ({
      kind: 'connection' as const,
      of: one.id,
      name: connectionName(one, all),
      run: () => events.selectConnection(one.id),
    })),
    { kind: 'settings', run: () => events.openOptions() },
    { kind: 'changes', run: () => onOpen('tray') },
    { kind: 'help', run: () => onOpen('help') },
    // Reached by its key, and in a palette that is open already it would lead nowhere.
    { kind: 'palette', run: () => onOpen('palette') },
  ]);
  return null;
}

/** How fresh the card is and what became of the writes: also where the rest could not be drawn. */
function Foot({ view, events, onOpen }: PanelProps & { onOpen?: (dialog: DialogName) => void }) {
  const later = useLater();
  const { writes, stranded, questions } = view;
  return (
    <Part name="save" shows={`${writes.length} ${stranded.length} ${questions.length} ${whom(view)}`}>
      <Banner view={view} events={events} />
      {later && <later.FootNotices view={view} events={events} />}
      {later && onOpen && <later.FootLines view={view} onOpen={onOpen} />}
      <SaveState view={view} events={events} />
    </Part>
  );
}

function OpenDialog(props: Parameters<NonNullable<ReturnType<typeof useDialogs>>['PanelDialogs']>[0]) {
  const dialogs = useDialogs();
  return dialogs && <dialogs.PanelDialogs {...props} />;
}

function PanelContent({ view, events, onOpen }: PanelProps & { onOpen: (dialog: DialogName) => void }) {
  const { state, customer, setup } = view;
  const later = useLater();
  const capabilities = setup?.active?.capabilities;
  switch (state) {
    case 'loading':
      return <LoadingCard view={view} events={events} />;
    case 'confirm':
    case 'choose':
    case 'not-found':
    case 'hidden-number':
    case 'name-only':
      return (
        <>
          <BelowName view={view} events={events} />
          {later && (
            <later.FindCustomer state={state} view={view} events={events} onMerge={() => onOpen('merge')} />
          )}
        </>
      );
    case 'ready':
    case 'not-whatsapp':
    case 'inactive':
    case 'aside': {
      if (!customer || !capabilities) break;
      if (isLeaving(view)) return later && <later.LeavingNotice writes={view.writes} />;
      return (
        <>
          <BelowName view={view} events={events} />
          <CustomerCard
            view={view}
            customer={customer}
            capabilities={capabilities}
            events={events}
            foot={<FootCommands change={capabilities.change} onOpen={onOpen} />}
          />
        </>
      );
    }
  }
  if (state === 'aside' && view.error) return null;
  if (state === 'ready' || state === 'aside') return <LoadingCard view={view} events={events} />;
  const notice = later && <later.StateNotice state={state} view={view} events={events} />;
  return isNamed(view) ? (
    <>
      <BelowName view={view} events={events} />
      {notice}
    </>
  ) : (
    <>
      {notice}
      <ConnectionSwitch setup={setup} onSelect={events.selectConnection} />
    </>
  );
}

/** What is switched off can't be reached by a key or a command either. */
function WithCommands({ when, children }: { when: boolean; children: ComponentChildren }) {
  const commands = useContext(CommandsContext);
  return <CommandsContext.Provider value={when ? commands : null}>{children}</CommandsContext.Provider>;
}

/** What belongs to the name, yet may be scrolled away. */
function BelowName({ view, events }: PanelProps) {
  const later = useLater();
  return (
    <div class="below-name">
      {later && <later.AddNumber view={view} events={events} />}
      <OwnerLine view={view} events={events} />
      <ConnectionSwitch setup={view.setup} onSelect={events.selectConnection} />
    </div>
  );
}

function LoadingCard({ view, events }: PanelProps) {
  return (
    <>
      <BelowName view={view} events={events} />
      <Skeleton view={view} />
    </>
  );
}

function FootCommands(props: { change: Capabilities['change']; onOpen: (dialog: DialogName) => void }) {
  const { onOpen } = props;
  // So that the focus comes back to it, also where a command pressed it.
  const ask = (name: DialogName) => (event: TargetedMouseEvent<HTMLButtonElement>) => {
    event.currentTarget.focus();
    onOpen(name);
  };
  return (
    <>
      <CommandButton command="forget" class="link-button" onClick={ask('forget')}>
        {t('forget.action')}
      </CommandButton>
      {props.change.delete.able && (
        <CommandButton command="delete" class="link-button" onClick={ask('delete')}>
          {t('delete.action')}
        </CommandButton>
      )}
      {props.change.merge.able && (
        <CommandButton command="merge" class="link-button" onClick={ask('merge')}>
          {t('merge.action')}
        </CommandButton>
      )}
      <CommandButton command="arrange" class="link-button" onClick={() => onOpen('arrange')}>
        {t('arrange.title')}
      </CommandButton>
      <button type="button" class="link-button" onClick={() => onOpen('palette')}>
        {t('palette.title')}
      </button>
    </>
  );
}
