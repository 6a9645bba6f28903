import { Pencil, Trash2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import { moveByKey, OrderButtons, type Place } from './order-buttons.tsx';

/** One item of a list, with what can be done to it; while it is edited, its form. */
export function ItemRow(props: {
  id: string;
  name: string;
  /** Left out where the order is not ours. */
  place?: Place;
  /** Before the name: its place, its colour. */
  lead?: ComponentChildren;
  /** After the name, small. */
  line?: ComponentChildren;
  /** Another item is being edited. */
  locked: boolean;
  onEdit: () => void;
  onDelete: () => void;
  form?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const { id, name, place, locked } = props;
  return (
    <li
      class="item"
      onKeyDown={(event) => {
        if (place && !props.form && !locked) moveByKey(event, place);
      }}
    >
      {props.form || (
        <div class="item-head">
          {props.lead}
          <div class="item-words">
            <bdi class="item-name">{name}</bdi>
            {props.line && <span class="item-line">{props.line}</span>}
          </div>
          <div class="item-buttons">
            {place && <OrderButtons id={id} name={name} place={place} locked={locked} />}
            <button
              type="button"
              class="button button-icon"
              data-focus={`edit ${id}`}
              aria-label={t('options.editNamed', { name })}
              title={t('options.edit')}
              disabled={locked}
              onClick={props.onEdit}
            >
              <Icon node={Pencil} />
            </button>
            <button
              type="button"
              class="button button-icon"
              data-focus={`delete ${id}`}
              aria-label={t('options.deleteNamed', { name })}
              title={t('options.delete')}
              disabled={locked}
              onClick={props.onDelete}
            >
              <Icon node={Trash2} />
            </button>
          </div>
        </div>
      )}
      {props.children}
    </li>
  );
}
