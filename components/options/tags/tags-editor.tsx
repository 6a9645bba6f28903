import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { formatNumber } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import { TextField } from '../form/controls.tsx';
import { Question } from '../form/question.tsx';
import { ItemRow } from '../lists/item-row.tsx';
import { ListBlock } from '../lists/list-block.tsx';
import { useListEditor } from '../lists/use-list-editor.ts';
import { GroupForm } from './group-form.tsx';
import { groupsLike } from './groups-like.ts';
import type { TagEdits } from './tag-edits.ts';
import { TagForm } from './tag-form.tsx';

/** Tags above which there is a box to search in. */
const manyTags = 24;
/** Chips of a group, and groups, that are drawn until more are asked for. */
const firstTags = 40;
const firstGroups = 30;
const furtherTags = 200;

/** The company's tags by group, whoever keeps them. */
export function TagsEditor(props: {
  /** There may be several editors on one page. */
  idPrefix: string;
  groups: readonly TagGroup[];
  edits: TagEdits;
  text: string;
  /** What went wrong, in a sentence; the usual one where it is left out. */
  failed?: (error: AppErrorData) => string;
  /** Unfolded from the start. */
  open?: boolean;
}) {
  const { groups, edits } = props;
  const { limits } = edits;
  const editor = useListEditor();
  const [typed, setTyped] = useState('');
  const [shownGroups, setShownGroups] = useState(firstGroups);
  const [shownTags, setShownTags] = useState<Record<string, number>>({});
  const count = groups.reduce((sum, group) => sum + group.tags.length, 0);
  const found = groupsLike(groups, typed);

  function saveGroup(group: Omit<TagGroup, 'tags'>) {
    const said = t('options.item.saved', { name: group.name });
    editor.save(() => edits.saveGroup(group), { said, focus: [`edit ${group.name}`, 'new'] });
  }

  function moveGroup({ id, name }: TagGroup, by: -1 | 1, focus: string) {
    let place = 0;
    const work = async () => {
      const moved = (await edits.moveGroup?.(id, by)) ?? 0;
      if (typeof moved !== 'number') return moved;
      place = moved;
      return null;
    };
    editor.move(work, () => ({
      said: t('options.order.said', { name, place, count: groups.length }),
      focus: [focus, `up ${name}`, `down ${name}`],
    }));
  }

  function removeGroup(group: TagGroup) {
    const said = t('options.item.deleted', { name: group.name });
    editor.save(() => edits.removeGroup(group), { said, focus: ['new'] });
  }

  function saveTag(tag: Tag) {
    const said = t('options.item.saved', { name: tag.name });
    editor.save(() => edits.saveTag(tag), { said, focus: [chipName(tag), `new tag ${tag.groupId}`] });
  }

  function removeTag(tag: Tag) {
    const said = t('options.item.deleted', { name: tag.name });
    editor.save(() => edits.removeTag(tag), { said, focus: [`new tag ${tag.groupId}`] });
  }

  const ask = (id: string, tags: readonly Tag[]) => editor.ask(id, edits.usage?.(tags) ?? Promise.resolve(0));

  function tagForm(group: TagGroup) {
    if (editor.open === `new tag ${group.id}`) {
      return (
        <TagForm
          label={t('options.tag.addTo', { name: group.name })}
          idPrefix="new-tag"
          tag={{ id: '', name: '', groupId: group.id, colour: null, readOnly: false }}
          groups={groups}
          limits={limits}
          onSave={saveTag}
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
        limits={limits}
        onSave={saveTag}
        onCancel={() => editor.close(chipName(tag))}
        onDelete={() => ask(`tag ${tag.id}`, [tag])}
      />
    );
  }

  function question(group: TagGroup) {
    const { asking } = editor;
    if (!asking) return null;
    const { count } = asking;
    if (asking.id === group.id) {
      const values = { name: group.name, tags: group.tags.length, count };
      return (
        <Question
          text={t(edits.usage ? 'options.group.deleteQuestion' : 'options.group.deleteAnywhere', values)}
          yes={{ label: t('options.delete'), onYes: () => removeGroup(group) }}
          no={t('options.keep')}
          onNo={() => editor.close(`delete ${group.name}`)}
          busy={editor.busy}
        />
      );
    }
    const tag = group.tags.find((one) => asking.id === `tag ${one.id}`);
    if (!tag) return null;
    return (
      <Question
        text={t(edits.usage ? 'options.tag.deleteQuestion' : 'options.tag.deleteAnywhere', {
          name: tag.name,
          count,
        })}
        yes={{ label: t('options.delete'), onYes: () => removeTag(tag) }}
        no={t('options.keep')}
        onNo={() => editor.close(chipName(tag))}
        busy={editor.busy}
      />
    );
  }

  function chips(group: TagGroup, tags: readonly Tag[]) {
    const most = shownTags[group.id] ?? firstTags;
    const more = Math.min(furtherTags, tags.length - most);
    return (
      <ul class="chips" aria-label={t('options.group.tags', { name: group.name })}>
        {tags.slice(0, most).map((tag) => (
          <li key={tag.id}>
            <button
              type="button"
              class="chip"
              data-focus={chipName(tag)}
              aria-label={t('options.editNamed', { name: tag.name })}
              disabled={editor.open !== null}
              onClick={() => editor.edit(`tag ${tag.id}`)}
            >
              <Dot colour={tag.colour ?? group.colour} />
              <bdi>{tag.name}</bdi>
            </button>
          </li>
        ))}
        {more > 0 && (
          <li>
            <button
              type="button"
              class="chip chip-add"
              aria-label={t('options.tags.moreOf', { count: more, name: group.name })}
              onClick={() => setShownTags({ ...shownTags, [group.id]: most + furtherTags })}
            >
              {t('options.tags.more', { count: more })}
            </button>
          </li>
        )}
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
    );
  }

  return (
    <ListBlock
      title={t('options.tags')}
      line={groups.map((group) => `${group.name} (${formatNumber(group.tags.length)})`).join(' · ')}
      text={props.text}
      editor={editor}
      add={t('options.group.add')}
      {...(props.open !== undefined && { open: props.open })}
      {...(props.failed && { failed: props.failed })}
      form={
        <GroupForm
          label={t('options.group.add')}
          idPrefix="new-group"
          group={{ id: '', name: '', colour: null, multiple: true }}
          others={groups}
          limits={limits}
          onSave={saveGroup}
          onCancel={() => editor.close('new')}
        />
      }
    >
      {count > manyTags && (
        <TextField
          id={`${props.idPrefix}-search`}
          label={t('options.tags.search')}
          value={typed}
          onValue={setTyped}
        />
      )}
      {typed.trim() !== '' && (
        <p class="fold-said" role="status">
          {t('options.tags.found', { count: found.reduce((sum, { tags }) => sum + tags.length, 0) })}
        </p>
      )}
      <ul class="items">
        {found.slice(0, shownGroups).map(({ group, tags }, index) => (
          <ItemRow
            key={group.id}
            id={group.name}
            name={group.name}
            lead={<Dot colour={group.colour} />}
            line={t(group.multiple ? 'options.group.several' : 'options.group.one')}
            {...(edits.moveGroup &&
              typed.trim() === '' && {
                place: {
                  index,
                  count: groups.length,
                  onMove: (by: -1 | 1, focus: string) => moveGroup(group, by, focus),
                },
              })}
            locked={editor.open !== null}
            onEdit={() => editor.edit(`edit ${group.id}`)}
            onDelete={() => ask(group.id, group.tags)}
            form={
              editor.open === `edit ${group.id}` && (
                <GroupForm
                  label={t('options.editNamed', { name: group.name })}
                  idPrefix={`group-${group.id}`}
                  group={group}
                  others={groups.filter((one) => one.id !== group.id)}
                  limits={limits}
                  onSave={saveGroup}
                  onCancel={() => editor.close(`edit ${group.name}`)}
                />
              )
            }
          >
            {chips(group, tags)}
            {asks(editor.asking?.id, group) ? question(group) : tagForm(group)}
          </ItemRow>
        ))}
      </ul>
      {found.length > shownGroups && (
        <button
          type="button"
          class="button fold-add"
          onClick={() => setShownGroups(shownGroups + firstGroups)}
        >
          {t('options.groups.more', { count: Math.min(firstGroups, found.length - shownGroups) })}
        </button>
      )}
    </ListBlock>
  );
}

/** By name, since one that was just made has no id that is known here. */
const chipName = ({ groupId, name }: Tag) => `tag ${groupId} ${name}`;

function asks(id: string | undefined, group: TagGroup): boolean {
  return id === group.id || group.tags.some((tag) => id === `tag ${tag.id}`);
}

function Dot({ colour }: { colour: string | null }) {
  return <span class="dot" style={colour ? { background: colour } : {}} />;
}
