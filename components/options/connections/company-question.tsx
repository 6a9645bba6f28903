import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AccountQuestion } from '../../../lib/accounts/accounts.ts';
import { t } from '../../../lib/i18n/index.ts';

interface Asked {
  about: AccountQuestion['about'];
  /** The connection's. */
  name: string;
  onAnswer: (same: boolean) => void;
  busy: boolean;
}

/** Asks whether a connection still leads to the company it did; it stands there until it is answered. */
export function CompanyQuestion(props: Asked) {
  return (
    <section class="callout callout-warning" aria-label={textOf(props)}>
      <Answers {...props} />
    </section>
  );
}

/** The same before a change is saved. The focus is on the way back; Escape goes it. */
export function CompanyQuestionFirst(props: Asked & { onBack: () => void }) {
  const back = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => back.current?.focus(), []);
  return (
    <div
      class="callout callout-warning"
      role="alertdialog"
      aria-label={textOf(props)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        props.onBack();
      }}
    >
      <Answers {...props}>
        <button ref={back} type="button" class="button button-quiet" onClick={props.onBack}>
          {t('options.company.back')}
        </button>
      </Answers>
    </div>
  );
}

function Answers({ children, ...asked }: Asked & { children?: ComponentChildren }) {
  const { about, onAnswer, busy } = asked;
  return (
    <div>
      <p>{textOf(asked)}</p>
      <p class="field-hint">{t('options.company.hint')}</p>
      <div class="actions">
        <button type="button" class="button" disabled={busy} onClick={() => onAnswer(true)}>
          {t(`options.company.${about}.yes`)}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => onAnswer(false)}>
          {t(`options.company.${about}.no`)}
        </button>
        {children}
      </div>
    </div>
  );
}

const textOf = ({ about, name }: Asked) => t(`options.company.${about}`, { name });
