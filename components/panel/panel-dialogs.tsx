/** What opens over the panel; fetched when it is first asked for. */
import './panel-later.tsx';
import './panel-dialogs.css';
import { t } from '../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../lib/panel/view.ts';
import { ArrangeSections } from './card/arrange-sections.tsx';
import { sectionsShown } from './card/customer-card.tsx';
import { KeyHelp } from './keys/key-help.tsx';
import { Palette } from './keys/palette.tsx';
import { paletteCommands } from './keys/palette-commands.ts';
import { panelHands } from './keys/panel-hands.ts';

export { OwnerMenu } from './header/owner-menu.tsx';

export type DialogName = 'palette' | 'help' | 'arrange';

export function PanelDialogs(props: {
  open: DialogName;
  main: HTMLElement;
  view: PanelView;
  events: PanelEvents;
  onOpen: (dialog: DialogName) => void;
  /** This one, which may be gone by then: browsers tell late. */
  onClose: (dialog: DialogName) => void;
}) {
  const { open, main, view, events, onOpen } = props;
  const close = () => props.onClose(open);
  switch (open) {
    case 'palette':
      return (
        <Palette
          title={t('palette.title')}
          placeholder={t('palette.placeholder')}
          commands={paletteCommands(view, events, panelHands(main), onOpen)}
          empty={t('palette.nothing')}
          onClose={close}
        />
      );
    case 'help':
      return <KeyHelp onClose={close} />;
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
