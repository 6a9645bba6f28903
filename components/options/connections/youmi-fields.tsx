import { KeyRound } from 'lucide';
import type { OperatingAccount } from '../../../lib/crm/connection-test.ts';
import type { Agent } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { isPlainHttp } from '../../../lib/settings/permission-pattern.ts';
import { Icon } from '../../controls/icon.tsx';
import { RadioCards, SecretField, TextField } from '../form/controls.tsx';
import { AgentFields } from './agent-fields.tsx';
import { ChoiceOf } from './choice-of.tsx';
import { usesPlainHttp } from './connection-values.ts';
import { fieldPropsOf } from './field-props.ts';
import { PlainHttpConsent } from './plain-http-consent.tsx';
import type { ProviderFieldsProps } from './social-epoch-fields.tsx';

const ofV2 = ['v2BaseUrl', 'v2TokenUrl', 'clientId', 'clientSecret'] as const;

/** What Youmi needs to be told. The lists to choose from come with a test of the connection. */
export function YoumiFields(
  props: ProviderFieldsProps & { agents: readonly Agent[]; accounts: readonly OperatingAccount[] },
) {
  const { idPrefix, values, onValues, errors, isLocked, accounts } = props;
  const account = accounts.find(({ number }) => number === values.account);
  const isStranger =
    account !== undefined && values.agentId !== '' && !account.staff.includes(values.agentId);

  const { errorOf, text } = fieldPropsOf('youmi', props);
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
        <AgentFields
          {...props}
          mark={({ id }) => id}
          text={text}
          words={{
            choose: t('options.me.choose.youmi'),
            id: t('options.staffCode'),
            idHint: t('options.staffCode.hint'),
            nameHint: t('options.agentName.youmi'),
          }}
        />
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
