import type { IconNode } from 'lucide';
import { Lock, Pencil, Trash2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { patternHost } from '../../../lib/settings/permission-pattern.ts';
import { Icon } from '../../controls/icon.tsx';
import { Question } from '../form/question.tsx';

/** Something that is kept and can be opened and removed, a connection or a shop: what it is, and what it lacks. */
export function KeptCard(props: {
  id: string;
  icon: IconNode;
  name: string;
  /** Where it leads, for people. */
  line: string;
  inUse?: boolean;
  /** Named by policy: it can't be removed. */
  managed: boolean;
  /** The permission pattern that the browser has not granted. */
  missingAccess: string | null;
  /** What the pencil does; left out: it edits. */
  opens?: { label: string; title: string };
  onOpen: () => void;
  removeQuestion: string;
  onRemove: () => void;
  /** Called in the click itself. */
  onAllow: (pattern: string) => void;
  busy: boolean;
  /** Before the pencil. */
  buttons?: ComponentChildren;
  /** What else it lacks, and what troubles it. */
  notices?: ComponentChildren;
  /** What is open of it, in place of buttons and notices. */
  children?: ComponentChildren;
}) {
  const { id, name, managed, missingAccess } = props;
  const [removing, setRemoving] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const opens = props.opens ?? { label: t('options.editNamed', { name }), title: t('options.edit') };
  return (
    <li class="connection" data-in-use={props.inUse}>
      <div class="connection-head">
        <span class="connection-icon">
          <Icon node={props.icon} size={20} />
        </span>
        <div class="connection-words">
          <h3>
            <bdi>{name}</bdi>
            {props.inUse && <span class="badge badge-accent">{t('options.inUse')}</span>}
          </h3>
          <p class="connection-line">{props.line}</p>
          {managed && (
            <p class="field-lock">
              <Icon node={Lock} size={12} />
              {t('options.managedConnection')}
            </p>
          )}
        </div>
        {!props.children && (
          <div class="connection-buttons">
            {props.buttons}
            <button
              type="button"
              class="button button-icon"
              data-edit={id}
              aria-label={opens.label}
              title={opens.title}
              onClick={props.onOpen}
            >
              <Icon node={Pencil} />
            </button>
            {!managed && (
              <button
                ref={removeButton}
                type="button"
                class="button button-icon"
                aria-label={t('options.removeNamed', { name })}
                title={t('options.remove')}
                onClick={() => setRemoving(true)}
              >
                <Icon node={Trash2} />
              </button>
            )}
          </div>
        )}
      </div>
      {!props.children && props.notices}
      {missingAccess !== null && !props.children && (
        <div class="callout callout-warning">
          <p>{t('options.needsAccess', { host: patternHost(missingAccess) })}</p>
          <button type="button" class="button" onClick={() => props.onAllow(missingAccess)}>
            {t('options.allowAccess', { host: patternHost(missingAccess) })}
          </button>
        </div>
      )}
      {removing && (
        <Question
          text={props.removeQuestion}
          yes={{ label: t('options.remove'), onYes: props.onRemove }}
          no={t('options.keep')}
          onNo={() => {
            setRemoving(false);
            removeButton.current?.focus();
          }}
          busy={props.busy}
        />
      )}
      {props.children}
    </li>
  );
}
