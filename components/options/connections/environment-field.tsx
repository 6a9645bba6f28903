import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { isPlainHttp } from '../../../lib/settings/permission-pattern.ts';
import { RadioCards, TextField } from '../form/controls.tsx';
import type { ConnectionValues } from './connection-values.ts';
import { PlainHttpConsent } from './plain-http-consent.tsx';

const environments = [
  { value: 'standard', baseUrl: 'https://api.socialepoch.com', timeZone: 'Asia/Shanghai' },
  { value: 'older', baseUrl: 'https://api.socialscrm.com', timeZone: 'Asia/Shanghai' },
  { value: 'oldest', baseUrl: 'https://www.socialscrm.com', timeZone: 'Asia/Shanghai' },
  { value: 'indonesia', baseUrl: 'http://id.wascrm.socialepoch.com', timeZone: 'Asia/Jakarta' },
] as const;
type Environment = (typeof environments)[number]['value'] | 'own';

/** Where the company's SocialEpoch runs. Brings the address, and the zone its clock is in. */
export function EnvironmentField(props: {
  idPrefix: string;
  values: ConnectionValues;
  onValues: (values: Partial<ConnectionValues>) => void;
  errors: { baseUrl?: string | undefined; allowPlainHttp?: string | undefined };
  locked: boolean;
  consentLocked: boolean;
}) {
  const { values, onValues, errors, locked } = props;
  const known = environments.find((one) => one.baseUrl === values.baseUrl);
  const [ownChosen, setOwnChosen] = useState(false);
  const chosen: Environment = locked || ownChosen || !known ? 'own' : known.value;

  function choose(value: Environment) {
    setOwnChosen(value === 'own');
    const next = environments.find((one) => one.value === value);
    const suggested = environments.some((one) => one.timeZone === values.timeZone);
    onValues({
      baseUrl: next?.baseUrl ?? '',
      allowPlainHttp: false,
      ...(next && suggested && { timeZone: next.timeZone }),
    });
  }

  const address = (
    <TextField
      id={`${props.idPrefix}-baseUrl`}
      label={t('options.baseUrl')}
      value={values.baseUrl}
      onValue={(baseUrl) => onValues({ baseUrl, allowPlainHttp: false })}
      error={errors.baseUrl}
      locked={locked}
      inputMode="url"
      placeholder="https://crm-proxy.example.com"
    />
  );

  return (
    <>
      {!locked && (
        <RadioCards<Environment>
          name={`${props.idPrefix}-environment`}
          legend={t('options.environment.title')}
          value={chosen}
          onValue={choose}
          compact
          choices={[
            ...environments.map(({ value, baseUrl }) => ({
              value,
              label: t(`options.environment.${value}`),
              text: (
                <>
                  <bdi class="address">{baseUrl}</bdi>
                  {value === 'indonesia' && ` · ${t('options.environment.indonesia.text')}`}
                </>
              ),
            })),
            { value: 'own', label: t('options.environment.own'), text: t('options.environment.own.text') },
          ]}
        />
      )}
      {chosen === 'own' && address}
      {isPlainHttp(values.baseUrl) && (
        <PlainHttpConsent
          idPrefix={props.idPrefix}
          values={values}
          onValues={onValues}
          error={errors.allowPlainHttp}
          locked={props.consentLocked}
        />
      )}
    </>
  );
}
