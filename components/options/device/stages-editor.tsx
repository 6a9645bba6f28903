import type { Stage } from '../../../lib/crm/model.ts';
import { direction, isolate, t } from '../../../lib/i18n/index.ts';
import { TextField } from '../form/controls.tsx';
import { Question } from '../form/question.tsx';
import { ItemForm } from '../lists/item-form.tsx';
import { ItemRow } from '../lists/item-row.tsx';
import { ListBlock } from '../lists/list-block.tsx';
import { placeOf, put, reordered, without } from '../lists/list-edits.ts';
import { useListEditor } from '../lists/use-list-editor.ts';
import { useName } from '../lists/use-name.ts';
import { inOrder, pipelineEdit } from './catalogue-edits.ts';
import type { DeviceEvents } from './device-events.ts';

/** The pipeline of the customers on this device. */
export function StagesEditor(props: { stages: readonly Stage[]; events: DeviceEvents }) {
  const { events } = props;
  const editor = useListEditor();
  const stages = inOrder(props.stages);

  function save(stage: Stage) {
    const status = t('options.item.saved', { name: stage.name });
    const work = () => events.saveStages(pipelineEdit((list) => put(list, stage)));
    editor.save(work, { status, focus: [`edit ${stage.id}`] });
  }

  function move({ id, name }: Stage, by: -1 | 1, focus: string) {
    let place = 0;
    const work = () =>
      events.saveStages(
        pipelineEdit((list) => {
          const next = reordered(list, id, by);
          place = placeOf(next, id);
          return next;
        }),
      );
    editor.move(work, () => ({
      status: t('options.order.said', { name, place, count: stages.length }),
      focus: [focus, `up ${id}`, `down ${id}`],
    }));
  }

  function remove({ id, name }: Stage) {
    const work = () => events.saveStages(pipelineEdit((list) => without(list, id)));
    editor.save(work, { status: t('options.item.deleted', { name }), focus: ['new'] });
  }

  return (
    <ListBlock
      title={t('options.stages')}
      line={stages.map(({ name }) => isolate(name)).join(direction() === 'rtl' ? ' ← ' : ' → ')}
      text={t('options.device.stages.text')}
      editor={editor}
      add={t('options.stage.add')}
      form={
        <StageForm
          label={t('options.stage.add')}
          idPrefix="new-stage"
          name=""
          others={stages}
          onSave={(name) => save({ id: events.newId(), name, order: stages.length })}
          onCancel={() => editor.close('new')}
        />
      }
    >
      <ol class="items">
        {stages.map((stage, index) => (
          <ItemRow
            key={stage.id}
            id={stage.id}
            name={stage.name}
            lead={<span class="item-place">{index + 1}</span>}
            place={{
              index,
              count: stages.length,
              onMove: (by, focus) => move(stage, by, focus),
            }}
            locked={editor.open !== null}
            onEdit={() => editor.edit(`edit ${stage.id}`)}
            onDelete={() => editor.ask(stage.id, events.usage('stage', [stage.id]))}
            form={
              editor.open === `edit ${stage.id}` && (
                <StageForm
                  label={t('options.editNamed', { name: stage.name })}
                  idPrefix={`stage-${stage.id}`}
                  name={stage.name}
                  others={stages.filter((one) => one.id !== stage.id)}
                  onSave={(name) => save({ ...stage, name })}
                  onCancel={() => editor.close(`edit ${stage.id}`)}
                />
              )
            }
          >
            {editor.asking?.id === stage.id && (
              <StageQuestion
                name={stage.name}
                count={editor.asking.count}
                onDelete={() => remove(stage)}
                onKeep={() => editor.close(`delete ${stage.id}`)}
              />
            )}
          </ItemRow>
        ))}
      </ol>
    </ListBlock>
  );
}

function StageForm(props: {
  label: string;
  idPrefix: string;
  name: string;
  others: readonly Stage[];
  onSave: (name: string) => void;
  onCancel: () => void;
}) {
  const { name, field, isRight } = useName(props.name, props.others);
  return (
    <ItemForm label={props.label} onSave={() => isRight() && props.onSave(name)} onCancel={props.onCancel}>
      <TextField {...field} id={`${props.idPrefix}-name`} label={t('options.item.name')} />
    </ItemForm>
  );
}

/** A stage in which customers stand stays, or they would stand nowhere. */
function StageQuestion(props: { name: string; count: number; onDelete: () => void; onKeep: () => void }) {
  const { name, count, onKeep } = props;
  if (count > 0) {
    return (
      <Question text={t('options.stage.inUse', { name, count })} no={t('options.close')} onNo={onKeep} />
    );
  }
  return (
    <Question
      text={t('options.stage.deleteQuestion', { name })}
      yes={{ label: t('options.delete'), onYes: props.onDelete }}
      no={t('options.keep')}
      onNo={onKeep}
    />
  );
}
