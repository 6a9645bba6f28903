import { t } from '../../lib/i18n/index.ts';
import type { SettingsDraft } from '../../lib/settings/schema.ts';
import type { SettingsView } from '../../lib/settings/settings-service.ts';
import { ConnectionForm } from './connections/connection-form.tsx';
import { type OpenForm, withConnection, withProvider } from './connections/open-form.ts';
import { ProviderChoice } from './connections/provider-choice.tsx';
import type { OptionsEvents } from './events.ts';

/** The first run: one question, with an answer that needs nothing. */
export function Welcome(props: {
  view: SettingsView;
  form: OpenForm;
  usedIds: readonly string[];
  onForm: (form: OpenForm) => void;
  /** Called in the click itself. */
  onSave: (settings: SettingsDraft, access: string[]) => void;
  onTest: OptionsEvents['test'];
  busy: boolean;
}) {
  const { view, form, onForm } = props;
  return (
    <section class="options-section welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">{t('options.welcome')}</h2>
      <p class="section-text">{t('options.welcome.text')}</p>
      <ConnectionForm
        id={form.id}
        provider={form.provider}
        values={form.values}
        onValues={(values) => onForm({ ...form, values: { ...form.values, ...values }, touched: true })}
        isLocked={() => false}
        kept={{}}
        onSave={(connection, access) => props.onSave(withConnection(view.settings, connection), access)}
        onTest={props.onTest}
        saveLabel={t(form.provider === 'local' ? 'options.welcome.start' : 'options.welcome.connect')}
        busy={props.busy}
        withoutName
      >
        <ProviderChoice
          name="first-provider"
          legend={t('options.where')}
          value={form.provider}
          onValue={(provider) => onForm(withProvider(form, provider, props.usedIds))}
          taken={[]}
        />
      </ConnectionForm>
    </section>
  );
}
