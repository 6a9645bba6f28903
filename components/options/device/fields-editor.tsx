import type { FieldDefinition } from '../../../lib/crm/model.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { isolate, t } from '../../../lib/i18n/index.ts';
import { Question } from '../form/question.tsx';
import { ItemRow } from '../lists/item-row.tsx';
import { ListBlock } from '../lists/list-block.tsx';
import { placeOf, put, reordered, without } from '../lists/list-edits.ts';
import { useListEditor } from '../lists/use-list-editor.ts';
import { fieldKey } from './catalogue-edits.ts';
import type { DeviceEvents } from './device-events.ts';
import { FieldForm, type TypedField } from './field-form.tsx';

/** The company's own fields of the customers on this device. */
export function FieldsEditor(props: { fields: readonly FieldDefinition[]; events: DeviceEvents }) {
  const { fields, events } = props;
  const editor = useListEditor();
  const nameOf = (field: FieldDefinition) => field.name ?? field.key;

  function save(id: string, typed: TypedField) {
    const work = () =>
      events.saveFields((list) => {
        const key = list.find((one) => one.id === id)?.key ?? fieldKey(typed.name, list);
        return put(list, { ...typed, id, key });
      });
    editor.save(work, {
      status: t('options.item.saved', { name: typed.name }),
      focus: [`edit ${id}`],
    });
  }

  function move(field: FieldDefinition, by: -1 | 1, focus: string) {
    const { id } = field;
    let place = 0;
    const work = () =>
      events.saveFields((list) => {
        const next = reordered(list, id, by);
        place = placeOf(next, id);
        return next;
      });
    editor.move(work, () => ({
      status: t('options.order.said', { name: nameOf(field), place, count: fields.length }),
      focus: [focus, `up ${id}`, `down ${id}`],
    }));
  }

  function remove(field: FieldDefinition) {
    const work = () => events.saveFields((list) => without(list, field.id));
    editor.save(work, { status: t('options.item.deleted', { name: nameOf(field) }), focus: ['new'] });
  }

  return (
    <ListBlock
      title={t('options.fields')}
      line={
        fields.length > 0
          ? fields.map((field) => isolate(nameOf(field))).join(' · ')
          : t('options.fields.none')
      }
      text={t('options.fields.text')}
      editor={editor}
      add={t('options.field.add')}
      form={
        <FieldForm
          label={t('options.field.add')}
          idPrefix="new-field"
          field={null}
          others={fields}
          onSave={(typed) => save(events.newId(), typed)}
          onCancel={() => editor.close('new')}
        />
      }
    >
      <ul class="items">
        {fields.map((field, index) => (
          <ItemRow
            key={field.id}
            id={field.id}
            name={nameOf(field)}
            line={lineOf(field)}
            place={{ index, count: fields.length, onMove: (by, focus) => move(field, by, focus) }}
            locked={editor.open !== null}
            onEdit={() => editor.edit(`edit ${field.id}`)}
            onDelete={() => editor.ask(field.id, events.usage('field', [field.key]))}
            form={
              editor.open === `edit ${field.id}` && (
                <FieldForm
                  label={t('options.editNamed', { name: nameOf(field) })}
                  idPrefix={`field-${field.id}`}
                  field={field}
                  others={fields.filter((one) => one.id !== field.id)}
                  onSave={(typed) => save(field.id, typed)}
                  onCancel={() => editor.close(`edit ${field.id}`)}
                />
              )
            }
          >
            {editor.asking?.id === field.id && (
              <Question
                text={t('options.field.deleteQuestion', { name: nameOf(field), count: editor.asking.count })}
                yes={{ label: t('options.delete'), onYes: () => remove(field) }}
                no={t('options.keep')}
                onNo={() => editor.close(`delete ${field.id}`)}
              />
            )}
          </ItemRow>
        ))}
      </ul>
    </ListBlock>
  );
}

function lineOf({ type, required, options }: FieldDefinition): string {
  const parts = [t(`options.fieldType.${type}`)];
  if (required) parts.push(t('options.field.required.short'));
  if (options.length > 0) parts.push(formatList(options.map(({ label }) => label)));
  return parts.join(' · ');
}
