import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatLocale, t } from '../../../lib/i18n/index.ts';
import type { Exchange } from '../../../lib/orders/exchange.ts';
import { mapClicked } from '../../../lib/orders/map-clicked.ts';
import { type DraftMap, itemFields, type MapField, orderFields } from '../../../lib/orders/map-fields.ts';
import { orderPlaces } from '../../../lib/orders/order-places.ts';
import { orderTrouble } from '../../words/order-trouble.ts';
import { FieldMenu } from './field-menu.tsx';
import { type JsonRow, jsonOf } from './json-rows.ts';
import { JsonTree } from './json-tree.tsx';

/** Characters of what is no JSON. */
const longest = 4_000;
/** Orders. */
const mostMarked = 50;

/** What the shop answered: JSON as a tree, of which a value can be taken for a field; anything else as text. */
export function ReplyPane(props: {
  id: string;
  shop: string;
  exchange: Exchange;
  map: DraftMap;
  onMap: ((map: DraftMap) => void) | undefined;
}) {
  const { id, exchange, map } = props;
  const { reply, error } = exchange;
  const json = reply ? jsonOf(reply.text) : undefined;
  // What is wrong may be read, and is nothing to take orders from.
  const onMap = error ? undefined : props.onMap;
  const [menu, setMenu] = useState<{ row: JsonRow; top: number } | null>(null);
  const [said, setSaid] = useState('');
  const tree = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (menu) tree.current?.querySelector('[role="menu"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [menu]);

  function choose(row: JsonRow, field: MapField) {
    const name = t(`options.map.${field}`);
    if (marksOf(json, map).get(row.pointer)?.includes(field)) {
      onMap?.({ ...map, [field]: undefined });
      setSaid(t('options.map.unset', { field: name }));
      return;
    }
    const result = mapClicked(json, map, row.path, field);
    if ('map' in result) onMap?.(result.map);
    setSaid(
      'map' in result
        ? t('options.map.set', { field: name, pointer: result.map[field] || '/' })
        : t(`options.map.cannot.${result.problem}`),
    );
  }

  return (
    <section class="pane reply" aria-labelledby={`${id}-reply`}>
      <h4 id={`${id}-reply`}>{t('options.try.reply')}</h4>
      {reply && (
        <p class="pane-line">
          <bdi>{[`HTTP ${reply.status}`, reply.type ?? '–', sizeOf(reply.text)].join(' · ')}</bdi>
        </p>
      )}
      {error && (
        <p class="callout callout-warning" role="alert">
          {orderTrouble(error, props.shop)}
        </p>
      )}
      {json !== undefined && onMap && <p class="pane-line">{t('options.try.press')}</p>}
      {json !== undefined ? (
        <div ref={tree} class="reply-tree">
          <JsonTree
            json={json}
            label={t('options.try.reply')}
            list={map.orders}
            marks={marksOf(json, map)}
            onChoose={
              onMap && ((row, element) => setMenu({ row, top: element.offsetTop + element.offsetHeight }))
            }
          />
          {menu && (
            <FieldMenu
              label={t('options.map.menu', { value: menu.row.text })}
              top={menu.top}
              fields={fieldsFor(menu.row)}
              chosen={marksOf(json, map).get(menu.row.pointer) ?? []}
              onChoose={(field) => choose(menu.row, field)}
              onClose={(keepFocus) => {
                setMenu(null);
                if (keepFocus)
                  tree.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
              }}
            />
          )}
        </div>
      ) : (
        reply !== null &&
        reply.text !== '' && (
          <>
            <pre class="reply-text" dir="ltr">
              {reply.text.slice(0, longest)}
            </pre>
            {reply.text.length > longest && <p class="pane-line">{t('options.try.cut')}</p>}
          </>
        )
      )}
      <p class="pane-said" role="status">
        {said}
      </p>
    </section>
  );
}

function sizeOf(text: string): string {
  const kilobytes = new TextEncoder().encode(text).length / 1000;
  return new Intl.NumberFormat(formatLocale(), {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: kilobytes < 10 ? 1 : 0,
  }).format(kilobytes);
}

/** Which fields stand where, of every order that can be seen. */
function marksOf(json: unknown, map: DraftMap): Map<string, MapField[]> {
  const marks = new Map<string, MapField[]>();
  const mark = (base: string, field: MapField) => {
    const pointer = map[field];
    if (pointer !== undefined) marks.set(base + pointer, [...(marks.get(base + pointer) ?? []), field]);
  };
  for (const field of ['owners', 'next', 'more'] as const) mark('', field);
  const places = (orderPlaces(json, map) ?? []).slice(0, mostMarked);
  for (const list of new Set(places.map(({ pointer }) => pointer.slice(0, pointer.lastIndexOf('/'))))) {
    mark(list.slice(0, list.length - (map.orders ?? '').length), 'orders');
  }
  for (const { pointer } of places) {
    for (const field of [...orderFields, 'items'] as const) mark(pointer, field);
    if (map.items !== undefined) for (const field of itemFields) mark(`${pointer}${map.items}/0`, field);
  }
  return marks;
}

/** What a value may be: outside of all lists, only about the page. */
function fieldsFor({ path }: JsonRow): readonly MapField[] {
  const lists = path.filter((token) => typeof token === 'number').length;
  if (lists === 0) return ['next', 'more'];
  return lists === 1 ? orderFields : [...orderFields, ...itemFields];
}
