import { t } from '../../../lib/i18n/index.ts';
import type { DeviceEvents, DeviceView } from './device-events.ts';
import { FieldsEditor } from './fields-editor.tsx';
import { StagesEditor } from './stages-editor.tsx';
import { TagsEditor } from './tags-editor.tsx';

/** What the customers on this device can have; each edit is kept at once. */
export function CatalogueSection({ device, events }: { device: DeviceView; events: DeviceEvents }) {
  return (
    <section class="options-section" aria-labelledby="device-title">
      <h2 id="device-title">{t('options.device')}</h2>
      <p class="section-text">{t('options.device.text')}</p>
      {'error' in device ? (
        <p class="callout callout-danger" role="alert">
          {t('options.device.unreadable', { code: device.error.code })}
        </p>
      ) : (
        <div class="folds">
          <TagsEditor groups={device.catalogue.groups} events={events} />
          <StagesEditor stages={device.catalogue.stages} events={events} />
          <FieldsEditor fields={device.catalogue.fields} events={events} />
        </div>
      )}
    </section>
  );
}
