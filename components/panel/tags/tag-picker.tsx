import '../panel-later.tsx';
import { Plus } from 'lucide';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Catalogue, Tag } from '../../../lib/crm/model.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { closedTurns } from '../../../lib/text/unseen.ts';
import { Icon } from '../../controls/icon.tsx';
import { useCombobox } from '../../controls/use-combobox.ts';
import { TagBox } from './tag-box.tsx';
import { shortened, type TagChoice, type TagChoiceGroup, tagChoices } from './tag-choices.ts';
import { usePreparedNames } from './use-prepared-names.ts';

/** The type-ahead behind "Add tag". Loaded after first paint; its options are there when it opens. */
export function TagPicker(props: {
  catalogue: Catalogue;
  standing: Tag[];
  recent: readonly string[];
  createTags: boolean;
  disabled: boolean;
  /** The box can be reached by a key. */
  hasKey: boolean;
  /** What was typed in the plain box that stood here until now, whether the focus was in it, and was to open the list. */
  begun: { text: string; focused: boolean; reached: boolean };
  onAdd: (choice: TagChoice) => void;
  onRemoveLast: () => void;
}) {
  const { standing, recent, createTags, begun } = props;
  const box = useRef<HTMLInputElement>(null);
  // A list that is open is not changed under the pointer by a catalogue that was read anew.
  const [catalogue, setCatalogue] = useState(props.catalogue);
  usePreparedNames(catalogue);
  const lately = recent.join('\n');
  const choicesFor = useMemo(
    () => keepLast((typed) => shortened(tagChoices({ catalogue, standing, typed, recent, createTags }))),
    [catalogue, standing, lately, createTags],
  );
  const combobox = useCombobox({
    label: t('tags.add'),
    find: (typed) => choicesFor(typed).groups.flatMap((group) => group.choices),
    keyOf: ({ value }) => value,
    onChoose: props.onAdd,
    pops: true,
    initial: begun.text,
  });
  const { open, options } = combobox;
  if (!open && catalogue !== props.catalogue) setCatalogue(props.catalogue);
  const { groups, left } = choicesFor(combobox.typed);

  // Once, in the turn in which it takes the plain box's place: a letter typed in between would be a command.
  useLayoutEffect(() => {
    if (!begun.focused) return;
    box.current?.focus();
    if (begun.text !== '' || begun.reached) combobox.pop();
  }, []);

  return (
    <div class="picker">
      <TagBox
        boxRef={box}
        hasKey={props.hasKey}
        disabled={props.disabled}
        onReached={combobox.pop}
        combobox={{
          ...combobox.box,
          onKeyDown(event) {
            const isEmpty = event.currentTarget.value === '';
            if (event.key === 'Backspace' && isEmpty && !event.repeat) props.onRemoveLast();
            combobox.box.onKeyDown(event);
          },
        }}
      />
      <div class="picker-pop" hidden={!open} {...combobox.frame}>
        <div class="picker-list" {...combobox.list}>
          {open &&
            groups.map((group) => <ChoiceGroup key={group.id} group={group} optionProps={combobox.option} />)}
        </div>
        {options.length === 0 && <p class="picker-empty">{t('tags.nothing')}</p>}
        {left > 0 && <p class="picker-empty">{t('tags.more', { count: left })}</p>}
      </div>
    </div>
  );
}

/** What was asked for last need not be found again. */
function keepLast<T>(find: (text: string) => T): (text: string) => T {
  let last: { text: string; found: T } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, found: find(text) };
    return last.found;
  };
}

function ChoiceGroup(props: {
  group: TagChoiceGroup;
  optionProps: (choice: TagChoice) => ReturnType<ReturnType<typeof useCombobox>['option']>;
}) {
  const { group } = props;
  const heading = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
    <div role="group" aria-labelledby={heading}>
      <div
        id={heading}
        class={group.kind === 'create' ? 'visually-hidden' : 'picker-group'}
        dir="auto"
        title={groupName(group)}
      >
        {groupName(group)}
      </div>
      {group.choices.map((choice) => (
        <div
          key={choice.value}
          class="picker-item"
          style={choice.colour ? { '--tag': choice.colour } : {}}
          {...props.optionProps(choice)}
        >
          {choice.create ? <Icon node={Plus} size={14} /> : <span class="tag-dot" />}
          <span class="picker-name" dir="auto" title={closedTurns(choice.tag.name)}>
            {choice.create ? t('tags.create', { name: choice.tag.name }) : closedTurns(choice.tag.name)}
          </span>
          {choice.replaces.length > 0 && (
            <span class="picker-note">
              {t('tags.replaces', { names: formatList(choice.replaces.map(({ name }) => name)) })}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

function groupName(group: TagChoiceGroup): string {
  switch (group.kind) {
    case 'recent':
      return t('tags.recent');
    case 'create':
      return t('tags.add');
    case 'group':
      return group.name || t('tags.other');
  }
}
