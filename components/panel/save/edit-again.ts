import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import { chosenTime } from '../follow-up/reminder-time.ts';

/** Gives a note up and puts it back into its box, with what stands there by now. */
export function editAgain(
  { id, change }: WriteView,
  { noteDraft }: Pick<PanelView, 'noteDraft'>,
  events: PanelEvents,
): void {
  if (change.kind === 'note') {
    const { text, stageId = '', remindAt } = change;
    events.draftNote({
      text: [noteDraft.text, text].filter(Boolean).join('\n'),
      stageId: noteDraft.stageId || stageId,
      remindAt: noteDraft.remindAt || (remindAt ? chosenTime(remindAt) : ''),
    });
  }
  events.closeWrite(id, 'dropped');
}
