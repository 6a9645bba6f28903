import { KeyRound } from 'lucide';
import type { OperatingAccount } from '../../../lib/crm/connection-test.ts';
import type { Agent } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { isPlainHttp } from '../../../lib/settings/permission-pattern.ts';
import { Icon } from '../../controls/icon.tsx';
import { RadioCards, SecretField, SelectField, TextField } from '../form/controls.tsx';
import { type ConnectionField, type TextFieldName, usesPlainHttp } from './connection-values.ts';
import { fieldErrorWords } from './field-error-words.ts';
import { PlainHttpConsent } from './plain-http-consent.tsx';
import type { ProviderFieldsProps } from './social-epoch-fields.tsx';

const ofV2 = ['v2BaseUrl', 'v2TokenUrl', 'clientId', 'clientSecret'] as const;

/** What Youmi needs to be told. The lists to choose from come with a test of the connection. */
export function YoumiFields(
  props: ProviderFieldsProps & { agents: readonly Agent[]; accounts: readonly OperatingAccount[] },
) {
  const { idPrefix, values, onValues, errors, isLocked, agents, accounts } = props;
  const account = accounts.find(({ number }) => number === values.account);
  const isStranger =
    account !== undefined && values.agentId !== '' && !account.staff.includes(values.agentId);

  function errorOf(field: ConnectionField): string | undefined {
    const error = errors[field];
    return error && fieldErrorWords(field, error);
  }
  function text(field: TextFieldName) {
    return {
      id: `${idPrefix}-${field}`,
      value: values[field],
      onValue: (value: string) => onValues({ [field]: value }),
      error: errorOf(field),
      locked: isLocked(field),
    };
  }
  /** Consent was given to the addresses without encryption, as they stood. */
  const address = (field: 'baseUrl' | 'authUrl' | 'v2BaseUrl' | 'v2TokenUrl') => ({
    ...text(field),
    onValue: (value: string) =>
      onValues({ [field]: value, ...(isPlainHttp(value) && { allowPlainHttp: false }) }),
    inputMode: 'url' as const,
  });

  return (
    <>
      <fieldset class="group">
        <legend>{t('options.group.account')}</legend>
        <p class="group-text">{t('options.youmi.untried')}</p>
        <TextField
          {...address('baseUrl')}
          label={t('options.baseUrl')}
          hint={t('options.baseUrl.youmi')}
          placeholder="http://crm.example.internal:5003/v1"
        />
        {!isLocked('entry') && (
          <RadioCards<'token' | 'key'>
            name={`${idPrefix}-entry`}
            legend={t('options.entry.title')}
            value={values.entry === 'key' ? 'key' : 'token'}
            onValue={(entry) => onValues({ entry, allowPlainHttp: false })}
            choices={(['token', 'key'] as const).map((value) => ({
              value,
              label: t(`options.entry.${value}`),
              text: t(`options.entry.${value}.text`),
            }))}
          />
        )}
        {values.entry === 'key' ? (
          <>
            <TextField {...text('appId')} label={t('options.appId')} hint={t('options.appId.youmi')} />
            <SecretField
              {...text('appKey')}
              keptValue={props.kept.appKey ?? ''}
              label={t('options.appKey')}
              hint={t('options.apiKey.hint')}
            />
            <TextField
              {...address('authUrl')}
              label={t('options.authUrl')}
              hint={t('options.authUrl.hint')}
              placeholder="http://crm.example.internal:5001/publicapi/v1/GetAccessToken"
              optional
            />
            <div class="callout">
              <Icon node={KeyRound} />
              <div>
                <p class="callout-title">{t('options.keyWarning.title')}</p>
                <p>{t('options.keyWarning.youmi')}</p>
              </div>
            </div>
          </>
        ) : (
          <SecretField
            {...text('accessToken')}
            keptValue={props.kept.accessToken ?? ''}
            label={t('options.accessToken')}
            hint={t('options.accessToken.hint')}
          />
        )}
        {usesPlainHttp('youmi', values) && (
          <PlainHttpConsent
            idPrefix={idPrefix}
            values={values}
            onValues={onValues}
            error={errorOf('allowPlainHttp')}
            locked={isLocked('allowPlainHttp')}
          />
        )}
      </fieldset>

      <fieldset class="group">
        <legend>{t('options.group.me')}</legend>
        <p class="group-text">{t('options.group.me.youmi')}</p>
        {accounts.length > 0 && !isLocked('account') && (
          <ChoiceOf
            id={`${idPrefix}-account-choice`}
            label={t('options.operatingAccount.choose')}
            hint={t('options.operatingAccount.choose.hint')}
            none={t('options.operatingAccount.none')}
            value={values.account}
            onValue={(chosen) => onValues({ account: chosen })}
            choices={accounts.map(({ number, name }) => ({ value: number, label: `${name} · ${number}` }))}
          />
        )}
        <TextField
          {...text('account')}
          label={t('options.operatingAccount')}
          hint={t('options.operatingAccount.hint')}
          optional
        />
        {agents.length > 0 && !isLocked('agentId') && (
          <ChoiceOf
            id={`${idPrefix}-me`}
            label={t('options.me.choose')}
            hint={t('options.me.choose.youmi')}
            none={t('options.me.nobody')}
            value={values.agentId}
            onValue={(agentId) =>
              onValues({ agentId, agentName: agents.find(({ id }) => id === agentId)?.name ?? '' })
            }
            choices={agents.map(({ id, name }) => ({ value: id, label: `${name} · ${id}` }))}
          />
        )}
        <div class="pair">
          <TextField
            {...text('agentId')}
            label={t('options.staffCode')}
            hint={t('options.staffCode.hint')}
            optional
          />
          <TextField
            {...text('agentName')}
            label={t('options.agentName')}
            hint={t('options.agentName.youmi')}
            optional
          />
        </div>
        {isStranger && (
          <p class="callout callout-warning" role="status">
            {t('options.operatingAccount.notStaff')}
          </p>
        )}
      </fieldset>

      <details class="more" open={ofV2.some((field) => errors[field]) || undefined}>
        <summary>{t('options.youmi.v2')}</summary>
        <div class="more-body">
          <p class="group-text">{t('options.youmi.v2.text')}</p>
          <TextField
            {...address('v2BaseUrl')}
            label={t('options.v2BaseUrl')}
            hint={t('options.v2BaseUrl.hint')}
            optional
          />
          <TextField {...text('clientId')} label={t('options.clientId')} optional />
          <SecretField
            {...text('clientSecret')}
            keptValue={props.kept.clientSecret ?? ''}
            label={t('options.clientSecret')}
            hint={t('options.apiKey.hint')}
            optional
          />
          <TextField {...address('v2TokenUrl')} label={t('options.v2TokenUrl')} />
        </div>
      </details>
    </>
  );
}

/** One of a list that a test has read, or none of it. */
function ChoiceOf({
  none,
  ...props
}: {
  id: string;
  label: string;
  hint: string;
  /** What is chosen where it is none of them. */
  none: string;
  value: string;
  onValue: (value: string) => void;
  choices: readonly { value: string; label: string }[];
}) {
  const isKnown = props.choices.some(({ value }) => value === props.value);
  return (
    <SelectField
      {...props}
      error={undefined}
      locked={false}
      value={isKnown ? props.value : ''}
      choices={[{ group: null, choices: [{ value: '', label: none }, ...props.choices] }]}
    />
  );
}
