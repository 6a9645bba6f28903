import { Download, Upload } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import {
  acceptPlainHttp,
  exportSettings,
  type ImportPlan,
  readSettingsFile,
} from '../../lib/settings/file.ts';
import { patternHost } from '../../lib/settings/permission-pattern.ts';
import type { SettingsProblem } from '../../lib/settings/problems.ts';
import type { SettingsDraft } from '../../lib/settings/schema.ts';
import { Icon } from '../controls/icon.tsx';
import { CheckField } from './form/controls.tsx';
import { ProblemList } from './problems/problem-list.tsx';
import { problemWords } from './problems/problem-words.ts';

type Reading = { plan: ImportPlan } | { problems: SettingsProblem[] };

/** Settings to a file and back. A file is shown before it does anything. */
export function TransferSection(props: {
  settings: SettingsDraft;
  onDownload: (fileName: string, text: string) => void;
  /** Called in the click itself. */
  onSave: (settings: SettingsDraft, access: string[]) => void;
  busy: boolean;
  /** There is nothing to export yet. */
  importOnly: boolean;
}) {
  const { settings, importOnly } = props;
  const [reading, setReading] = useState<Reading | null>(null);
  const [consent, setConsent] = useState(false);
  const picker = useRef<HTMLInputElement>(null);

  async function read(file: File | undefined) {
    if (!file) return;
    setConsent(false);
    setReading(readSettingsFile(await file.text(), settings));
  }

  return (
    <section class="options-section" aria-labelledby="transfer-title">
      <h2 id="transfer-title">{t(importOnly ? 'options.transfer.first' : 'options.transfer')}</h2>
      <p class="section-text">{t(importOnly ? 'options.transfer.first.text' : 'options.transfer.text')}</p>
      <div class="actions">
        {!importOnly && (
          <button
            type="button"
            class="button"
            onClick={() => props.onDownload('chatside-settings.json', exportSettings(settings))}
          >
            <Icon node={Download} />
            {t('options.export')}
          </button>
        )}
        <button type="button" class="button" onClick={() => picker.current?.click()}>
          <Icon node={Upload} />
          {t('options.import')}
        </button>
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          accept="application/json,.json"
          tabIndex={-1}
          aria-label={t('options.import.file')}
          onChange={({ currentTarget }) => {
            void read(currentTarget.files?.[0]);
            // The same file, mended, is a change again.
            currentTarget.value = '';
          }}
        />
      </div>
      <div aria-live="polite">
        {reading && 'problems' in reading && (
          <ProblemList title={t('options.import.refused')} problems={reading.problems.map(problemWords)} />
        )}
        {reading && 'plan' in reading && (
          <PlanView
            plan={reading.plan}
            present={settings}
            consent={consent}
            onConsent={setConsent}
            busy={props.busy}
            onApply={() => {
              props.onSave(acceptPlainHttp(reading.plan), reading.plan.newHosts);
              setReading(null);
            }}
            onCancel={() => setReading(null)}
          />
        )}
      </div>
    </section>
  );
}

function PlanView(props: {
  plan: ImportPlan;
  present: SettingsDraft;
  consent: boolean;
  onConsent: (consent: boolean) => void;
  onApply: () => void;
  onCancel: () => void;
  busy: boolean;
}) {
  const { plan } = props;
  const needsConsent = [...plan.connections, ...plan.orders].some((one) => one.needsConsent);
  return (
    <div class="callout import-plan">
      <div>
        <p class="callout-title">{t('options.import.title')}</p>
        <ul class="bullets">
          {plan.connections.map((one) => (
            <li key={one.id}>
              {t(`options.import.${one.change}`, { name: one.name ?? t(`provider.${one.provider}`) })}
              {one.address !== null && (
                <>
                  {' '}
                  <bdi class="address">{one.address}</bdi>
                </>
              )}
              {one.credentialsMissing && <p class="field-hint">{t('options.import.credentialsMissing')}</p>}
            </li>
          ))}
          {plan.orders.map((one) => (
            <li key={`orders ${one.id}`}>
              {t(`options.import.${one.isPage ? 'page' : 'shop'}.${one.change}`, {
                name: one.name ?? one.address,
              })}{' '}
              <bdi class="address">{one.address}</bdi>
              {one.credentialsMissing && <p class="field-hint">{t('options.import.shop.keysMissing')}</p>}
              {one.isPage && (
                <p class="field-hint">{t('options.page.receives', { host: new URL(one.address).host })}</p>
              )}
            </li>
          ))}
          {plan.replies.added > 0 && (
            <li>{t('options.import.replies.added', { count: plan.replies.added })}</li>
          )}
          {plan.replies.replaced > 0 && (
            <li>{t('options.import.replies.replaced', { count: plan.replies.replaced })}</li>
          )}
          {JSON.stringify(plan.settings.preferences) !== JSON.stringify(props.present.preferences) && (
            <li>{t('options.import.preferences')}</li>
          )}
        </ul>
        {plan.newHosts.length > 0 && (
          <>
            <p class="callout-title">{t('options.import.newHosts')}</p>
            <ul class="bullets" aria-label={t('options.import.newHosts')}>
              {plan.newHosts.map((pattern) => (
                <li key={pattern}>
                  <bdi class="address">{patternHost(pattern)}</bdi>
                </li>
              ))}
            </ul>
          </>
        )}
        {needsConsent && (
          <CheckField
            id="import-consent"
            label={t('options.plainHttp')}
            hint={t('options.plainHttp.hint')}
            checked={props.consent}
            onChecked={props.onConsent}
          />
        )}
        <div class="actions">
          <button
            type="button"
            class="button button-primary"
            disabled={props.busy || (needsConsent && !props.consent)}
            onClick={props.onApply}
          >
            {t('options.import.apply')}
          </button>
          <button type="button" class="button button-quiet" onClick={props.onCancel}>
            {t('options.cancel')}
          </button>
        </div>
      </div>
    </div>
  );
}
