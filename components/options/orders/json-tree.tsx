import { ChevronRight } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { MapField } from '../../../lib/orders/map-fields.ts';
import { Icon } from '../../controls/icon.tsx';
import { type JsonRow, jsonRows, openAtFirst } from './json-rows.ts';

/** JSON as a tree: arrows move and unfold, Enter or a press chooses a value. */
export function JsonTree(props: {
  json: unknown;
  label: string;
  /** The orders' list: what leads to it is unfolded. */
  list: string | undefined;
  marks: ReadonlyMap<string, readonly MapField[]>;
  /** Undefined: nothing can be chosen. */
  onChoose: ((row: JsonRow, element: HTMLElement) => void) | undefined;
}) {
  const { json, onChoose } = props;
  const [open, setOpen] = useState(() => openAtFirst(json, props.list));
  const [at, setAt] = useState('');
  const tree = useRef<HTMLDivElement>(null);
  const rows = jsonRows(json, open);
  const current = Math.max(
    rows.findIndex(({ pointer }) => pointer === at),
    0,
  );

  const elementOf = (index: number) => tree.current?.children[index] as HTMLElement | undefined;
  function goTo(index: number) {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!row) return;
    setAt(row.pointer);
    elementOf(rows.indexOf(row))?.focus();
  }
  function fold(row: JsonRow, opens: boolean) {
    const next = new Set(open);
    if (opens) next.add(row.pointer);
    else next.delete(row.pointer);
    setOpen(next);
  }
  function act(row: JsonRow, index: number) {
    setAt(row.pointer);
    if (row.kind === 'object' || row.kind === 'list') fold(row, !row.open);
    const element = elementOf(index);
    if (row.kind === 'value' && element) onChoose?.(row, element);
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLElement>) {
    const row = rows[current];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const holds = row.kind === 'object' || row.kind === 'list';
    const parent = rows.slice(0, current).findLastIndex(({ level }) => level < row.level);
    if (event.key === 'ArrowDown') goTo(current + 1);
    else if (event.key === 'ArrowUp') goTo(current - 1);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(rows.length - 1);
    else if (event.key === 'ArrowRight' && holds) row.open ? goTo(current + 1) : fold(row, true);
    else if (event.key === 'ArrowLeft') holds && row.open ? fold(row, false) : parent >= 0 && goTo(parent);
    else if (event.key === 'Enter' || event.key === ' ') act(row, current);
    else return;
    event.preventDefault();
  }

  function onClick({ target }: { target: EventTarget | null }) {
    const item = target instanceof Element ? target.closest('[role="treeitem"]') : null;
    const index = item ? [...(tree.current?.children ?? [])].indexOf(item) : -1;
    const row = rows[index];
    if (row) act(row, index);
  }

  return (
    <div
      ref={tree}
      class="json-tree"
      role="tree"
      aria-label={props.label}
      dir="ltr"
      tabIndex={-1}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        <div
          key={row.pointer}
          role="treeitem"
          class="json-row"
          data-kind={row.kind}
          data-level={Math.min(row.level, 9)}
          tabIndex={index === current ? 0 : -1}
          aria-level={row.level}
          aria-posinset={row.place}
          aria-setsize={row.beside}
          aria-expanded={row.kind === 'object' || row.kind === 'list' ? row.open : undefined}
          aria-haspopup={row.kind === 'value' && onChoose ? 'menu' : undefined}
          onFocus={() => setAt(row.pointer)}
        >
          {(row.kind === 'object' || row.kind === 'list') && (
            <span class="json-fold">
              <Icon node={ChevronRight} size={12} />
            </span>
          )}
          {row.name !== '' && <bdi class="json-name">{row.name}</bdi>}
          {row.kind === 'value' && <bdi class="json-value">{row.text}</bdi>}
          {(row.kind === 'list' || row.kind === 'object') && (
            <span class="json-count">{t(`options.json.${row.kind}`, { count: row.count })}</span>
          )}
          {row.kind === 'rest' && (
            <span class="json-count">{t('options.json.rest', { count: row.count })}</span>
          )}
          {props.marks.get(row.pointer)?.map((field) => (
            <span key={field} class="badge badge-accent json-mark">
              {t(`options.map.${field}`)}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
