import { Lock } from 'lucide';
import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';

export interface FieldProps {
  /** Of the control; unique on the page. */
  id: string;
  label: string;
  /** What it is, and where to find it. Left out where policy has filled it in. */
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Decided by policy. */
  locked?: boolean;
  optional?: boolean;
}

/** What a control needs so that its hint, its error and its lock are read out with it. */
export function described({ id, hint, error, locked, optional }: FieldProps) {
  const ids = [
    optional && `${id}-optional`,
    hint && !locked && `${id}-hint`,
    locked && `${id}-lock`,
    error && `${id}-error`,
  ].filter(Boolean);
  return {
    id,
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': error !== undefined ? ('true' as const) : undefined,
  };
}

/** A label, a control, what it is, and what is wrong with it. */
export function Field(props: FieldProps & { children: ComponentChildren }) {
  return (
    <div class="field">
      <div class="field-head">
        <label class="field-label" for={props.id}>
          {props.label}
        </label>
        {props.optional && (
          <span class="field-optional" id={`${props.id}-optional`}>
            {t('options.optional')}
          </span>
        )}
      </div>
      {props.children}
      <FieldNotes {...props} />
    </div>
  );
}

/** What stands below a control. */
export function FieldNotes({ id, hint, error, locked }: FieldProps) {
  return (
    <>
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {locked && (
        <p class="field-lock" id={`${id}-lock`}>
          <Icon node={Lock} size={12} />
          {t('options.locked')}
        </p>
      )}
      {hint && !locked && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}
