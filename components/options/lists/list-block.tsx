import { Plus } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
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
  open?: boolean;
  /** What went wrong, in a sentence. */
  failed?: (error: AppErrorData) => string;
  children: ComponentChildren;
}) {
  const { editor, failed = notSaved } = props;
  return (
    <details class="fold" open={props.open}>
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
        <p class="fold-status" role="status">
          {editor.busy ? t('options.saving') : editor.status}
        </p>
        {editor.error && (
          <p class="callout callout-danger" role="alert">
            {failed(editor.error)}
            {editor.error.backend && (
              <span class="small-print">
                {' '}
                {editor.error.backend.code} <bdi>{editor.error.backend.message}</bdi>
              </span>
            )}
          </p>
        )}
      </div>
    </details>
  );
}

const notSaved = ({ code }: AppErrorData): string =>
  code === 'CONFLICT' ? t('options.stage.nowInUse') : t('options.item.failed', { code });
