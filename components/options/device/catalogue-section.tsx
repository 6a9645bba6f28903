import { t } from '../../../lib/i18n/index.ts';
import { TagsEditor } from '../tags/tags-editor.tsx';
import type { DeviceEvents, DeviceView } from './device-events.ts';
import { deviceTagEdits } from './device-tag-edits.ts';
import { FieldsEditor } from './fields-editor.tsx';
import { StagesEditor } from './stages-editor.tsx';

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
          <TagsEditor
            idPrefix="device"
            groups={device.catalogue.groups}
            edits={deviceTagEdits(events)}
            text={t('options.device.tags.text')}
          />
          <StagesEditor stages={device.catalogue.stages} events={events} />
          <FieldsEditor fields={device.catalogue.fields} events={events} />
        </div>
      )}
    </section>
  );
}
