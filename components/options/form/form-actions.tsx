import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';

/** The foot of a form: keep what is typed, or give it up. */
export function FormActions(props: {
  /** In place of "Save"; null: there is nothing to be saved. */
  save?: string | null;
  /** Left out: there is nothing to go back to. */
  onCancel?: (() => void) | undefined;
  /** In place of "Cancel". */
  cancel?: string;
  busy?: boolean;
  /** How many fields are wrong; left out: each says so itself. */
  wrong?: number;
  /** Between the two. */
  between?: ComponentChildren;
  /** Behind them. */
  children?: ComponentChildren;
}) {
  const { save = t('options.save'), cancel = t('options.cancel'), wrong } = props;
  return (
    <div class="actions">
      {save !== null && (
        <button type="submit" class="button button-primary" disabled={props.busy}>
          {save}
        </button>
      )}
      {props.between}
      {props.onCancel && (
        <button type="button" class="button button-quiet" onClick={props.onCancel}>
          {cancel}
        </button>
      )}
      {props.children}
      {wrong !== undefined && (
        <p class="actions-error" role="alert">
          {wrong > 0 && t('options.fieldsWrong', { count: wrong })}
        </p>
      )}
    </div>
  );
}
