import '../panel-later.tsx';
import * as combobox from '@zag-js/combobox';
import { normalizeProps, type PropTypes, useMachine } from '@zag-js/preact';
import { Plus } from 'lucide';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Catalogue, Tag } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { closedTurns } from '../../../lib/text/unseen.ts';
import { Icon } from '../../controls/icon.tsx';
import { shortened, type TagChoice, type TagChoiceGroup, tagChoices } from './tag-choices.ts';
import { usePreparedNames } from './use-prepared-names.ts';

type Api = combobox.Api<PropTypes, TagChoice>;

/** The type-ahead behind "Add tag". Loaded after first paint; its options are there when it opens. */
export function TagPicker(props: {
  catalogue: Catalogue;
  standing: Tag[];
  recent: readonly string[];
  createTags: boolean;
  disabled: boolean;
  /** The box can be reached by a key. */
  hasKey: boolean;
  /** What was typed, and where the focus was, in the plain box that stood here until now. */
  begun: { text: string; focused: boolean };
  onAdd: (choice: TagChoice) => void;
  onRemoveLast: () => void;
}) {
  const { standing, recent, createTags, onAdd } = props;
  // A list that is open is not changed under the pointer by a catalogue that was read anew.
  const [open, setOpen] = useState(false);
  const shown = useRef(props.catalogue);
  if (!open) shown.current = props.catalogue;
  const catalogue = shown.current;
  usePreparedNames(catalogue);
  const [typed, setTyped] = useState(props.begun.text);
  const choicesFor = (text: string) =>
    shortened(tagChoices({ catalogue, standing, typed: text, recent, createTags }));
  const lately = recent.join('\n');
  const { groups, left } = useMemo(() => choicesFor(typed), [catalogue, standing, typed, lately, createTags]);
  const choices = groups.flatMap((group) => group.choices);
  const ids = choices.map((choice) => choice.value).join('\n');
  // The ids stand for the choices.
  const collection = useMemo(
    () =>
      combobox.collection({
        items: choices,
        itemToValue: (choice) => choice.value,
        itemToString: (choice) => choice.tag.name,
      }),
    [ids],
  );

  const service = useMachine(combobox.machine, {
    id: useId(),
    collection,
    dir: document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr',
    value: [],
    multiple: true,
    inputValue: typed,
    inputBehavior: 'autohighlight',
    openOnClick: true,
    closeOnSelect: false,
    disabled: props.disabled,
    placeholder: t('tags.add'),
    onOpenChange: (change) => setOpen(change.open),
    onInputValueChange: ({ inputValue }) => setTyped(inputValue),
    onSelect: ({ itemValue }) => {
      const choice = choices.find(({ value }) => value === itemValue);
      if (choice) onAdd(choice);
    },
  });
  const api = combobox.connect(service, normalizeProps);

  // Once, in the turn in which it takes the plain box's place: a letter typed in between would be a command.
  useLayoutEffect(() => {
    if (props.begun.focused) api.focus();
  }, []);

  // Whoever types fast presses Enter before the first choice for the last letter is highlighted.
  const addTyped = (text: string): boolean => {
    const fitting = choicesFor(text).groups.flatMap((group) => group.choices);
    const [first] = fitting;
    if (text === '' || !first || fitting.some(({ value }) => value === api.highlightedValue)) return false;
    onAdd(first);
    api.setInputValue('');
    return true;
  };

  const { onKeyDown, ...input } = api.getInputProps();
  return (
    <div class="picker" {...api.getRootProps()}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the props carry `for` */}
      <label class="visually-hidden" {...api.getLabelProps()}>
        {t('tags.add')}
      </label>
      <div class="picker-box" {...api.getControlProps()}>
        <Icon node={Plus} size={14} />
        <input
          {...input}
          type="text"
          role="combobox"
          data-go="tag"
          aria-expanded={api.open}
          aria-controls={input['aria-controls']}
          onKeyDown={(event) => {
            const text = event.currentTarget.value;
            // Whoever leaves and comes back at once was only seen to leave, and nothing typed would be heard.
            if (!api.focused) service.send({ type: 'INPUT.FOCUS' });
            if (event.key === 'Backspace' && text === '' && !event.repeat) props.onRemoveLast();
            if (event.key === 'Enter' && addTyped(text)) event.preventDefault();
            else onKeyDown?.(event);
          }}
        />
        {props.hasKey && (
          <span class="key" aria-hidden="true">
            T
          </span>
        )}
      </div>
      <div class="picker-pop" hidden={!api.open}>
        <div class="picker-list" {...api.getContentProps()}>
          {api.open && groups.map((group) => <ChoiceGroup key={group.id} group={group} api={api} />)}
        </div>
        {choices.length === 0 && <p class="picker-empty">{t('tags.nothing')}</p>}
        {left > 0 && <p class="picker-empty">{t('tags.more', { count: left })}</p>}
      </div>
    </div>
  );
}

function ChoiceGroup({ group, api }: { group: TagChoiceGroup; api: Api }) {
  return (
    <div {...api.getItemGroupProps({ id: group.id })}>
      <div
        class={group.kind === 'create' ? 'visually-hidden' : 'picker-group'}
        dir="auto"
        title={groupName(group)}
        {...api.getItemGroupLabelProps({ htmlFor: group.id })}
      >
        {groupName(group)}
      </div>
      {group.choices.map((choice) => (
        <div
          key={choice.value}
          class="picker-item"
          style={choice.colour ? { '--tag': choice.colour } : {}}
          {...api.getItemProps({ item: choice })}
        >
          {choice.create ? <Icon node={Plus} size={14} /> : <span class="tag-dot" />}
          <span class="picker-name" dir="auto">
            {choice.create ? t('tags.create', { name: choice.tag.name }) : closedTurns(choice.tag.name)}
          </span>
          {choice.replaces.length > 0 && (
            <span class="picker-note">
              {t('tags.replaces', { names: choice.replaces.map(({ name }) => name).join(', ') })}
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
