import type { PanelView } from '../../../lib/panel/view.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';

type Seen = Pick<PanelView, 'everywhere' | 'offline'>;

/** Whether the agent has to decide what becomes of it. */
export const needsAgent = ({ state }: WriteView): boolean => state === 'failed' || state === 'unknown';

/** Of whatever customer: what needs the agent, and then what waits or is looked for; not what simply goes its way. */
export function trayItems({ everywhere, offline }: Seen): WriteView[] {
  const waits = ({ state, change, error, behind, confirming }: WriteView) => {
    if (state === 'sending') return confirming === true;
    // A deletion or a merge gives time to undo it.
    const takesItsTime = (change.kind === 'delete' || change.kind === 'merge') && error === null;
    return state === 'waiting' && !takesItsTime && (offline || error !== null || behind !== undefined);
  };
  return [...everywhere.filter(needsAgent), ...everywhere.filter(waits)];
}
