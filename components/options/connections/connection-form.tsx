import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { mayBeAnother } from '../../../lib/accounts/identity.ts';
import { showsSame } from '../../../lib/accounts/shows-same.ts';
import type { OperatingAccount } from '../../../lib/crm/connection-test.ts';
import type { Agent, FieldDefinition } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { patternsOf } from '../../../lib/settings/addresses.ts';
import type { ConnectionDraft, Credentials, Provider } from '../../../lib/settings/schema.ts';
import { TextField } from '../form/controls.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useFirstWrong } from '../form/use-first-wrong.ts';
import { CompanyQuestionFirst } from './company-question.tsx';
import type { ConnectionEvents, TestOutcome } from './connection-events.ts';
import {
  type ConnectionField,
  type ConnectionValues,
  connectionOf,
  type FieldErrors,
} from './connection-values.ts';
import { SobotFields } from './sobot-fields.tsx';
import { type ProviderFieldsProps, SocialEpochFields } from './social-epoch-fields.tsx';
import { TestSteps } from './test-steps.tsx';
import { UsernameField } from './username-field.tsx';
import { YoumiFields } from './youmi-fields.tsx';

/** One connection as it is typed: test it, keep it. What is typed belongs to the page, so that nothing loses it. */
export function ConnectionForm(props: {
  id: string;
  provider: Provider;
  values: ConnectionValues;
  onValues: (values: Partial<ConnectionValues>) => void;
  isLocked: (field: ConnectionField) => boolean;
  /** Credentials as they are saved, secrets as placeholders. */
  kept: Credentials;
  /** Called in the click itself. `access`: permission patterns to ask for. */
  onSave: (connection: ConnectionDraft, access: string[], same?: boolean) => void;
  /** As it is saved; null: it is new. */
  saved?: ConnectionDraft | undefined;
  /** Nothing lies on this device that could come to another company. */
  keepsNothing?: boolean;
  onTest: ConnectionEvents['test'];
  onCancel?: () => void;
  saveLabel: string;
  busy: boolean;
  /** It was opened by a press: the focus moves into it. */
  takesFocus?: boolean;
  /** The first connection need not be told apart from others; what is rarely wanted can be set later. */
  withoutName?: boolean;
  /** The company's own fields, as far as they are known. */
  ownFields?: readonly FieldDefinition[];
  /** Above the fields. */
  children?: ComponentChildren;
}) {
  const { id, provider, values } = props;
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  const [asking, setAsking] = useState(false);
  const [test, setTest] = useState<'idle' | 'running' | TestOutcome>('idle');
  /** What `accounts` were read with, as it was typed then. */
  const [tested, setTested] = useState<ConnectionDraft | null>(null);
  const [agents, setAgents] = useState<Agent[]>([]);
  const [accounts, setAccounts] = useState<OperatingAccount[]>([]);
  const [testedFields, setTestedFields] = useState<FieldDefinition[]>([]);

  const mayBeUnnamed = props.isLocked('serviceUrl') || isUnnamedService(props.saved, values);
  const made = connectionOf(id, provider, values, mayBeUnnamed);
  const errors: FieldErrors = attempts > 0 && 'errors' in made ? made.errors : {};
  const wrong = Object.keys(errors).length;

  useEffect(() => {
    if (props.takesFocus) firstOf(form.current)?.focus();
  }, []);

  useFirstWrong(form, attempts);

  function withConnection(use: (connection: ConnectionDraft, access: string[]) => void) {
    if ('errors' in made) {
      setAttempts(attempts + 1);
      return;
    }
    use(made.connection, patternsOf(made.connection));
  }

  function save(connection: ConnectionDraft, access: string[]) {
    const isAsked = props.saved && !props.keepsNothing && mayBeAnother(props.saved, connection);
    if (!props.saved || !isAsked) return props.onSave(connection, access);
    const shown = tested && !mayBeAnother(tested, connection) ? accounts : [];
    if (showsSame(props.saved, connection, shown)) props.onSave(connection, access, true);
    else setAsking(true);
  }

  function stopAsking() {
    setAsking(false);
    form.current?.querySelector<HTMLElement>('[type="submit"]')?.focus();
  }

  function runTest(connection: ConnectionDraft, access: string[]) {
    if (test === 'running') return;
    const outcome = props.onTest(connection, access);
    setTest('running');
    outcome.then((came) => {
      setTest(came);
      if ('steps' in came) {
        setTested(connection);
        setAgents(came.agents ?? []);
        setAccounts(came.accounts ?? []);
        setTestedFields(came.fields ?? []);
      }
    });
  }

  function change(changed: Partial<ConnectionValues>) {
    if (test !== 'running') setTest('idle');
    setAsking(false);
    props.onValues(changed);
  }

  const fields = {
    idPrefix: `connection-${id}`,
    values,
    onValues: change,
    errors,
    isLocked: props.isLocked,
    kept: props.kept,
  };

  return (
    <form
      ref={form}
      class="connection-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        withConnection(save);
      }}
    >
      {props.children}
      {fieldsOf(provider, fields, { agents, accounts })}
      {!props.withoutName && (
        <TextField
          id={`connection-${id}-name`}
          label={t('options.name')}
          hint={t('options.name.hint')}
          value={values.name}
          onValue={(name) => change({ name })}
          locked={props.isLocked('name')}
          optional
        />
      )}
      {!props.withoutName && provider !== 'youmi' && (
        <UsernameField
          id={`connection-${id}-usernameField`}
          provider={provider}
          value={values.usernameField}
          onValue={(usernameField) => change({ usernameField })}
          own={[...(props.ownFields ?? []), ...testedFields]}
          locked={props.isLocked('usernameField')}
        />
      )}
      <div>
        <div class="test" role="status">
          {test === 'running' && <p class="test-whole">{t('options.test.running')}</p>}
          {typeof test === 'object' && <TestSteps provider={provider} outcome={test} />}
        </div>
        {asking && (
          <CompanyQuestionFirst
            about="changed"
            name={values.name.trim() || t(`provider.${provider}`)}
            onAnswer={(same) =>
              withConnection((connection, access) => props.onSave(connection, access, same))
            }
            onBack={stopAsking}
            busy={props.busy}
          />
        )}
        <FormActions
          save={props.saveLabel}
          onCancel={props.onCancel}
          busy={props.busy}
          wrong={wrong}
          between={
            provider !== 'local' && (
              <button
                type="button"
                class="button"
                disabled={props.busy}
                aria-disabled={test === 'running'}
                onClick={() => withConnection(runTest)}
              >
                {t('options.test')}
              </button>
            )
          }
        />
      </div>
    </form>
  );
}

