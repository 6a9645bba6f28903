import { Copy, Lock, Pencil, Trash2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { Icon } from '../../controls/icon.tsx';
import { moveByKey, OrderButtons, type Place } from '../lists/order-buttons.tsx';
import { languageName } from './reply-languages.ts';

/** One quick reply of the list; while it is edited, its form. */
export function ReplyRow(props: {
  reply: QuickReply;
  /** Of policy: it can be copied, and no more. */
  managed: boolean;
  /** Left out where it can't be moved. */
  place: Place | undefined;
  /** Another one is being edited. */
  locked: boolean;
  onEdit: () => void;
  onCopy: () => void;
  onDelete: () => void;
  form: ComponentChildren;
  children: ComponentChildren;
}) {
  const { reply, place, locked } = props;
  const { id, title, shortcut, language, text } = reply;
  const button = (name: string, icon: typeof Copy, label: string, words: string, onClick: () => void) => (
    <button
      type="button"
      class="button button-icon"
      data-focus={`${name} ${id}`}
      aria-label={label}
      title={words}
      disabled={locked}
      onClick={onClick}
    >
      <Icon node={icon} />
    </button>
  );
  return (
    <li
      class="item"
      onKeyDown={(event) => {
        if (place && !props.form && !locked) moveByKey(event, place);
      }}
    >
      {props.form || (
        <div class="item-head reply-head">
          <div class="item-words">
            <bdi class="item-name">{title}</bdi>
            {shortcut !== undefined && (
              <code class="reply-shortcut" dir="ltr">
                /{shortcut.replace(/^\/+/, '')}
              </code>
            )}
            {language !== undefined && <span class="badge">{languageName(language)}</span>}
            {props.managed && (
              <span class="field-lock">
                <Icon node={Lock} size={12} />
                {t('options.managedConnection')}
              </span>
            )}
            <bdi class="item-line reply-line" dir="auto">
              {text.slice(0, 200)}
            </bdi>
          </div>
          <div class="item-buttons">
            {place && <OrderButtons id={id} name={title} place={place} locked={locked} />}
            {button(
              'copy',
              Copy,
              t('options.reply.copyNamed', { title }),
              t('options.reply.copy'),
              props.onCopy,
            )}
            {!props.managed &&
              button(
                'edit',
                Pencil,
                t('options.editNamed', { name: title }),
                t('options.edit'),
                props.onEdit,
              )}
            {!props.managed &&
              button(
                'delete',
                Trash2,
                t('options.deleteNamed', { name: title }),
                t('options.delete'),
                props.onDelete,
              )}
          </div>
        </div>
      )}
      {props.children}
    </li>
  );
}
