import type { Capabilities, NewCustomer } from '../../../lib/crm/port.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { ChatView, PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { parseE164 } from '../../../lib/phone/e164.ts';
import { maskedName } from '../../../lib/text/masked-name.ts';
import { nameIn } from '../../../lib/text/name-in.ts';
import { ChooseMatch } from './choose-match.tsx';
import { ConfirmMatch } from './confirm-match.tsx';
import { ConfirmName } from './confirm-name.tsx';
import { CreateCustomer } from './create-customer.tsx';
import { CustomerSearch, type SearchBy, searchBy } from './customer-search.tsx';
import { Rejected } from './rejected.tsx';

export type FindState = 'confirm' | 'choose' | 'not-found' | 'hidden-number' | 'name-only';

/** A person is in the chat, but it is not settled who that is in the CRM: ask, create or search. */
export function FindCustomer(props: {
  state: FindState;
  view: PanelView;
  events: PanelEvents;
  onMerge: () => void;
}) {
  const { state, view, events } = props;
  const masked = view.setup?.preferences.maskPhones ?? false;
  const chat = view.chat;
  const by = searchBy(view.setup?.active?.capabilities);
  const byNumber = by === 'number';
  const asked = { masked, by, events };
  switch (state) {
    case 'confirm': {
      const candidate = view.candidates[0];
      if (!candidate) return null;
      return (
        <ConfirmMatch
          key={candidate.customerId}
          candidate={candidate}
          chatPhone={chat?.phone ?? chat?.hiddenPhone ?? null}
          masked={masked}
          events={events}
        />
      );
    }
    case 'choose':
      return (
        <ChooseMatch
          key={chat?.key}
          candidates={view.candidates}
          masked={masked}
          events={events}
          onMerge={view.setup?.active?.capabilities.change.merge.able ? props.onMerge : null}
        />
      );
    case 'not-found':
      return <NotFound view={view} masked={masked} events={events} />;
    case 'hidden-number': {
      if (chat?.suggestedPhone) {
        const otherwise = t(byNumber ? 'find.elseTextByNumber' : 'find.elseText');
        return <AskedByName chat={chat} {...asked} text={otherwise} />;
      }
      return (
        <section class="ask">
          <h2 class="ask-title">{t('find.hiddenTitle')}</h2>
          <p class="ask-text">
            {t(view.linkGone ? 'find.linkGone' : byNumber ? 'find.hiddenTextByNumber' : 'find.hiddenText')}
          </p>
          <Rejected people={view.rejected} masked={masked} onTakeBack={events.link} />
          <CustomerSearch
            key={chat?.key}
            masked={masked}
            by={by}
            initial={byNumber ? '' : searchedName(chat?.displayName ?? null)}
            onSearch={events.search}
            onChoose={events.link}
          />
          <HiddenNumberNew view={view} events={events} />
        </section>
      );
    }
    case 'name-only':
      return (
        <AskedByName
          chat={chat}
          {...asked}
          text={t(byNumber ? 'find.nameOnlyTextByNumber' : 'find.nameOnlyText')}
        />
      );
  }
}

/** Whom the title, or an older account, suggests; and the search, for whoever else it may be. */
function AskedByName(props: {
  chat: ChatView | null;
  masked: boolean;
  by: SearchBy;
  text: string;
  events: PanelEvents;
}) {
  const { chat, masked, by, text, events } = props;
  const isAsked = chat !== null && chat.suggestedPhone !== null;
  return (
    <>
      {isAsked && <ConfirmName chat={chat} masked={masked} events={events} />}
      <section class="ask">
        {isAsked ? (
          <h2 class="ask-subtitle">{t('find.byNameElse')}</h2>
        ) : (
          <h2 class="ask-title">{t('find.nameOnlyTitle')}</h2>
        )}
        <p class="ask-text">{text}</p>
        <CustomerSearch
          key={chat?.key ?? chat?.displayName}
          masked={masked}
          by={by}
          initial={by === 'number' ? '' : searchable(chat?.displayName ?? '', masked)}
          onSearch={events.search}
          onChoose={events.link}
        />
      </section>
    </>
  );
}

