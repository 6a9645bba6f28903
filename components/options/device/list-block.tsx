import { Plus } from 'lucide';
import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../icon.tsx';
import type { ListEditor } from './use-list-editor.ts';

/** A list of the catalogue under its title: folded it says what is in it, open it can be edited. */
export function ListBlock(props: {
  title: string;
  /** What is in it, in one line. */
  line: string;
  text: string;
  editor: ListEditor;
  add: string;
  form: ComponentChildren;
  children: ComponentChildren;
}) {
  const { editor } = props;
  return (
    <details class="fold">
      <summary>
        <h3>{props.title}</h3>
        <span class="fold-line">{props.line}</span>
      </summary>
      <div class="fold-body" ref={editor.root}>
        <p class="group-text">{props.text}</p>
        {props.children}
        {editor.open === 'new' ? (
          <div class="item">{props.form}</div>
        ) : (
          <button
            type="button"
            class="button fold-add"
            data-focus="new"
            disabled={editor.open !== null}
            onClick={() => editor.edit('new')}
          >
            <Icon node={Plus} />
            {props.add}
          </button>
        )}
        <p class="fold-said" role="status">
          {editor.said}
        </p>
        {editor.error && (
          <p class="callout callout-danger" role="alert">
            {editor.error.code === 'CONFLICT'
              ? t('options.stage.nowInUse')
              : t('options.item.failed', { code: editor.error.code })}
          </p>
        )}
      </div>
    </details>
  );
}
