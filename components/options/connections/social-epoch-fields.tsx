import { KeyRound } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { Credentials } from '../../../lib/settings/schema.ts';
import { Icon } from '../../controls/icon.tsx';
import { SecretField, SelectField, TextField } from '../form/controls.tsx';
import { numberChoices } from '../form/number-choices.ts';
import { StagesField, TagsField } from './catalogue-fields.tsx';
import { separatorChoices, timeZoneChoices } from './choices.ts';
import type { ConnectionField, ConnectionValues, FieldErrors } from './connection-values.ts';
import { EnvironmentField } from './environment-field.tsx';
import { fieldPropsOf } from './field-props.ts';

const rarelyChanged = ['numbers', 'timeZone', 'tagSeparator'] as const;

export interface ProviderFieldsProps {
  /** Of the ids of the controls. */
  idPrefix: string;
  values: ConnectionValues;
  onValues: (values: Partial<ConnectionValues>) => void;
  errors: FieldErrors;
  /** What policy decides. */
  isLocked: (field: ConnectionField) => boolean;
  /** Credentials as they were when the form opened. */
  kept: Credentials;
}

/** What SocialEpoch needs to be told. */
export function SocialEpochFields(props: ProviderFieldsProps) {
  const { idPrefix, values, onValues, errors, isLocked } = props;

  const { errorOf, text } = fieldPropsOf('socialepoch', props);

  return (
    <>
      <fieldset class="group">
        <legend>{t('options.group.account')}</legend>
        <EnvironmentField
          idPrefix={idPrefix}
          values={values}
          onValues={onValues}
          errors={{ baseUrl: errorOf('baseUrl'), allowPlainHttp: errorOf('allowPlainHttp') }}
          locked={isLocked('baseUrl')}
          consentLocked={isLocked('allowPlainHttp')}
        />
        <div class="pair">
          <TextField
            {...text('tenantId')}
            label={t('options.tenantId')}
            hint={t('options.tenantId.hint')}
            inputMode="numeric"
          />
          <TextField {...text('userName')} label={t('options.userName')} hint={t('options.userName.hint')} />
        </div>
        <SecretField
          {...text('apiKey')}
          keptValue={props.kept.apiKey ?? ''}
          label={t('options.apiKey')}
          hint={t('options.apiKey.hint')}
        />
        <div class="callout">
          <Icon node={KeyRound} />
          <div>
            <p class="callout-title">{t('options.keyWarning.title')}</p>
            <p>{t('options.keyWarning.text')}</p>
          </div>
        </div>
      </fieldset>

      <fieldset class="group">
        <legend>{t('options.group.catalogue')}</legend>
        <p class="group-text">{t('options.group.catalogue.text')}</p>
        <div class="pair">
          <TagsField {...text('tags')} idPrefix={idPrefix} />
          <StagesField {...text('stages')} idPrefix={idPrefix} />
        </div>
      </fieldset>

      <details class="more" open={rarelyChanged.some((field) => errors[field]) || undefined}>
        <summary>{t('options.group.more')}</summary>
        <div class="more-body">
          <SelectField
            {...text('numbers')}
            label={t('options.numbers')}
            hint={t('options.numbers.hint')}
            choices={numberChoices()}
          />
          <SelectField
            {...text('timeZone')}
            label={t('options.timeZone')}
            hint={t('options.timeZone.hint')}
            choices={timeZoneChoices(values.timeZone)}
          />
          <SelectField
            {...text('tagSeparator')}
            label={t('options.separator')}
            hint={t('options.separator.hint')}
            choices={separatorChoices(values.tagSeparator)}
          />
        </div>
      </details>
    </>
  );
}
