import { t } from '../../../lib/i18n/index.ts';
import { connectionDraftSchema, type Provider } from '../../../lib/settings/schema.ts';
import { RadioCards } from '../form/controls.tsx';

/** All that a new connection can be of, in the order of the schema. */
const everyProvider = connectionDraftSchema.options.map(({ entries }) => entries.provider.literal);

/** Where the customers are kept. */
export function ProviderChoice(props: {
  name: string;
  legend: string;
  value: Provider;
  onValue: (provider: Provider) => void;
  /** Back ends there can be one of, and is. */
  taken: readonly Provider[];
}) {
  const providers = everyProvider.filter((provider) => !props.taken.includes(provider));
  return (
    <RadioCards<Provider>
      name={props.name}
      legend={props.legend}
      value={props.value}
      onValue={props.onValue}
      choices={providers.map((provider) => ({
        value: provider,
        label: t(`provider.${provider}`),
        text: t(`options.provider.${provider}.text`),
      }))}
    />
  );
}
