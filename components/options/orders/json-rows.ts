/** A reply as the lines of a tree, as far as it can be read. Pure. */
import type { Exchange } from '../../../lib/orders/exchange.ts';
import { type Path, pointerOf } from '../../../lib/orders/pointer.ts';

/** Undefined: it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What orders can be read from; undefined: nothing. */
export function replyOf({ reply, error }: Exchange): unknown {
  return reply && !error ? jsonOf(reply.text) : undefined;
}

export interface JsonRow {
  path: Path;
  pointer: string;
  /** Its name or place in what holds it; '' for the whole. */
  name: string;
  kind: 'object' | 'list' | 'value' | 'rest';
  /** Of a value: as JSON, cut where it is long. Of others: '' */
  text: string;
  /** How much is in it; of `rest`: how much is not shown. */
  count: number;
  open: boolean;
  level: number;
  /** Among those beside it. */
  place: number;
  beside: number;
}

const most = { beside: 50, text: 200 };

/** @param open the pointers of what is unfolded. */
export function jsonRows(value: unknown, open: ReadonlySet<string>): JsonRow[] {
  const rows: JsonRow[] = [];
  const add = (one: unknown, path: Path, level: number, place: number, beside: number) => {
    const pointer = pointerOf(path);
    const entries = entriesOf(one);
    const isOpen = entries !== null && open.has(pointer);
    rows.push({
      path,
      pointer,
      name: String(path.at(-1) ?? ''),
      kind: entries === null ? 'value' : Array.isArray(one) ? 'list' : 'object',
      text: entries === null ? cut(JSON.stringify(one)) : '',
      count: entries?.length ?? 0,
      open: isOpen,
      level,
      place,
      beside,
    });
    if (!isOpen) return;
    const shown = entries.slice(0, most.beside);
    const rest = entries.length - shown.length;
    const all = shown.length + (rest > 0 ? 1 : 0);
    for (const [at, [key, inner]] of shown.entries()) add(inner, [...path, key], level + 1, at + 1, all);
    if (rest > 0) {
      rows.push({
        path,
        pointer: `${pointer}/-`,
        name: '',
        kind: 'rest',
        text: '',
        count: rest,
        open: false,
        level: level + 1,
        place: all,
        beside: all,
      });
    }
  };
  add(value, [], 1, 1, 1);
  return rows;
}

/** What is unfolded at first: the way to the list, and the first that stands in it with all of it that is no list. */
export function openAtFirst(value: unknown, list: string | undefined): Set<string> {
  const open = new Set(['']);
  const unfold = (one: unknown, path: Path, depth: number) => {
    const pointer = pointerOf(path);
    const isOnTheWay = list !== undefined && (pointer === list || list.startsWith(`${pointer}/`));
    if (!isOnTheWay && depth <= 0) return;
    open.add(pointer);
    const inner = Array.isArray(one) ? (entriesOf(one)?.slice(0, 1) ?? []) : (entriesOf(one) ?? []);
    const deeper = pointer === list ? 3 : depth - 1;
    for (const [key, next] of inner) if (entriesOf(next)) unfold(next, [...path, key], deeper);
  };
  unfold(value, [], list === undefined ? 3 : 1);
  return open;
}

function entriesOf(value: unknown): [string | number, unknown][] | null {
  if (Array.isArray(value)) return value.map((inner: unknown, at) => [at, inner]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}

const cut = (json: string): string => (json.length > most.text ? `${json.slice(0, most.text)}…` : json);