/** What is typed or chosen first; of several to choose from, the one that is chosen. */
function firstOf(form: HTMLFormElement | null): HTMLElement | null {
  const first = form?.querySelector<HTMLInputElement | HTMLSelectElement>('input:not([readonly]), select');
  if (first?.type !== 'radio') return first ?? null;
  return form?.querySelector<HTMLElement>(`[name="${CSS.escape(first.name)}"]:checked`) ?? first;
}

/** What each back end needs to be told. */
function fieldsOf(
  provider: Provider,
  fields: ProviderFieldsProps,
  { agents, accounts }: { agents: readonly Agent[]; accounts: readonly OperatingAccount[] },
): VNode | null {
  switch (provider) {
    case 'local':
      return null;
    case 'socialepoch':
      return <SocialEpochFields {...fields} />;
    case 'sobot':
      return <SobotFields {...fields} agents={agents} />;
    case 'youmi':
      return <YoumiFields {...fields} agents={agents} accounts={accounts} />;
  }
}

/** Whether it still is the token service that was set up before accounts had names. */
function isUnnamedService(saved: ConnectionDraft | undefined, { serviceUrl }: ConnectionValues): boolean {
  return (
    saved?.provider === 'sobot' &&
    saved.tokenService !== undefined &&
    saved.account === undefined &&
    saved.tokenService.url === serviceUrl
  );
}
