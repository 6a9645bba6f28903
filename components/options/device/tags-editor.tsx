import { Plus } from 'lucide';
import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../icon.tsx';
import { Question } from '../question.tsx';
import { moved, placeOf, putGroup, putTag, without, withoutTag } from './catalogue-edits.ts';
import type { DeviceEvents } from './device-events.ts';
import { GroupForm } from './group-form.tsx';
import { ItemRow } from './item-row.tsx';
import { ListBlock } from './list-block.tsx';
import { TagForm } from './tag-form.tsx';
import { useListEditor } from './use-list-editor.ts';

/** The tags of the customers on this device, by group. */
export function TagsEditor({ groups, events }: { groups: readonly TagGroup[]; events: DeviceEvents }) {
  const editor = useListEditor();

  function saveGroup(group: Omit<TagGroup, 'tags'>) {
    const said = t('options.item.saved', { name: group.name });
    const work = events.saveGroups((list) => putGroup(list, group));
    editor.save(work, { said, focus: [`edit ${group.id}`] });
  }

  function moveGroup({ id, name }: TagGroup, by: -1 | 1, focus: string) {
    let place = 0;
    const work = events.saveGroups((list) => {
      const next = moved(list, id, by);
      place = placeOf(next, id);
      return next;
    });
    editor.move(work, () => ({
      said: t('options.order.said', { name, place, count: groups.length }),
      focus: [focus, `up ${id}`, `down ${id}`],
    }));
  }

  function removeGroup({ id, name }: TagGroup) {
    const work = events.saveGroups((list) => without(list, id));
    editor.save(work, { said: t('options.item.deleted', { name }), focus: ['new'] });
  }

  function saveTag(tag: Tag) {
    const said = t('options.item.saved', { name: tag.name });
    const work = events.saveGroups((list) => putTag(list, tag));
    editor.save(work, { said, focus: [`tag ${tag.id}`] });
  }

  function removeTag({ id, name, groupId }: Tag) {
    const work = events.saveGroups((list) => withoutTag(list, id));
    editor.save(work, { said: t('options.item.deleted', { name }), focus: [`new tag ${groupId}`] });
  }

  function tagForm(group: TagGroup) {
    if (editor.open === `new tag ${group.id}`) {
      return (
        <TagForm
          label={t('options.tag.addTo', { name: group.name })}
          idPrefix="new-tag"
          tag={{ id: '', name: '', groupId: group.id, colour: null, readOnly: false }}
          groups={groups}
          onSave={(tag) => saveTag({ ...tag, id: events.newId() })}
          onCancel={() => editor.close(`new tag ${group.id}`)}
        />
      );
    }
    const tag = group.tags.find((one) => editor.open === `tag ${one.id}`);
    if (!tag) return null;
    return (
      <TagForm
        key={tag.id}
        label={t('options.editNamed', { name: tag.name })}
        idPrefix={`tag-${tag.id}`}
        tag={tag}
        groups={groups}
        onSave={saveTag}
        onCancel={() => editor.close(`tag ${tag.id}`)}
        onDelete={() => editor.ask(`tag ${tag.id}`, events.usage('tags', [tag.id]))}
      />
    );
  }

  function question(group: TagGroup) {
    const { asking } = editor;
    if (!asking) return null;
    const { count } = asking;
    if (asking.id === group.id) {
      return (
        <Question
          text={t('options.group.deleteQuestion', { name: group.name, tags: group.tags.length, count })}
          yes={{ label: t('options.delete'), onYes: () => removeGroup(group) }}
          no={t('options.keep')}
          onNo={() => editor.close(`delete ${group.id}`)}
        />
      );
    }
    const tag = group.tags.find((one) => asking.id === `tag ${one.id}`);
    if (!tag) return null;
    return (
      <Question
        text={t('options.tag.deleteQuestion', { name: tag.name, count })}
        yes={{ label: t('options.delete'), onYes: () => removeTag(tag) }}
        no={t('options.keep')}
        onNo={() => editor.close(`tag ${tag.id}`)}
      />
    );
  }

  return (
    <ListBlock
      title={t('options.tags')}
      line={groups.map((group) => `${group.name} (${group.tags.length})`).join(' · ')}
      text={t('options.device.tags.text')}
      editor={editor}
      add={t('options.group.add')}
      form={
        <GroupForm
          label={t('options.group.add')}
          idPrefix="new-group"
          group={{ id: '', name: '', colour: null, multiple: true }}
          others={groups}
          onSave={(group) => saveGroup({ ...group, id: events.newId() })}
          onCancel={() => editor.close('new')}
        />
      }
    >
      <ul class="items">
        {groups.map((group, index) => (
          <ItemRow
            key={group.id}
            id={group.id}
            name={group.name}
            lead={<Dot colour={group.colour} />}
            line={t(group.multiple ? 'options.group.several' : 'options.group.one')}
            place={{
              index,
              count: groups.length,
              onMove: (by, focus) => moveGroup(group, by, focus),
            }}
            locked={editor.open !== null}
            onEdit={() => editor.edit(`edit ${group.id}`)}
            onDelete={() =>
              editor.ask(
                group.id,
                events.usage(
                  'tags',
                  group.tags.map((tag) => tag.id),
                ),
              )
            }
            form={
              editor.open === `edit ${group.id}` && (
                <GroupForm
                  label={t('options.editNamed', { name: group.name })}
                  idPrefix={`group-${group.id}`}
                  group={group}
                  others={groups.filter((one) => one.id !== group.id)}
                  onSave={saveGroup}
                  onCancel={() => editor.close(`edit ${group.id}`)}
                />
              )
            }
          >
            <ul class="chips" aria-label={t('options.group.tags', { name: group.name })}>
              {group.tags.map((tag) => (
                <li key={tag.id}>
                  <button
                    type="button"
                    class="chip"
                    data-focus={`tag ${tag.id}`}
                    aria-label={t('options.editNamed', { name: tag.name })}
                    disabled={editor.open !== null}
                    onClick={() => editor.edit(`tag ${tag.id}`)}
                  >
                    <Dot colour={tag.colour ?? group.colour} />
                    <bdi>{tag.name}</bdi>
                  </button>
                </li>
              ))}
              <li>
                <button
                  type="button"
                  class="chip chip-add"
                  data-focus={`new tag ${group.id}`}
                  aria-label={t('options.tag.addTo', { name: group.name })}
                  disabled={editor.open !== null}
                  onClick={() => editor.edit(`new tag ${group.id}`)}
                >
                  <Icon node={Plus} size={14} />
                  {t('options.tag.add')}
                </button>
              </li>
            </ul>
            {asks(editor.asking?.id, group) ? question(group) : tagForm(group)}
          </ItemRow>
        ))}
      </ul>
    </ListBlock>
  );
}

function asks(id: string | undefined, group: TagGroup): boolean {
  return id === group.id || group.tags.some((tag) => id === `tag ${tag.id}`);
}

function Dot({ colour }: { colour: string | null }) {
  return <span class="dot" style={colour ? { background: colour } : {}} />;
}
