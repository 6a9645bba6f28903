import { Pencil, TriangleAlert, X } from 'lucide';
import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { FieldValue } from '../../../lib/crm/model.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { CommandsContext } from '../../controls/commands.ts';
import { Icon } from '../../controls/icon.tsx';
import { clashesOf, fieldText, stageText } from './clashes.ts';
import { editAgain } from './edit-again.ts';
import { whyRefused } from './why-refused.ts';

/** Where on the card something was refused. */
type Place = 'stage' | 'tags' | 'note' | `todo:${string}` | `field:${string}`;

/** What is said of it there. */
export interface Refusal {
  /** Of the words, for whatever they describe. */
  id: string;
  line: VNode;
  /** What the agent wanted there, where that is typed. */
  typed?: FieldValue;
}

export type Refusals = Partial<Record<Place, Refusal>>;

interface Said {
  write: WriteView;
  place: Place;
  /** What is not saved. */
  words: string;
  typed?: FieldValue;
  /** A tag that can be chosen anew. */
  again?: string;
}

/** What was refused of this customer's, each beside what it is about, until it is corrected, saved or given up. */
export function refusals(view: PanelView, events: PanelEvents): Refusals {
  const places = new Map<Place, Said[]>();
  for (const write of view.writes) {
    if (write.state !== 'failed') continue;
    for (const said of saidOf(write, view)) {
      places.set(said.place, [...(places.get(said.place) ?? []), said]);
    }
  }
  return Object.fromEntries(
    [...places].map(([place, all]) => {
      const id = `refused-${encodeURIComponent(place)}`;
      const Row = place.startsWith('field:') ? 'dd' : 'div';
      const typed = all.at(-1)?.typed;
      const line = (
        <Row class="refused">
          {all.map((said, index) => (
            <Line
              key={said.write.id}
              id={index === all.length - 1 ? id : undefined}
              said={said}
              view={view}
              events={events}
            />
          ))}
        </Row>
      );
      return [place, { id, line, ...(typed !== undefined && { typed }) }];
    }),
  );
}

function Line(props: { id: string | undefined; said: Said; view: PanelView; events: PanelEvents }) {
  const { said, view, events } = props;
  const { write, words } = said;
  return (
    <div class="refused-line">
      <Icon node={TriangleAlert} size={12} />
      <div id={props.id} class="refused-words">
        <ClampedText text={words} />
        <p>{why(write, view)}</p>
      </div>
      {said.again !== undefined && <AgainButton name={said.again} />}
      {write.change.kind === 'note' && (
        <LineButton node={Pencil} name={t('refused.edit')} onClick={() => editAgain(write, view, events)} />
      )}
      <LineButton
        node={X}
        name={t('refused.discard', { words })}
        onClick={() => events.closeWrite(write.id, 'dropped')}
      />
    </div>
  );
}

/** A tag that was not taken is looked for anew, from what it was called. */
function AgainButton({ name }: { name: string }) {
  const commands = useContext(CommandsContext);
  return (
    <LineButton node={Pencil} name={t('refused.tag', { name })} onClick={() => commands?.run('tag', name)} />
  );
}

function LineButton({ node, name, onClick }: { node: typeof X; name: string; onClick: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={name} title={name} onClick={onClick}>
      <Icon node={node} size={14} />
    </button>
  );
}

function why(write: WriteView, { catalogue }: PanelView): string | null {
  const { change, conflict } = write;
  if (!conflict) return whyRefused(write, catalogue);
  const theirs = clashesOf(change, conflict, catalogue).map((clash) => clash.theirs);
  return t('refused.theirs', { theirs: formatList(theirs) });
}

function saidOf(write: WriteView, { catalogue }: PanelView): Said[] {
  const { change } = write;
  const at = (place: Place, value: string, typed?: FieldValue): Said => ({
    write,
    place,
    words: t('refused.value', { value }),
    ...(typed !== undefined && { typed }),
  });
  switch (change.kind) {
    case 'edit':
      return change.edits.map(({ key, to }) => at(`field:${key}`, fieldText(key, to, catalogue), to));
    case 'setStage':
      return [at('stage', stageText(change.to, catalogue), change.to?.reason)];
    case 'setTags': {
      const tags = [
        ...change.add.map(({ name }) => t('write.tagOn', { name })),
        ...change.remove.map(({ name }) => t('write.tagOff', { name })),
      ];
      const again = write.conflict ? undefined : change.add.at(-1)?.name;
      return [{ ...at('tags', formatList(tags)), ...(again !== undefined && { again }) }];
    }
    case 'note':
      return [at('note', change.text || t('reminders.unnamed'))];
    case 'todo':
      return [at(`todo:${change.todoId}`, t('reminders.done'))];
    default:
      return [];
  }
}
