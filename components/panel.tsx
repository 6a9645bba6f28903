/**
 * The side panel, whole. Data in, events out: nothing below this file knows the browser's extension interfaces, the
 * network or any storage.
 */
import { useEffect, useRef } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import type { Customer } from '../lib/crm/model.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../lib/panel/view.ts';
import { Announcer } from './announcer.tsx';
import { Banner } from './banner.tsx';
import { ConnectionSwitch } from './connection-switch.tsx';
import { CustomerCard, type PanelMemory } from './customer-card.tsx';
import { FindCustomer } from './find-customer.tsx';
import { IdentityHeader } from './identity-header.tsx';
import { SaveState } from './save-state.tsx';
import { Skeleton } from './skeleton.tsx';
import { StateNotice } from './state-notice.tsx';

export interface PanelProps {
  view: PanelView;
  events: PanelEvents;
}

/** The `main` landmark, what it carries for tests and assistive technology, and the state inside. */
export function Panel({ view, events }: PanelProps) {
  const memory = usePanelMemory();
  const main = useRef<HTMLElement>(null);
  useTagKey(main);
  const masked = view.setup?.preferences.maskPhones ?? false;
  const digits = masked ? undefined : view.chat?.phone?.replace(/\D/g, '');
  return (
    <Announcer>
      <main
        ref={main}
        class="panel"
        aria-label={t('panel.customer')}
        data-state={view.state}
        data-phone={digits}
        data-customer={view.customer?.id}
        data-fresh={view.customer ? view.fresh : undefined}
        data-offline={view.offline ? 'true' : undefined}
      >
        <div class="panel-body">
          <PanelContent view={view} events={events} memory={memory} />
        </div>
        <SaveState view={view} events={events} />
      </main>
    </Announcer>
  );
}

function PanelContent({ view, events, memory }: PanelProps & { memory: PanelMemory }) {
  const { state, customer, setup } = view;
  switch (state) {
    case 'loading':
      return <LoadingCard view={view} events={events} />;
    case 'confirm':
    case 'choose':
    case 'not-found':
    case 'hidden-number':
    case 'name-only':
      return (
        <>
          <IdentityHeader view={view} events={events} />
          <Banner view={view} events={events} />
          <FindCustomer state={state} view={view} events={events} />
        </>
      );
    case 'ready':
    case 'not-whatsapp': {
      const capabilities = setup?.active?.capabilities;
      if (!customer || !capabilities) break;
      return (
        <>
          <Banner view={view} events={events} />
          <fieldset class="person-frame" disabled={state === 'not-whatsapp'}>
            <IdentityHeader view={view} events={events} />
            <CustomerCard
              view={view}
              customer={customer}
              capabilities={capabilities}
              memory={memory}
              events={events}
            />
          </fieldset>
        </>
      );
    }
  }
  if (state === 'ready') return <LoadingCard view={view} events={events} />;
  return (
    <>
      {state === 'error' && view.chat && <IdentityHeader view={view} events={events} />}
      <StateNotice state={state} view={view} events={events} />
      <ConnectionSwitch setup={setup} onSelect={events.selectConnection} />
    </>
  );
}

function LoadingCard({ view, events }: PanelProps) {
  return (
    <>
      <IdentityHeader view={view} events={events} />
      <Skeleton view={view} />
    </>
  );
}

function usePanelMemory(): PanelMemory {
  const memory = useRef<PanelMemory>(null);
  if (memory.current === null) {
    const drafts = new Map<string, ReturnType<PanelMemory['drafts']>>();
    memory.current = {
      folds: new Map(),
      recentTags: [],
      drafts: ({ connectionId, id }: Customer) => {
        const key = `${connectionId}:${id}`;
        const kept = drafts.get(key) ?? new Map();
        drafts.set(key, kept);
        return kept;
      },
    };
  }
  return memory.current;
}

/** `T` goes to the tag box, unless something is being typed. */
function useTagKey(main: { readonly current: HTMLElement | null }): void {
  useEffect(
    () =>
      tinykeys(
        window,
        {
          t: (event) => {
            const box = main.current?.querySelector<HTMLInputElement>('[role=combobox]:not(:disabled)');
            if (!box) return;
            event.preventDefault();
            box.focus();
            box.click();
          },
        },
        {
          ignore: ({ target, repeat, isComposing, defaultPrevented }) =>
            repeat || isComposing || defaultPrevented || isTextBox(target),
        },
      ),
    [main],
  );
}

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
