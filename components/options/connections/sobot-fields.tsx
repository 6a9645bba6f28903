import { KeyRound } from 'lucide';
import type { Agent } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import { CheckField, RadioCards, SecretField, SelectField, TextField } from '../form/controls.tsx';
import { numberChoices } from '../form/number-choices.ts';
import { AgentFields } from './agent-fields.tsx';
import { customerStatusChoices, timeZoneChoices } from './choices.ts';
import { type ConnectionValues, usesPlainHttp } from './connection-values.ts';
import { fieldPropsOf } from './field-props.ts';
import { PlainHttpConsent } from './plain-http-consent.tsx';
import type { ProviderFieldsProps } from './social-epoch-fields.tsx';

const rarelyChanged = ['baseUrl', 'newCustomerStatus', 'timeZone'] as const;

/** What Sobot needs to be told. */
export function SobotFields(props: ProviderFieldsProps & { agents: readonly Agent[] }) {
  const { idPrefix, values, onValues, errors, isLocked } = props;

  const { errorOf, text } = fieldPropsOf('sobot', props);
  /** Consent was given to the address as it stood. */
  const address = (field: 'baseUrl' | 'serviceUrl') => ({
    ...text(field),
    onValue: (value: string) => onValues({ [field]: value, allowPlainHttp: false }),
    inputMode: 'url' as const,
  });

  return (
    <>
      <fieldset class="group">
        <legend>{t('options.group.account')}</legend>
        {!isLocked('entry') && (
          <RadioCards<ConnectionValues['entry']>
            name={`${idPrefix}-entry`}
            legend={t('options.entry.title')}
            value={values.entry}
            onValue={(entry) => onValues({ entry })}
            choices={(['service', 'key'] as const).map((value) => ({
              value,
              label: t(`options.entry.${value}`),
              text: t(`options.entry.${value}.text`),
            }))}
          />
        )}
        {values.entry === 'service' ? (
          <>
            <TextField
              {...address('serviceUrl')}
              label={t('options.serviceUrl')}
              hint={t('options.serviceUrl.hint')}
              placeholder="https://tokens.example.com/sobot"
            />
            <TextField {...text('account')} label={t('options.account')} hint={t('options.account.hint')} />
            <SecretField
              {...text('bearer')}
              keptValue={props.kept.bearer ?? ''}
              label={t('options.bearer')}
              hint={t('options.bearer.hint')}
            />
          </>
        ) : (
          <>
            <TextField {...text('appId')} label={t('options.appId')} hint={t('options.appId.hint')} />
            <SecretField
              {...text('appKey')}
              keptValue={props.kept.appKey ?? ''}
              label={t('options.appKey')}
              hint={t('options.appKey.hint')}
            />
            <div class="callout">
              <Icon node={KeyRound} />
              <div>
                <p class="callout-title">{t('options.keyWarning.title')}</p>
                <p>{t('options.keyWarning.sobot')}</p>
              </div>
            </div>
          </>
        )}
        {usesPlainHttp('sobot', values) && (
          <PlainHttpConsent
            idPrefix={idPrefix}
            values={values}
            onValues={onValues}
            error={errorOf('allowPlainHttp')}
            locked={isLocked('allowPlainHttp')}
          />
        )}
        <SelectField
          {...text('numbers')}
          label={t('options.numbers')}
          hint={t('options.numbers.sobot')}
          choices={numberChoices()}
        />
      </fieldset>

      <fieldset class="group">
        <legend>{t('options.group.me')}</legend>
        <p class="group-text">{t('options.group.me.text')}</p>
        <AgentFields
          {...props}
          mark={({ department }) => department}
          text={text}
          words={{
            choose: t('options.me.choose.hint'),
            id: t('options.agentId'),
            idHint: t('options.agentId.hint'),
            nameHint: t('options.agentName.hint'),
          }}
        />
        <CheckField
          id={`${idPrefix}-signNotes`}
          label={t('options.signNotes')}
          hint={t('options.signNotes.hint')}
          locked={isLocked('signNotes')}
          checked={values.signNotes}
          onChecked={(signNotes) => onValues({ signNotes })}
        />
      </fieldset>

      <details class="more" open={rarelyChanged.some((field) => errors[field]) || undefined}>
        <summary>{t('options.group.moreSobot')}</summary>
        <div class="more-body">
          <SelectField
            {...text('newCustomerStatus')}
            label={t('options.newCustomerStatus')}
            hint={t('options.newCustomerStatus.hint')}
            choices={customerStatusChoices()}
          />
          <SelectField
            {...text('timeZone')}
            label={t('options.timeZone.notes')}
            hint={t('options.timeZone.notes.hint')}
            choices={timeZoneChoices(values.timeZone)}
          />
          <TextField {...address('baseUrl')} label={t('options.baseUrl')} hint={t('options.baseUrl.sobot')} />
        </div>
      </details>
    </>
  );
}
