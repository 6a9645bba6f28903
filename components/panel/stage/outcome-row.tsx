import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Customer, CustomerStage, FieldValue, Outcome } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { CommandButton } from '../../controls/command-button.tsx';
import { focusWhenShown } from '../../controls/focus-when-shown.ts';

type Closed = Exclude<Outcome, 'open'>;

const isClosed = (outcome: Outcome): outcome is Closed => outcome !== 'open';

/** How it ended, with the reason; only outcomes that the back end has. Who stands in no stage ends in the first. */
export function OutcomeRow(props: {
  customer: Customer;
  stage: CustomerStage | null;
  first: string;
  capabilities: Capabilities;
  draft: PanelView['reasonDraft'];
  /** The reason that was not taken. */
  refused: FieldValue | undefined;
  onDraft: PanelEvents['draftReason'];
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, stage, capabilities, draft, refused, onDraft, onSubmit } = props;
  /** Undefined: not touched here, so that a draft stands. */
  const [asked, setAsked] = useState<Closed | null>();
  const [typed, setTyped] = useState<string>();
  const asking = asked === undefined ? (draft?.outcome ?? null) : asked;
  const reason = typed ?? draft?.text ?? String(refused ?? '');
  const able = capabilities.change.setStage.able;
  const closed = capabilities.outcomes.filter(isClosed);
  const row = useRef<HTMLElement | null>(null);
  const next = useRef<string | null>(null);
  const hold = (element: HTMLElement | null) => {
    row.current = element;
  };

  // What was pressed goes with what it did; the focus goes to what leads back.
  useLayoutEffect(() => {
    const wanted = next.current && row.current?.querySelector<HTMLElement>(`[data-focus="${next.current}"]`);
    if (!wanted) return;
    next.current = null;
    wanted.focus();
  });

  const giveUp = () => {
    if (asking) next.current = `outcome-${asking}`;
    ask(null);
  };

  const ask = (outcome: Closed | null) => {
    setAsked(outcome);
    onDraft(outcome && reason !== '' ? { outcome, text: reason } : null);
  };

  const submit = (outcome: Outcome) => {
    const why = reason.trim();
    onSubmit({
      kind: 'setStage',
      customerId: customer.id,
      from: stage,
      to: {
        stageId: stage?.stageId ?? props.first,
        outcome,
        ...(isClosed(outcome) && why !== '' && { reason: why }),
      },
    });
    next.current = isClosed(outcome) ? 'reopen' : `outcome-${stage?.outcome}`;
    setAsked(null);
    setTyped(undefined);
  };

  if (stage && isClosed(stage.outcome)) {
    return (
      <p ref={hold} class="outcome-now" data-outcome={stage.outcome}>
        <span class="badge">{t(`outcome.${stage.outcome}`)}</span>
        {stage.reason && <span dir="auto">{stage.reason}</span>}
        {able && capabilities.outcomes.includes('open') && (
          <CommandButton
            command="reopen"
            class="link-button"
            data-focus="reopen"
            onClick={() => submit('open')}
          >
            {t('outcome.open')}
          </CommandButton>
        )}
      </p>
    );
  }
  if (!able || closed.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame that cannot be laid out in a row
    <div ref={hold} class="outcomes" role="group" aria-label={t('outcome.group')}>
      {closed.map((outcome) => (
        <CommandButton
          key={outcome}
          command="outcome"
          of={outcome}
          class="link-button"
          data-focus={`outcome-${outcome}`}
          aria-expanded={asking === outcome}
          onClick={() => ask(asking === outcome ? null : outcome)}
        >
          {t(`outcome.${outcome}`)}
        </CommandButton>
      ))}
      {asking && (
        <form
          class="outcome-form"
          onSubmit={(event) => {
            event.preventDefault();
            submit(asking);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            giveUp();
          }}
        >
          <input
            class="input"
            dir="auto"
            aria-label={t('outcome.reasonFor', { outcome: asking })}
            placeholder={t('outcome.reasonFor', { outcome: asking })}
            value={reason}
            // A draft that is shown again leaves the focus where it is.
            ref={asked ? focusWhenShown : null}
            onInput={(event) => {
              const text = event.currentTarget.value;
              setTyped(text);
              onDraft(text === '' ? null : { outcome: asking, text });
            }}
          />
          <button type="submit" class="button button-primary">
            {t('outcome.mark', { outcome: asking })}
          </button>
        </form>
      )}
    </div>
  );
}
