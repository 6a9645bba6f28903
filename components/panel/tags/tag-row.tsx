import { X } from 'lucide';
import { useRef } from 'preact/hooks';
import type { Catalogue, Customer, Tag } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { closedTurns } from '../../../lib/text/unseen.ts';
import { useCommands } from '../../controls/commands.ts';
import { Icon } from '../../controls/icon.tsx';
import { lazyPart } from '../../controls/use-lazy.ts';
import { useSteadyOrder } from '../../controls/use-steady-order.ts';
import { type Fold, Section } from '../card/section.tsx';
import type { Refusal } from '../save/refusals.tsx';
import { TagBox } from './tag-box.tsx';
import type { TagChoice } from './tag-choices.ts';

const usePicker = lazyPart(() => import('./tag-picker.tsx'));

/** The customer's tags and the box to add one. */
export function TagRow(props: {
  fold: Fold;
  customer: Customer;
  catalogue: Catalogue;
  capabilities: Capabilities;
  refused: Refusal | undefined;
  disabled: boolean;
  /** Tag ids, last used first. */
  recent: readonly string[];
  /** The box can be reached by a key. */
  hasKey: boolean;
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, refused, recent, onSubmit } = props;
  const row = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLInputElement>(null);
  const reached = useRef(false);
  const picker = usePicker();
  const able = capabilities.change.setTags.able;

  const remove = (tag: Tag) => {
    const { id, name, groupId } = tag;
    focusAfter(row.current, tag.id);
    onSubmit({ kind: 'setTags', customerId: customer.id, add: [], remove: [{ id, name, groupId }] });
  };

  const add = ({ tag, replaces }: TagChoice) => {
    onSubmit({ kind: 'setTags', customerId: customer.id, add: [tag], remove: replaces });
  };

  const tags = useSteadyOrder(customer.tags, ({ id }) => id, `${customer.connectionId}:${customer.id}`);
  const last = tags.findLast((tag) => !tag.readOnly);
  useCommands(
    tags
      .filter((tag) => able && !tag.readOnly)
      .map((tag) => ({
        kind: 'remove-tag',
        of: tag.id,
        name: tag.name,
        run: () => remove(tag),
      })),
  );
  const names = props.fold.folded ? formatList(tags.map(({ name }) => name)) : null;
  const note = tags.length === 0 ? t('tags.none') : names;
  return (
    <Section id="tags" title={t('tags.title')} fold={props.fold} note={note}>
      <div ref={row}>
        <ul class="tags" aria-label={t('tags.title')} aria-describedby={refused?.id}>
          {tags.map((tag) => (
            <TagChip
              key={tag.id}
              tag={tag}
              colour={tag.colour ?? catalogue.groups.find(({ id }) => id === tag.groupId)?.colour ?? null}
              onRemove={able && !tag.readOnly ? () => remove(tag) : null}
            />
          ))}
        </ul>
        {able &&
          (picker ? (
            <picker.TagPicker
              key={`${customer.connectionId}:${customer.id}`}
              catalogue={catalogue}
              standing={customer.tags}
              recent={recent}
              createTags={capabilities.createTags}
              disabled={props.disabled}
              hasKey={props.hasKey}
              // What was begun before the picker had arrived goes on in it.
              begun={{
                text: plain.current?.value ?? '',
                focused: plain.current !== null && plain.current === document.activeElement,
                reached: reached.current,
              }}
              onAdd={add}
              onRemoveLast={() => last && remove(last)}
            />
          ) : (
            <div class="picker">
              <TagBox
                boxRef={plain}
                hasKey={props.hasKey}
                onReached={(text) => {
                  reached.current = true;
                  if (text && plain.current) plain.current.value = text;
                }}
              />
            </div>
          ))}
        {refused?.line}
      </div>
    </Section>
  );
}

function TagChip(props: { tag: Tag; colour: string | null; onRemove: (() => void) | null }) {
  const { tag, colour, onRemove } = props;
  return (
    <li class="tag" data-tag={tag.id} style={colour ? { '--tag': colour } : {}}>
      <span class="tag-name" title={closedTurns(tag.name)}>
        <bdi class="tag-text">{closedTurns(tag.name)}</bdi>
      </span>
      {onRemove && (
        <button
          type="button"
          class="tag-remove"
          aria-label={t('tags.remove', { name: tag.name })}
          onClick={onRemove}
        >
          <Icon node={X} size={12} />
        </button>
      )}
    </li>
  );
}

/** The focus would fall off with the chip: it goes to the next one, or into the box. */
function focusAfter(row: HTMLElement | null, tagId: string): void {
  const chips = [...(row?.querySelectorAll<HTMLElement>('[data-tag]') ?? [])];
  const at = chips.findIndex((chip) => chip.dataset.tag === tagId);
  if (!chips[at]?.contains(document.activeElement)) return;
  const next = [...chips.slice(at + 1), ...chips.slice(0, at).reverse()]
    .map((chip) => chip.querySelector('button'))
    .find((button) => button !== null);
  (next ?? row?.querySelector('input'))?.focus();
}
