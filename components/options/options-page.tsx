import { CircleCheck } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppErrorData } from '../../lib/errors/app-error.ts';
import { t } from '../../lib/i18n/index.ts';
import type { DeviceTrouble } from '../../lib/session/shapes.ts';
import { lacksCredentials } from '../../lib/settings/credentials.ts';
import type { SettingsProblem } from '../../lib/settings/problems.ts';
import { isManaged } from '../../lib/settings/resolve.ts';
import type { ConnectionDraft, SettingsDraft } from '../../lib/settings/schema.ts';
import type { SettingsView } from '../../lib/settings/settings-service.ts';
import { Icon } from '../controls/icon.tsx';
import { useInputMethod } from '../controls/use-input-method.ts';
import { connectionName } from '../words/connection-name.ts';
import { CompanySection } from './company/company-section.tsx';
import type { AccountsOnPage, SameCompany, Troubled } from './connections/connection-events.ts';
import { ConnectionsSection } from './connections/connections-section.tsx';
import { newForm, type OpenForm } from './connections/open-form.ts';
import { BackupSection } from './device/backup-section.tsx';
import { CatalogueSection } from './device/catalogue-section.tsx';
import type { DeviceView } from './device/device-events.ts';
import { ThisDeviceSection } from './device/this-device-section.tsx';
import type { OptionsEvents } from './events.ts';
import { Mark } from './mark.tsx';
import { DeviceNotice } from './notices/device-notice.tsx';
import { OptionsPart } from './notices/options-fault.tsx';
import { PausedNotice } from './notices/paused-notice.tsx';
import { OrdersSection } from './orders/orders-section.tsx';
import { PagesSection } from './pages/pages-section.tsx';
import { PreferencesSection } from './preferences-section.tsx';
import { ProblemList } from './problems/problem-list.tsx';
import { problemWords } from './problems/problem-words.ts';
import { RepliesSection } from './replies/replies-section.tsx';
import { CompanyTagsSection } from './tags/company-tags-section.tsx';
import { ToolbarPicture } from './toolbar-picture.tsx';
import { TransferSection } from './transfer-section.tsx';
import { Welcome } from './welcome.tsx';

type Status =
  | { kind: 'idle' | 'saving' | 'saved' }
  | { kind: 'failed'; problems: SettingsProblem[]; error: AppErrorData | null };