/** What is searched for at once; where numbers are hidden, a title that is one stays out of the box. */
const searchable = (title: string, masked: boolean) => (maskedName(title, masked) === title ? title : '');

/** What a title names: a name, or a username without its sign; nothing where it is a mask. */
const searchedName = (title: string | null): string => (nameIn(title ?? '') ?? '').replace(/^@/, '');

function NotFound({ view, masked, events }: { view: PanelView; masked: boolean; events: PanelEvents }) {
  const active = view.setup?.active;
  const connection = view.setup?.connections.find(({ id }) => id === active?.id)?.name;
  const phone = view.chat?.phone ? parseE164(view.chat.phone) : null;
  if (active && !active.capabilities.read.includes('find'))
    return <ToLink view={view} connection={connection ?? null} masked={masked} events={events} />;
  return (
    <>
      <section class="ask">
        <h2 class="ask-title">{t('find.notFoundTitle')}</h2>
        <p class="ask-text">
          {view.rejected.length > 0
            ? t('find.notFoundElse')
            : connection
              ? t('find.notFoundText', { connection })
              : t(active?.capabilities.onDevice ? 'find.notFoundHere' : 'find.notFoundUnnamed')}
        </p>
        <Rejected people={view.rejected} masked={masked} onTakeBack={events.link} />
        {phone && active?.capabilities.change.create.able && (
          <NewOne
            key={phone}
            whose={{ phone }}
            view={view}
            capabilities={active.capabilities}
            events={events}
          />
        )}
      </section>
      {active?.capabilities.read.includes('search') && (
        <section class="ask">
          <h2 class="ask-subtitle">{t('find.orLink')}</h2>
          <CustomerSearch
            key={view.chat?.phone}
            masked={masked}
            onSearch={events.search}
            onChoose={events.link}
          />
        </section>
      )}
    </>
  );
}

/** The back end can look up no number: the agent says once whose chat it is. */
function ToLink(props: { view: PanelView; connection: string | null; masked: boolean; events: PanelEvents }) {
  const { view, connection, masked, events } = props;
  const title = view.chat?.displayName ?? null;
  return (
    <section class="ask">
      <h2 class="ask-title">{t('find.toLinkTitle')}</h2>
      {view.linkGone && <p class="ask-text">{t('find.linkGone')}</p>}
      <p class="ask-text">{connection ? t('find.toLinkText', { connection }) : t('find.toLinkUnnamed')}</p>
      <Rejected people={view.rejected} masked={masked} onTakeBack={events.link} />
      <CustomerSearch
        key={`${view.chat?.phone} ${title}`}
        masked={masked}
        by="name"
        initial={searchedName(title)}
        onSearch={events.search}
        onChoose={events.link}
      />
    </section>
  );
}

/** Somebody new, of whom nothing but the chat is known. */
function HiddenNumberNew({ view, events }: { view: PanelView; events: PanelEvents }) {
  const capabilities = view.setup?.active?.capabilities;
  const chat = view.chat?.key ?? null;
  if (!capabilities?.change.create.able || !capabilities.createWithoutNumber || chat === null) return null;
  const whose = { phone: null, chat };
  return (
    <>
      <h2 class="ask-subtitle">{t('find.orCreate')}</h2>
      <NewOne key={chat} whose={whose} view={view} capabilities={capabilities} events={events} />
    </>
  );
}

/** What a new customer gets into the field that takes usernames. */
function usernameOf({ setup, chat }: PanelView) {
  const key = setup?.active?.usernameField;
  return key && chat?.username ? { key, value: `@${chat.username}` } : null;
}

function NewOne(props: {
  whose: NewCustomer;
  view: PanelView;
  capabilities: Capabilities;
  events: PanelEvents;
}) {
  const { whose, view, capabilities, events } = props;
  const busy = view.writes.some(
    ({ change, state }) => change.kind === 'create' && (state === 'waiting' || state === 'sending'),
  );
  return (
    <CreateCustomer
      whose={whose}
      suggestedName={view.chat?.displayName ?? null}
      username={usernameOf(view)}
      catalogue={view.catalogue}
      capabilities={capabilities}
      busy={busy}
      draft={view.createDraft}
      onDraft={events.draftCreate}
      onLookup={events.lookups}
      onSubmit={events.submit}
    />
  );
}
