import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { checkMap, type FieldReading, isListField, type Money } from '../../../lib/orders/check-map.ts';
import { type DraftMap, itemFields, type MapField, orderFields } from '../../../lib/orders/map-fields.ts';
import type { OrderCustomer } from '../../../lib/orders/model.ts';
import { orderPlaces } from '../../../lib/orders/order-places.ts';
import { readOrder } from '../../../lib/orders/read-page.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';

/** In which order, and under which words. */
const groups = [
  { name: 'list', fields: ['orders', 'owners'] },
  { name: 'order', fields: orderFields.slice(0, 10) },
  { name: 'owner', fields: orderFields.slice(10) },
  { name: 'items', fields: ['items', ...itemFields] },
  { name: 'next', fields: ['next', 'more'] },
] as const satisfies readonly { name: string; fields: readonly MapField[] }[];

const everyField: readonly MapField[] = groups.flatMap(({ fields }): readonly MapField[] => fields);

export interface MapInTheMaking {
  map: DraftMap;
  /** What stands in it by a guess. */
  guessed: ReadonlySet<MapField>;
  errors: Partial<Record<MapField, 'missing' | 'not-a-pointer'>>;
  /** Undefined: it is as it is. */
  onMap: ((map: DraftMap) => void) | undefined;
  /** How its amounts are meant. */
  money: Money;
}

/** Where each field stands, and what it reads in the first found order. */
export function MapPane(props: {
  id: string;
  /** Undefined: there is none to read from. */
  reply: unknown;
  making: MapInTheMaking;
  /** As it would be kept, and whom it was asked about; null: there is none. */
  source: OrderSource | null;
  customer: OrderCustomer | null;
}) {
  const { id, reply } = props;
  const { map, guessed, errors, onMap, money } = props.making;
  const readings = reply === undefined ? {} : checkMap(reply, map, firstOrder(props), money);
  // What is not mapped at first stands aside, and stays there while it is typed.
  const [aside] = useState(() => new Set(everyField.filter((field) => !isNear(field, map))));
  const wasOpened = useRef(false);
  wasOpened.current ||= [...aside].some((field) => map[field] !== undefined);
  const groupsOf = (shows: (field: MapField) => boolean) =>
    groups.map(({ name, fields }) => {
      const shown = (fields as readonly MapField[]).filter(shows);
      return (
        shown.length > 0 && (
          <fieldset key={name} class="map-group">
            <legend>{t(`options.map.group.${name}`)}</legend>
            {shown.map((field) => (
              <Line
                key={field}
                id={`${id}-map-${field}`}
                field={field}
                pointer={map[field]}
                guessed={guessed.has(field)}
                error={errors[field]}
                reading={readings[field]}
                onPointer={onMap && ((pointer) => onMap({ ...map, [field]: pointer }))}
              />
            ))}
          </fieldset>
        )
      );
    });
  return (
    <section class="pane map" aria-labelledby={`${id}-map`}>
      <h4 id={`${id}-map`}>{t('options.try.map')}</h4>
      <p class="pane-line">{guessed.size > 0 ? t('options.map.guess') : t('options.map.hint')}</p>
      {groupsOf((field) => !aside.has(field) && (onMap !== undefined || map[field] !== undefined))}
      {onMap && aside.size > 0 && (
        <details class="map-aside" open={wasOpened.current}>
          <summary>{t('options.map.aside')}</summary>
          {groupsOf((field) => aside.has(field))}
        </details>
      )}
    </section>
  );
}

/** Whether it is shown at once. */
const isNear = (field: MapField, map: DraftMap): boolean =>
  map[field] !== undefined || ['orders', 'number', 'phone'].includes(field);

/** Of the customer's own, else the first there is. */
function firstOrder({ reply, making, source, customer }: Parameters<typeof MapPane>[0]): unknown {
  const { map } = making;
  const orders = orderPlaces(reply, map)?.map(({ order }) => order) ?? [];
  const isTheirs = (order: unknown) =>
    source !== null && customer !== null && typeof readOrder(order, source, customer) === 'object';
  return orders.find(isTheirs) ?? orders[0];
}

function Line(props: {
  id: string;
  field: MapField;
  pointer: string | undefined;
  guessed: boolean;
  error: 'missing' | 'not-a-pointer' | undefined;
  reading: FieldReading | undefined;
  onPointer: ((pointer: string | undefined) => void) | undefined;
}) {
  const { id, field, pointer, reading, onPointer } = props;
  const problem = reading?.problem ?? props.error ?? null;
  // Nothing is wrong with what has not been looked for yet.
  const isWrong = problem !== null && (problem !== 'missing' || props.error !== undefined);
  // A list may be the whole; of anything else an empty box means that it is not read.
  const readPointer = (text: string) =>
    text.trim() === '' ? (field === 'orders' ? '' : undefined) : text.trim();
  return (
    <div class="map-line">
      <div class="map-name">
        <label for={id}>{t(`options.map.${field}`)}</label>
        {props.guessed && (
          <span class="badge" id={`${id}-guess`}>
            {t('options.map.guessed')}
          </span>
        )}
      </div>
      <input
        id={id}
        class="input map-pointer"
        type="text"
        dir="ltr"
        value={pointer ?? ''}
        placeholder={field === 'orders' && pointer === '' ? t('options.map.whole') : ''}
        readOnly={!onPointer}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={isWrong ? 'true' : undefined}
        aria-describedby={props.guessed ? `${id}-guess ${id}-reads` : `${id}-reads`}
        onInput={(event) => onPointer?.(readPointer(event.currentTarget.value))}
      />
      <p class={isWrong ? 'map-reads field-error' : 'map-reads'} id={`${id}-reads`}>
        {isWrong
          ? t(`options.map.problem.${problem}`, { pointer: pointer ?? '' })
          : reading?.problem === null && <Value field={field} value={reading.value} />}
      </p>
    </div>
  );
}

function Value({ field, value }: { field: MapField; value: string | null }) {
  if (value === null) return <>{t('options.map.empty')}</>;
  if (isListField(field)) return <>{t('options.json.list', { count: Number(value) })}</>;
  return <bdi>{value.length > 120 ? `${value.slice(0, 120)}…` : value}</bdi>;
}
