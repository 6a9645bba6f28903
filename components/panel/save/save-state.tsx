import type { IconNode } from 'lucide';
import { Check, Clock, LoaderCircle, TriangleAlert } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { useCommands } from '../../controls/commands.ts';
import { Icon } from '../../controls/icon.tsx';
import { useLater } from '../use-later.ts';
import { type SaveAction, type SaveLine, saveLines } from './save-lines.ts';

const icons: Record<SaveLine['tone'], IconNode> = {
  busy: LoaderCircle,
  waiting: Clock,
  good: Check,
  bad: TriangleAlert,
};

/** What became of the agent's writes. Always in the page, so that its words are spoken as they change. */
export function SaveState({ view, events }: { view: PanelView; events: PanelEvents }) {
  const later = useLater();
  const { newest, undecided } = saveLines(view, later?.troubledLine ?? null);
  const act = (action: SaveAction, { write }: SaveLine) => {
    switch (action) {
      case 'undo':
      case 'redo':
        return events.undo(write.id);
      case 'retry':
      case 'again':
      case 'mine':
        return events.retry(write.id);
      case 'there':
        return events.closeWrite(write.id, 'there');
      case 'discard':
      case 'theirs':
        return events.closeWrite(write.id, 'dropped');
      case 'edit':
        return later?.editAgain(write, view, events);
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame that cannot be laid out in a row
    <div
      class="save"
      role="group"
      aria-label={t('save.changes')}
      // The focus rests here when the button that had it is gone.
      tabIndex={-1}
      data-empty={newest === null}
    >
      {undecided.map((line) => (
        <div key={line.write.id} class="save-line" data-tone={line.tone}>
          <SaveWords line={line} />
          <SaveActions line={line} commands={line.write.conflict !== undefined} onAction={act} />
        </div>
      ))}
      <div class="save-line" data-tone={newest?.tone}>
        <div role="status" class="save-status">
          {newest && <SaveWords line={newest} />}
        </div>
        {newest && <SaveActions line={newest} commands onAction={act} />}
      </div>
    </div>
  );
}

/** What is said of one write. */
export function SaveWords({ line }: { line: SaveLine }) {
  return (
    <div class="save-words">
      <Icon node={icons[line.tone]} size={14} />
      <div>
        <p>{line.text}</p>
        {line.advice && <p class="save-advice">{line.advice}</p>}
        {line.yours && (
          <p class="save-yours">
            <ClampedText text={t('save.yours', { text: line.yours })} />
          </p>
        )}
        {line.small && <p class="small-print">{line.small}</p>}
      </div>
    </div>
  );
}

function SaveActions(props: {
  line: SaveLine;
  /** They are commands as well. */
  commands?: boolean;
  onAction: (action: SaveAction, line: SaveLine) => void;
}) {
  const { line, commands = false, onAction } = props;
  useCommands(
    (commands ? line.actions : []).map((action) => ({
      kind: action === 'mine' || action === 'theirs' ? action : 'save',
      of: t(`save.${action}`),
      run: () => onAction(action, line),
    })),
  );
  if (line.actions.length === 0) return null;
  return (
    <div class="save-actions">
      {line.actions.map((action) => (
        <button key={action} type="button" class="button" onClick={() => onAction(action, line)}>
          {t(`save.${action}`)}
        </button>
      ))}
    </div>
  );
}
