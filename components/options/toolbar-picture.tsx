import { Pin, Puzzle } from 'lucide';
import { Icon } from '../controls/icon.tsx';
import { Mark } from './mark.tsx';

/** Where a browser keeps what was just installed: behind the puzzle piece, from where a pin brings it out. */
export function ToolbarPicture() {
  return (
    <div class="toolbar-picture" aria-hidden="true">
      <div class="toolbar-bar">
        <span class="toolbar-address" />
        <span class="toolbar-piece">
          <Icon node={Puzzle} size={16} />
        </span>
      </div>
      <div class="toolbar-menu">
        <Mark size={16} />
        <span>Chatside</span>
        <Icon node={Pin} size={14} />
      </div>
    </div>
  );
}
