import { Plus } from 'lucide';
import { useRef } from 'preact/hooks';
import type { FieldDefinition } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { patternsOf } from '../../../lib/settings/addresses.ts';
import { givenCredentials } from '../../../lib/settings/credentials.ts';
import { isManaged } from '../../../lib/settings/resolve.ts';
import type { ConnectionDraft, SettingsDraft } from '../../../lib/settings/schema.ts';
import type { SettingsView } from '../../../lib/settings/settings-service.ts';
import { Icon } from '../../controls/icon.tsx';
import { connectionName } from '../../words/connection-name.ts';
import { useReturningFocus } from '../lists/use-returning-focus.ts';
import { ConnectionCard } from './connection-card.tsx';
import type { AccountsOnPage, ConnectionEvents, SameCompany, Troubled } from './connection-events.ts';
import { ConnectionForm } from './connection-form.tsx';
import {
  formFor,
  isFieldLocked,
  newForm,
  type OpenForm,
  shownValues,
  withConnection,
  withoutConnection,
  withProvider,
} from './open-form.ts';
import { ProviderChoice } from './provider-choice.tsx';

/** Where customers come from: every connection, which one is in use, and the one being typed. */
export function ConnectionsSection(props: {
  view: SettingsView;
  missingAccess: readonly string[];
  troubled: Troubled | null;
  accounts: AccountsOnPage;
  /** The company's own fields of the customers on this device. */
  deviceFields: readonly FieldDefinition[];
  form: OpenForm | null;
  onForm: (form: OpenForm | null) => void;
  /** Called in the click itself. */
  onSave: (settings: SettingsDraft, access?: string[], same?: SameCompany) => void;
  onAnswer: ConnectionEvents['answerCompany'];
  onTest: ConnectionEvents['test'];
  onAllow: (pattern: string) => void;
  busy: boolean;
}) {
  const { view, form, onForm, onSave } = props;
  const { settings, managed } = view;
  const used = [...settings.connections.map((one) => one.id), ...props.accounts.usedIds];
  const section = useRef<HTMLElement>(null);
  useReturningFocus(section, form?.id ?? null, settings.connections.length);
  const choiceLocked = isManaged(managed, 'activeConnection');

  function openForm(current: OpenForm, saveLabel: string) {
    const { connections } = settings;
    const saved = connections.find((one) => one.id === current.id);
    return (
      <ConnectionForm
        key={current.id}
        id={current.id}
        provider={current.provider}
        values={shownValues(current, settings, managed)}
        onValues={(values) => onForm({ ...current, values: { ...current.values, ...values }, touched: true })}
        isLocked={(field) => isFieldLocked(current, managed, field)}
        kept={saved ? givenCredentials(saved) : {}}
        saved={saved}
        keepsNothing={props.accounts.withNothingKept.includes(current.id)}
        onSave={(connection, access, same) =>
          onSave(
            withConnection(settings, connection),
            access,
            same === undefined ? undefined : { [connection.id]: same },
          )
        }
        onTest={props.onTest}
        onCancel={() => onForm(null)}
        saveLabel={saveLabel}
        ownFields={current.provider === 'local' ? props.deviceFields : []}
        takesFocus
        busy={props.busy}
      >
        {current.isNew && (
          <ProviderChoice
            name="new-provider"
            legend={t('options.where')}
            value={current.provider}
            onValue={(provider) => onForm(withProvider(current, provider, used))}
            taken={connections.some((one) => one.provider === 'local') ? ['local'] : []}
          />
        )}
      </ConnectionForm>
    );
  }

  function card(connection: ConnectionDraft) {
    const missing = patternsOf(connection).find((pattern) => props.missingAccess.includes(pattern));
    const editing = form !== null && !form.isNew && form.id === connection.id;
    return (
      <ConnectionCard
        key={connection.id}
        connection={connection}
        name={connectionName(connection, settings.connections)}
        inUse={connection.id === settings.activeConnection}
        canChoose={settings.connections.length > 1 && !choiceLocked}
        managed={isManaged(managed, 'connections', connection.id)}
        missingAccess={missing ?? null}
        trouble={props.troubled?.connectionId === connection.id ? props.troubled.error : null}
        question={props.accounts.questions.find((one) => one.connectionId === connection.id) ?? null}
        onAnswer={(same) => props.onAnswer(connection.id, same)}
        onUse={() => {
          // Its button goes.
          section.current?.querySelector<HTMLElement>(`[data-edit="${CSS.escape(connection.id)}"]`)?.focus();
          onSave({ ...settings, activeConnection: connection.id });
        }}
        onEdit={() => onForm(formFor(connection))}
        onRemove={() => onSave(withoutConnection(settings, connection.id))}
        onAllow={props.onAllow}
        busy={props.busy}
      >
        {editing && openForm(form, t('options.save'))}
      </ConnectionCard>
    );
  }

  return (
    <section ref={section} class="options-section" aria-labelledby="connections-title">
      <h2 id="connections-title" tabIndex={-1}>
        {t('options.connections')}
      </h2>
      <p class="section-text">{t('options.connections.text')}</p>
      {settings.connections.length > 0 && <ul class="connections">{settings.connections.map(card)}</ul>}
      {form?.isNew ? (
        <div class="connection connection-new">
          <h3>{t('options.add')}</h3>
          {openForm(form, t('options.save'))}
        </div>
      ) : (
        <button
          type="button"
          class="button"
          data-add
          onClick={() => {
            const local = settings.connections.some((one) => one.provider === 'local');
            onForm(newForm(local ? 'socialepoch' : 'local', used));
          }}
        >
          <Icon node={Plus} />
          {t('options.add')}
        </button>
      )}
    </section>
  );
}
