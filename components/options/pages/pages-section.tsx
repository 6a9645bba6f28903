import { AppWindow, Plus } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { templateHost } from '../../../lib/settings/addresses.ts';
import { freshOrdersId, withOrdersEntry, withoutOrdersEntry } from '../../../lib/settings/edit-orders.ts';
import type { Embed } from '../../../lib/settings/embed.ts';
import { isEmbed } from '../../../lib/settings/orders-entry.ts';
import { isManaged } from '../../../lib/settings/resolve.ts';
import type { SettingsDraft } from '../../../lib/settings/schema.ts';
import type { SettingsView } from '../../../lib/settings/settings-service.ts';
import { Icon } from '../../controls/icon.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeptCard } from '../kept/kept-card.tsx';
import { useReturningFocus } from '../lists/use-returning-focus.ts';
import { PageForm } from './page-form.tsx';
import { PageReceives } from './page-receives.tsx';

/** The company's own pages beside the chat: every one, and the one being typed. No access is asked for. */
export function PagesSection(props: {
  view: SettingsView;
  /** Resolves to whether it was saved. */
  onSave: (settings: SettingsDraft, access: string[]) => Promise<boolean>;
  busy: boolean;
}) {
  const { view, onSave, busy } = props;
  const { settings } = view;
  const pages = (settings.orders ?? []).filter(isEmbed);
  /** Of the page that is open; null: none is. */
  const [open, setOpen] = useState<string | null>(null);
  const section = useRef<HTMLElement>(null);
  useReturningFocus(section, open, pages.length);

  async function save(page: Embed) {
    if (await onSave(withOrdersEntry(settings, page), [])) setOpen(null);
  }

  const form = (id: string, saved?: Embed) => (
    <PageForm key={id} id={id} saved={saved} onSave={save} onCancel={() => setOpen(null)} busy={busy} />
  );

  function card(page: Embed) {
    const { id, name, url, preset } = page;
    const managed = isManaged(view.managed, 'orders', id);
    const host = templateHost(url);
    return (
      <KeptCard
        key={id}
        id={id}
        icon={AppWindow}
        name={name}
        line={preset === 'youmi' ? t('options.page.youmiAt', { host }) : host}
        managed={managed}
        missingAccess={null}
        {...(managed && {
          opens: { label: t('options.page.lookNamed', { name }), title: t('options.page.look') },
        })}
        onOpen={() => setOpen(id)}
        removeQuestion={t('options.page.removeQuestion', { name })}
        onRemove={() => void onSave(withoutOrdersEntry(settings, id), [])}
        onAllow={() => {}}
        busy={busy}
      >
        {open === id &&
          (managed ? (
            <div class="connection-form">
              <PageReceives template={url} />
              <FormActions save={null} cancel={t('options.close')} onCancel={() => setOpen(null)} />
            </div>
          ) : (
            form(id, page)
          ))}
      </KeptCard>
    );
  }

  const fresh = freshOrdersId(settings, 'page');
  return (
    <section ref={section} class="options-section" aria-labelledby="pages-title">
      <h2 id="pages-title" tabIndex={-1}>
        {t('options.pages')}
      </h2>
      <p class="section-text">{t('options.pages.text')}</p>
      {pages.length > 0 && <ul class="connections">{pages.map(card)}</ul>}
      {open === fresh ? (
        <div class="connection connection-new">
          <h3>{t('options.page.add')}</h3>
          {form(fresh)}
        </div>
      ) : (
        <button type="button" class="button" data-add onClick={() => setOpen(fresh)}>
          <Icon node={Plus} />
          {t('options.page.add')}
        </button>
      )}
    </section>
  );
}
