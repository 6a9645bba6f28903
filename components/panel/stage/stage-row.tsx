import { Check, Ellipsis } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Catalogue, Customer, Stage } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { isolate, t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { unfolded, useCommands } from '../../controls/commands.ts';
import { Icon } from '../../controls/icon.tsx';
import { type Fold, Section } from '../card/section.tsx';
import type { Refusal } from '../save/refusals.tsx';
import { useLater } from '../use-later.ts';
import { OutcomeRow } from './outcome-row.tsx';
import { endShown, firstShown, isLong } from './shown-stages.ts';

/** Which way each arrow leads; mirrored where the writing is. */
const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * The pipeline; of a long one the stages round the current one, and a list of all. Arrows only move the focus: a wrong key must not move a customer. Space, Enter, a click or the
 * stage's digit choose.
 */
export function StageRow(props: {
  fold: Fold;
  customer: Customer;
  catalogue: Catalogue;
  capabilities: Capabilities;
  /** A digit chooses too. */
  digits: boolean;
  refused: Refusal | undefined;
  reasonDraft: PanelView['reasonDraft'];
  onReason: PanelEvents['draftReason'];
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, catalogue, capabilities, digits, refused, onSubmit } = props;
  const { stages } = catalogue;
  const group = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const { setStage } = capabilities.change;
  const able = setStage.able;
  const clears = setStage.able && setStage.clears;
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

  const long = isLong(stages);
  /** Of a long one: where arrows led, so that it comes into sight. */
  const [looked, setLooked] = useState<number | null>(null);
  // What was pressed and what is beside it stay where they are until the pointer has gone: a second press hits the same.
  const held = useRef<number | null>(null);
  const first = firstShown(stages.length, looked ?? current, looked === null ? held.current : null);
  const end = endShown(stages.length, first);

  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const button = group.current?.querySelectorAll<HTMLElement>('[role=radio]')[wanted.current - first];
    button?.focus();
    wanted.current = null;
  });
  const focusOn = (index: number) => {
    wanted.current = (index + stages.length) % stages.length;
    unfolded(group.current);
    setLooked(wanted.current);
    setFocused(wanted.current);
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

  const later = useLater();
  const [listing, setListing] = useState(false);
  const returning = useRef(false);
  const allButton = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (returning.current) allButton.current?.focus();
    returning.current = false;
  }, [listing]);
  const place = placeText(now, current, stages.length);
  const name = stages[current]?.name;
  const note = props.fold.folded && name !== undefined ? `${isolate(name)} · ${place}` : place;
  return (
    <Section
      id="stage"
      title={t('stage.title')}
      fold={props.fold}
      note={note}
      marks={
        later && (
          <later.SectionMarks due={false} unsaved={props.reasonDraft !== null || refused !== undefined} />
        )
      }
    >
      <div>
        <div class="stage-bar">
          <div
            ref={group}
            class={long ? 'stages stages-few' : 'stages'}
            role="radiogroup"
            aria-label={t('stage.title')}
            aria-disabled={!able}
            aria-invalid={refused !== undefined}
            aria-describedby={refused?.id}
            data-outcome={outcome}
            onKeyDown={onKeyDown}
            onPointerEnter={() => {
              held.current = first;
            }}
            onPointerLeave={() => {
              held.current = null;
            }}
            onFocusOut={({ relatedTarget }) => {
              // Also told of a stage that goes out of sight while the focus is on its way to another.
              if (wanted.current !== null) return;
              if (relatedTarget instanceof Node && group.current?.contains(relatedTarget)) return;
              setFocused(null);
              setLooked(null);
            }}
          >
            {stages.slice(first, end).map((stage, at) => {
              const index = first + at;
              return (
                // biome-ignore lint/a11y/useSemanticElements: a native radio would write at an arrow key
                <button
                  key={stage.id}
                  type="button"
                  role="radio"
                  class="stage"
                  aria-checked={index === current}
                  {...(long && { 'aria-posinset': index + 1, 'aria-setsize': stages.length })}
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
              );
            })}
          </div>
          {long && (
            <button
              ref={allButton}
              type="button"
              class="icon-button"
              aria-expanded={listing}
              aria-label={t('stage.all')}
              title={t('stage.all')}
              // A press on it closes the list by itself, as leaving the list does.
              onMouseDown={(event) => listing && event.preventDefault()}
              onClick={() => setListing(!listing)}
            >
              <Icon node={Ellipsis} />
            </button>
          )}
        </div>
        {listing && later && (
          <later.StagePicker
            stages={stages}
            current={current}
            onChoose={(stage) => {
              returning.current = true;
              setListing(false);
              choose(stage);
            }}
            onClose={(keepFocus) => {
              returning.current = keepFocus;
              setListing(false);
            }}
          />
        )}
        {now !== 'unknown' && (now !== null || clears) && (
          <OutcomeRow
            key={customer.id}
            customer={customer}
            stage={now}
            first={stages[0]?.id ?? ''}
            capabilities={capabilities}
            draft={props.reasonDraft}
            refused={refused?.typed}
            onDraft={props.onReason}
            onSubmit={onSubmit}
          />
        )}
        {refused?.line}
      </div>
    </Section>
  );
}

function placeText(stage: Customer['stage'], current: number, count: number): string {
  if (stage === 'unknown') return t('stage.unknown');
  if (stage === null) return t('stage.none');
  return current < 0 ? t('stage.elsewhere') : t('stage.place', { place: current + 1, count });
}