/** The whole options page. */
export function OptionsPage(props: {
  view: SettingsView;
  /** Permission patterns that are needed and not granted. */
  missingAccess: readonly string[];
  mayNotify: boolean;
  troubled: Troubled | null;
  /** What troubles this device itself; null: nothing. */
  trouble: DeviceTrouble | null;
  accounts: AccountsOnPage;
  /** Null where no customers are kept on this device. */
  device: DeviceView | null;
  events: OptionsEvents;
}) {
  const { view, device, events, accounts } = props;
  const { settings } = view;
  useInputMethod();
  const enabledLocked = isManaged(view.managed, 'enabled');
  const [form, setForm] = useState<OpenForm | null>(
    view.firstRun ? newForm('local', accounts.usedIds) : null,
  );
  const [welcoming, setWelcoming] = useState(view.firstRun);
  const [ready, setReady] = useState(false);
  const [status, setStatus] = useState<Status>({ kind: 'idle' });
  const busy = status.kind === 'saving';
  const shows = JSON.stringify(settings);

  // A policy or a file set Chatside up meanwhile: what was typed stays open as a connection to add.
  if (welcoming && !view.firstRun && !busy) {
    setWelcoming(false);
    setReady(true);
    if (form && !form.touched) setForm(null);
  }

  function changeForm(changed: OpenForm | null) {
    setForm(changed);
    if (status.kind === 'saved') setStatus({ kind: 'idle' });
  }

  async function save(
    settings: SettingsDraft,
    access: readonly string[] = [],
    closesForm = false,
    same?: SameCompany,
  ) {
    const saving = same ? events.save(settings, access, same) : events.save(settings, access);
    setStatus({ kind: 'saving' });
    const outcome = await saving;
    if (!outcome.saved) {
      setStatus({ kind: 'failed', problems: outcome.problems, error: outcome.error });
      return false;
    }
    setStatus({ kind: 'saved' });
    if (closesForm) setForm(null);
    if (closesForm && welcoming) {
      setWelcoming(false);
      setReady(true);
    }
    return true;
  }

  return (
    <div class="options">
      <header class="options-header">
        <Mark size={28} />
        <h1>{t('options.title')}</h1>
        <p class="options-status" role="status">
          {status.kind === 'saving' && t('options.saving')}
          {status.kind === 'saved' && (
            <>
              <Icon node={CircleCheck} size={14} /> {t('options.saved')}
            </>
          )}
        </p>
      </header>
      <main>
        <div role="alert">
          {status.kind === 'failed' && status.problems.length > 0 && (
            <ProblemList title={t('options.notSaved')} problems={status.problems.map(problemWords)} />
          )}
          {status.kind === 'failed' && status.error && (
            <p class="callout callout-danger">{t('options.saveFailed', { code: status.error.code })}</p>
          )}
        </div>
        {view.problems.length > 0 && (
          <ProblemList
            title={t('options.problems', { from: doorOf(view) })}
            problems={view.problems.map(problemWords)}
          />
        )}
        {props.trouble && <DeviceNotice trouble={props.trouble} onDiscardLost={events.discardLost} />}
        {!settings.enabled && (
          <PausedNotice
            locked={enabledLocked}
            busy={busy}
            onResume={() => save({ ...settings, enabled: true })}
          />
        )}
        {ready && props.missingAccess.length === 0 && <Ready />}
        <OptionsPart name="connections" shows={shows}>
          {welcoming && form ? (
            <Welcome
              view={view}
              form={form}
              usedIds={accounts.usedIds}
              onForm={changeForm}
              onSave={(settings, access) => save(settings, access, true)}
              onTest={events.test}
              busy={busy}
            />
          ) : (
            <ConnectionsSection
              view={view}
              missingAccess={props.missingAccess}
              troubled={props.troubled}
              deviceFields={device && 'catalogue' in device ? device.catalogue.fields : []}
              form={form}
              onForm={changeForm}
              accounts={accounts}
              onSave={(settings, access, same) => save(settings, access, access !== undefined, same)}
              onAnswer={events.answerCompany}
              onTest={events.test}
              onAllow={(pattern) => events.allowAccess([pattern])}
              busy={busy}
            />
          )}
        </OptionsPart>
        {!welcoming && device && (
          <OptionsPart name="device" shows={shows}>
            <CatalogueSection device={device} events={events.device} />
            <BackupSection events={events.device} />
          </OptionsPart>
        )}
        {!welcoming &&
          settings.enabled &&
          settings.connections
            .filter((one) => administersTags(one) && !lacksCredentials(one))
            .map((one) => (
              <OptionsPart key={one.id} name="company-tags" shows={shows}>
                <CompanyTagsSection
                  connectionId={one.id}
                  name={connectionName(one, settings.connections)}
                  events={events.companyTags}
                />
              </OptionsPart>
            ))}
        {!welcoming &&
          settings.enabled &&
          settings.connections
            .filter((one) => tellsCompany(one) && !lacksCredentials(one))
            .map((one) => (
              <OptionsPart key={one.id} name="company" shows={shows}>
                <CompanySection
                  connectionId={one.id}
                  name={connectionName(one, settings.connections)}
                  events={events.company}
                />
              </OptionsPart>
            ))}
        {!welcoming && (
          <OptionsPart name="orders" shows={shows}>
            <OrdersSection
              view={view}
              missingAccess={props.missingAccess}
              onSave={save}
              onTry={events.orders.try}
              onAllow={(pattern) => events.allowAccess([pattern])}
              busy={busy}
            />
            <PagesSection view={view} onSave={save} busy={busy} />
          </OptionsPart>
        )}
        {!welcoming && (
          <OptionsPart name="replies" shows={shows}>
            <RepliesSection view={view} onSave={save} busy={busy} />
          </OptionsPart>
        )}
        <OptionsPart name="preferences" shows={shows}>
          {!welcoming && (
            <PreferencesSection
              view={view}
              mayNotify={props.mayNotify}
              onSave={save}
              onAllow={events.allowNotifications}
            />
          )}
          <TransferSection
            settings={settings}
            onDownload={events.download}
            onSave={save}
            busy={busy}
            importOnly={welcoming}
          />
          {!welcoming && (
            <ThisDeviceSection
              enabled={settings.enabled}
              locked={enabledLocked}
              busy={busy}
              onEnabled={(enabled) => save({ ...settings, enabled })}
              onRecord={events.device.exportRecord}
              onForget={events.device.forgetEverything}
            />
          )}
        </OptionsPart>
        <footer class="options-section options-footer">
          <h2>{t('options.kept')}</h2>
          <p>{t('options.kept.text')}</p>
        </footer>
      </main>
    </div>
  );
}

/** Whether the back end has interfaces for its tags: the worker refuses the others. */
const administersTags = ({ provider }: ConnectionDraft): boolean => provider === 'sobot';

/** Whether the back end tells what the company keeps there: the worker refuses the others. */
const tellsCompany = ({ provider }: ConnectionDraft): boolean => provider === 'youmi';

function doorOf(view: SettingsView): 'policy' | 'stored' {
  return view.problems.some((one) => one.from === 'policy') ? 'policy' : 'stored';
}

function Ready() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} class="callout callout-success" tabIndex={-1}>
      <Icon node={CircleCheck} size={20} />
      <div>
        <p class="callout-title">{t('options.ready')}</p>
        <p>{t('options.ready.text')}</p>
        <ToolbarPicture />
        <p class="small-print">{t('options.ready.where')}</p>
        <p>
          <a class="button button-primary" href="https://web.whatsapp.com/" target="_blank" rel="noreferrer">
            {t('options.openWhatsApp')}
          </a>
        </p>
      </div>
    </div>
  );
}
