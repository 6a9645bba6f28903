import { ArrowDown, ArrowUp } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatNumber } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import type { Layout } from '../../../lib/session/shapes.ts';
import { useAnnounce } from '../../controls/announcer.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Icon } from '../../controls/icon.tsx';
import { moved, type SectionId } from './section-order.ts';

/** The order of the card's parts. It changes behind the box at once; arrow keys on a part's buttons move it too. */
export function ArrangeSections(props: {
  layout: Layout;
  /** The parts of this card, as they stand. */
  shown: readonly SectionId[];
  onArrange: PanelEvents['arrange'];
  onClose: () => void;
}) {
  const { layout, shown, onArrange } = props;
  const announce = useAnnounce();
  const pressed = useRef<HTMLElement | null>(null);

  // A part that changes its place loses the focus on the way.
  useLayoutEffect(() => {
    pressed.current?.focus();
    pressed.current = null;
  }, [shown]);

  const move = (id: SectionId, step: -1 | 1) => {
    const at = shown.indexOf(id) + step;
    if (at < 0 || at >= shown.length) return;
    pressed.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    onArrange({ ...layout, order: moved(layout, shown, id, step) });
    const [place, count] = [formatNumber(at + 1), formatNumber(shown.length)];
    announce(t('arrange.moved', { name: sectionName(id), place, count }));
  };

  return (
    <Dialog title={t('arrange.title')} onClose={props.onClose}>
      <ol class="arrange">
        {shown.map((id, at) => (
          <li
            key={id}
            onKeyDown={(event) => {
              if (event.key === 'ArrowUp') move(id, -1);
              else if (event.key === 'ArrowDown') move(id, 1);
              else return;
              event.preventDefault();
            }}
          >
            <span>{sectionName(id)}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={t('arrange.up', { name: sectionName(id) })}
              title={t('arrange.up', { name: sectionName(id) })}
              aria-disabled={at === 0}
              onClick={() => move(id, -1)}
            >
              <Icon node={ArrowUp} />
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label={t('arrange.down', { name: sectionName(id) })}
              title={t('arrange.down', { name: sectionName(id) })}
              aria-disabled={at === shown.length - 1}
              onClick={() => move(id, 1)}
            >
              <Icon node={ArrowDown} />
            </button>
          </li>
        ))}
      </ol>
      <button type="button" class="link-button" onClick={() => onArrange({ ...layout, order: [] })}>
        {t('arrange.usual')}
      </button>
    </Dialog>
  );
}

function sectionName(id: SectionId): string {
  switch (id) {
    case 'stage':
      return t('stage.title');
    case 'tags':
      return t('tags.title');
    case 'follow-up':
      return t('followUp.title');
    case 'details':
      return t('details.title');
    case 'orders':
      return t('orders.title');
    case 'embeds':
      return t('arrange.embeds');
  }
}
