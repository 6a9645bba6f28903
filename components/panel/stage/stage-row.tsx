import { Check } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Catalogue, Customer, Stage } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { formatNumber } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { useCommands } from '../../controls/commands.ts';
import { Icon } from '../../controls/icon.tsx';
import { OutcomeRow } from './outcome-row.tsx';

/** Which way each arrow leads; mirrored where the writing is. */
const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * The pipeline. Arrows only move the focus: a wrong key must not move a customer. Space, Enter, a click or the
 * stage's digit choose.
 */
export function StageRow(props: {
  customer: Customer;
  catalogue: Catalogue;
  capabilities: Capabilities;
  /** A digit chooses too. */
  digits: boolean;
  reasonDraft: PanelView['reasonDraft'];
  onReason: PanelEvents['draftReason'];
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, digits, onSubmit } = props;
  const { stages } = catalogue;
  const group = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const able = capabilities.change.setStage.able;
  const now = customer.stage;
  const current = now === null || now === 'unknown' ? -1 : stages.findIndex(({ id }) => id === now.stageId);
  const outcome = now === null || now === 'unknown' ? 'open' : now.outcome;

  const choose = (stage: Stage | undefined) => {
    if (!able || !stage || (stage.id === stages[current]?.id && outcome === 'open')) return;
    onSubmit({
      kind: 'setStage',
      customerId: customer.id,
      from: now,
      to: { stageId: stage.id, outcome: 'open' },
    });
  };

  const focusOn = (index: number) => {
    const buttons = group.current?.querySelectorAll<HTMLButtonElement>('[role=radio]');
    buttons?.[(index + stages.length) % stages.length]?.focus();
  };

  const tabStop = focused ?? Math.max(current, 0);
  const others = stages.filter(({ id }) => id !== stages[current]?.id || outcome !== 'open');
  useCommands([
    { kind: 'stage', run: () => focusOn(tabStop) },
    ...(able ? others : []).map((stage) => ({
      kind: 'move' as const,
      of: stage.id,
      name: stage.name,
      run: () => choose(stage),
    })),
  ]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step !== undefined) {
      const sideways = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
      const mirrored = sideways && getComputedStyle(event.currentTarget).direction === 'rtl';
      focusOn(tabStop + (mirrored ? -step : step));
    } else if (event.key === 'Home') focusOn(0);
    else if (event.key === 'End') focusOn(stages.length - 1);
    else if (digits && /^[1-9]$/.test(event.key)) choose(stages[Number(event.key) - 1]);
    else return;
    event.preventDefault();
  };

  return (
    <section class="block">
      <div class="block-title">
        <h2>{t('stage.title')}</h2>
        <span class="block-note">
          <bdi>{placeText(now, current, stages.length)}</bdi>
        </span>
      </div>
      <div
        ref={group}
        class="stages"
        role="radiogroup"
        aria-label={t('stage.title')}
        aria-disabled={!able}
        data-outcome={outcome}
        onKeyDown={onKeyDown}
        onBlur={() => setFocused(null)}
      >
        {stages.map((stage, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a native radio would write at an arrow key
          <button
            key={stage.id}
            type="button"
            role="radio"
            class="stage"
            aria-checked={index === current}
            aria-disabled={!able}
            data-passed={index < current}
            tabIndex={index === tabStop ? 0 : -1}
            title={index < 9 && able && digits ? `${stage.name} (${index + 1})` : stage.name}
            onFocus={() => setFocused(index)}
            onClick={() => choose(stage)}
          >
            {index === current && <Icon node={Check} size={12} />}
            <span class="stage-name" dir="auto">
              {stage.name}
            </span>
          </button>
        ))}
      </div>
      {now !== null && now !== 'unknown' && (
        <OutcomeRow
          key={customer.id}
          customer={customer}
          stage={now}
          capabilities={capabilities}
          draft={props.reasonDraft}
          onDraft={props.onReason}
          onSubmit={onSubmit}
        />
      )}
    </section>
  );
}

function placeText(stage: Customer['stage'], current: number, count: number): string {
  if (stage === 'unknown') return t('stage.unknown');
  if (stage === null) return t('stage.none');
  return current < 0
    ? t('stage.elsewhere')
    : t('stage.place', { place: formatNumber(current + 1), count: formatNumber(count) });
}
