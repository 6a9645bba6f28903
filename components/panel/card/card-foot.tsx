import type { ComponentChildren } from 'preact';
import type { Customer } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { CommandButton } from '../../controls/command-button.tsx';

/** The seldom wanted: this chat is somebody else's, and whatever else the panel offers for its customer. */
export function CardFoot(props: { customer: Customer; events: PanelEvents; children: ComponentChildren }) {
  const { customer, events } = props;
  return (
    <div class="foot">
      <CommandButton command="reject" class="link-button" onClick={() => events.reject([customer.id])}>
        {t('find.no')}
      </CommandButton>
      {props.children}
    </div>
  );
}
