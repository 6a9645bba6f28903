/** What opens over the panel; fetched when it is first asked for. */
import './panel-later.tsx';
import './panel-dialogs.css';
import { t } from '../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../lib/panel/view.ts';
import type { Commands } from '../controls/commands.ts';
import { ArrangeSections } from './card/arrange-sections.tsx';
import { sectionsShown } from './card/customer-card.tsx';
import { DeleteCustomer } from './card/delete-customer.tsx';
import { ForgetCustomer } from './card/forget-customer.tsx';
import { MergeCustomers } from './card/merge-customers.tsx';
import { KeyHelp } from './keys/key-help.tsx';
import { Palette } from './keys/palette.tsx';
import { paletteItems } from './keys/palette-items.ts';
import { QuickRepliesBox } from './replies/quick-replies-box.tsx';
import { Tray } from './save/tray.tsx';

export { OwnerMenu } from './header/owner-menu.tsx';

export type DialogName = 'palette' | 'help' | 'arrange' | 'forget' | 'delete' | 'merge' | 'tray' | 'replies';

export function PanelDialogs(props: {
  open: DialogName;
  commands: Commands;
  view: PanelView;
  events: PanelEvents;
  /** Of this opening, in whose place another may be by then: browsers tell late. */
  onClose: () => void;
}) {
  const { open, commands, view, events, onClose: close } = props;
  switch (open) {
    case 'palette':
      return (
        <Palette
          title={t('palette.title')}
          placeholder={t('palette.placeholder')}
          items={paletteItems(commands)}
          empty={t('palette.nothing')}
          onClose={close}
        />
      );
    case 'help':
      return <KeyHelp onClose={close} />;
    case 'forget':
      return <ForgetCustomer customer={view.customer} onForget={events.forget} onClose={close} />;
    case 'delete':
      return (
        view.customer && <DeleteCustomer customer={view.customer} onSubmit={events.submit} onClose={close} />
      );
    case 'merge': {
      const [first, second] = view.candidates;
      const shown = view.customer?.id ?? first?.customerId;
      if (shown === undefined) return null;
      const other = view.customer ? null : (second?.customerId ?? null);
      return <MergeCustomers ids={[shown, other]} view={view} events={events} onClose={close} />;
    }
    case 'replies':
      return <QuickRepliesBox view={view} events={events} onClose={close} />;
    case 'tray':
      return <Tray view={view} events={events} onClose={close} />;
    case 'arrange': {
      const capabilities = view.setup?.active?.capabilities;
      return (
        <ArrangeSections
          layout={view.layout}
          shown={capabilities ? sectionsShown(view, capabilities) : []}
          onArrange={events.arrange}
          onClose={close}
        />
      );
    }
  }
}
