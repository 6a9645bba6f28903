import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Customer } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { CommandButton } from '../../controls/command-button.tsx';
import { focusWhenShown } from '../../controls/focus-when-shown.ts';

/** The seldom wanted: this chat is somebody else's, or this device shall forget what it keeps. The latter asks. */
export function CardFoot(props: { customer: Customer; events: PanelEvents; children: ComponentChildren }) {
  const { customer, events } = props;
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);
  useLayoutEffect(() => {
    if (returning.current) opener.current?.focus();
    returning.current = false;
  }, [asking]);
  const giveUp = () => {
    returning.current = true;
    setAsking(false);
  };
  if (asking) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame that cannot be laid out in a row
      <div
        class="foot foot-asking"
        role="group"
        aria-label={t('forget.action')}
        onKeyDown={(event) => {
          if (event.key === 'Escape') giveUp();
        }}
      >
        <p>{t('forget.question', { name: shownName(customer.name) ?? t('find.unnamed') })}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            setAsking(false);
            events.forget();
          }}
        >
          {t('forget.confirm')}
        </button>
        <button type="button" class="button" ref={focusWhenShown} onClick={giveUp}>
          {t('forget.cancel')}
        </button>
      </div>
    );
  }
  return (
    <div class="foot">
      <CommandButton command="reject" class="link-button" onClick={() => events.reject([customer.id])}>
        {t('find.no')}
      </CommandButton>
      <CommandButton buttonRef={opener} command="forget" class="link-button" onClick={() => setAsking(true)}>
        {t('forget.action')}
      </CommandButton>
      {props.children}
    </div>
  );
}
