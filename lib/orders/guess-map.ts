/** A first map of a reply that nobody has mapped yet, by the names in it and what they hold. Pure. */
import { type DraftMap, type OrderField, orderFields } from './map-fields.ts';
import { type Path, pointerOf } from './pointer.ts';
import { readCurrency, readLink, readMoney, readText } from './read-values.ts';

/** What is looked at of a reply, of a list, and how far down. */
const most = { nodes: 5_000, rows: 5, depth: 5 };

interface Hint {
  /** Without case and what is between words; likelier ones first. */
  names: string;
  /** What such a value looks like. */
  fits(value: unknown): boolean;
  /** Of which part of an order: what is only said of people is not the order's. */
  of?: 'order' | 'person';
}

const isText = (value: unknown) => readText(value) !== null;
const hasDigits = (least: number) => (value: unknown) =>
  (readText(value)?.match(/\d/g)?.length ?? 0) >= least;
const isAmount = (value: unknown) => readMoney(value, null, false) !== null;

/** What a customer is called by in a CRM is no name that a shop gives: `customerId` is never guessed. */
const hints: Readonly<Partial<Record<OrderField, Hint>>> = {
  number: {
    names:
      'ordernumber orderno number no incrementid displayid ordercode code reference ref numero name orderid id',
    fits: hasDigits(1),
    of: 'order',
  },
  id: { names: 'id orderid uuid', fits: isText, of: 'order' },
  placedAt: {
    names:
      'placedat orderplacedat orderedat orderdate processedat datecreatedgmt createdat created datecreated dateadd createdon date timestamp data fecha criadoem',
    fits: hasDigits(4),
    of: 'order',
  },
  status: {
    names: 'status orderstatus state orderstate displayfulfillmentstatus fulfillmentstatus situacao estado',
    fits: isText,
    of: 'order',
  },
  total: {
    names:
      'grandtotal totalwithtax totalprice totalamount ordertotal totalpaid total amount sum price value valor importe',
    fits: isAmount,
    of: 'order',
  },
  currency: {
    names: 'currency currencycode cur moeda moneda',
    fits: (value) => readCurrency(value) !== null,
  },
  url: {
    names: 'adminurl orderurl url link weburl permalink href',
    fits: (value) => readLink(value) !== null,
    of: 'order',
  },
  tracking: {
    names: 'trackingurl trackinglink tracking track trackingnumberurl',
    fits: (value) => readLink(value) !== null,
  },
  phone: {
    names:
      'phone phonenumber mobile mobilephone phonemobile telephone tel cellphone cell whatsapp msisdn telefone telefono celular',
    fits: hasDigits(7),
    of: 'person',
  },
  country: {
    names: 'countrycode country countryiso countrycodev2 pais',
    fits: (value) => /^[a-z]{2}$/i.test(readText(value) ?? ''),
    of: 'person',
  },
  email: {
    names: 'email emailaddress customeremail mail correo',
    fits: (value) => /^\S+@\S+$/.test(readText(value) ?? ''),
    of: 'person',
  },
};

const itemHints = {
  itemName: {
    names: 'name title productname producttitle product description nome nombre sku',
    fits: isText,
  },
  itemQuantity: {
    names: 'quantity qty orderedquantity productquantity count quantidade cantidad',
    fits: hasDigits(1),
  },
  itemTotal: {
    names: 'linetotal linepricewithtax proratedlinepricewithtax total totalprice subtotal sum amount price',
    fits: isAmount,
  },
} satisfies Record<string, Hint>;

const listNames = /order|pedido|bestell|commande|ordin|sale|purchase|compra|venta|venda/;
const itemNames = /item|line|product|position|article|produto|itens|row/;

/** What is sure of nothing is left out; an empty map: nothing looks like orders. */
export function guessMap(reply: unknown): DraftMap {
  const lists = listsIn(reply, [], { left: most.nodes });
  const guesses = [
    ...lists.map((list) => ({ ...list, owners: undefined })),
    ...lists.flatMap(listsOfOwners),
  ].map(({ owners, path, rows }) => ({ owners, path, fields: guessFields(rows) }));
  const score = ({ path, fields }: (typeof guesses)[number]) =>
    Object.keys(fields).length + (listNames.test(nameOf(path)) ? 3 : 0);
  const [best] = guesses
    .filter(({ fields }) => fields.number !== undefined)
    .sort((one, other) => score(other) - score(one));
  if (!best) return {};
  const next = guessNext(reply);
  return {
    ...best.fields,
    orders: pointerOf(best.path),
    ...(best.owners && { owners: pointerOf(best.owners) }),
    ...(next !== undefined && { next }),
  };
}

interface Found {
  path: Path;
  rows: object[];
}

/** Every list of objects that is not itself inside one. */
function listsIn(value: unknown, path: Path, budget: { left: number }): Found[] {
  budget.left -= 1;
  if (budget.left < 0 || path.length > most.depth) return [];
  if (Array.isArray(value)) {
    const rows = value.slice(0, most.rows).filter(isObject);
    return rows.length > 0 ? [{ path, rows }] : [];
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => listsIn(inner, [...path, key], budget));
}

/** Lists of orders that stand with each of those whom a list names. */
function listsOfOwners({ path: owners, rows }: Found): (Found & { owners: Path })[] {
  const inner = rows.flatMap((row) => listsIn(row, [], { left: 500 }));
  return inner
    .filter(({ path }) => listNames.test(nameOf(path)) && !itemNames.test(plain(path.findLast(isName))))
    .map((list) => ({ ...list, owners }));
}

const isName = (token: string | number): boolean => !/^(edges|nodes?|items|data)$/.test(String(token));

function guessFields(rows: readonly object[]): DraftMap {
  const leaves = leavesOf(rows);
  const guessed = orderFields.flatMap((field) => {
    const hint = hints[field];
    const path = hint && bestLeaf(leaves, hint);
    return path ? [[field, pointerOf(path)] as const] : [];
  });
  return { ...Object.fromEntries(guessed), ...guessItems(rows) };
}

function guessItems(rows: readonly object[]): DraftMap {
  const lists = rows.flatMap((row) => listsIn(row, [], { left: 500 }));
  const [items] = lists.filter(({ path }) => itemNames.test(nameOf(path)));
  if (!items) return {};
  const leaves = leavesOf(items.rows);
  const name = bestLeaf(leaves, itemHints.itemName);
  if (!name) return {};
  const quantity = bestLeaf(leaves, itemHints.itemQuantity);
  const total = bestLeaf(leaves, itemHints.itemTotal);
  return {
    items: pointerOf(items.path),
    itemName: pointerOf(name),
    ...(quantity && { itemQuantity: pointerOf(quantity) }),
    ...(total && { itemTotal: pointerOf(total) }),
  };
}

function guessNext(reply: unknown): string | undefined {
  const fits = (value: unknown) => /^(https?:\/\/|[/?])/.test(readText(value) ?? '');
  const next = isObject(reply)
    ? bestLeaf(leavesOf([reply]), { names: 'next nexturl nextpage nextlink', fits })
    : null;
  return next ? pointerOf(next) : undefined;
}

interface Leaf {
  path: Path;
  value: unknown;
}

/** Texts and numbers, not those inside lists; of several rows the first that has one. */
function leavesOf(rows: readonly object[]): Leaf[] {
  const known = new Map<string, Leaf>();
  const walk = (value: unknown, path: Path) => {
    if (isObject(value) && path.length < 4) {
      for (const [key, inner] of Object.entries(value).slice(0, 200)) walk(inner, [...path, key]);
    } else if (isText(value) && !known.has(pointerOf(path))) known.set(pointerOf(path), { path, value });
  };
  for (const row of rows) walk(row, []);
  return [...known.values()];
}

const people = /bill|customer|buyer|client|user|address/;
const notAll = /ship|deliver|tax|discount|refund|subtotal|payment/;

/** By name first, then by whom it is of, then the one that is not so far down. */
function bestLeaf(leaves: readonly Leaf[], { names, fits, of }: Hint): Path | null {
  const wanted = names.split(' ');
  const ranked = leaves.flatMap(({ path, value }) => {
    const rank = wanted.indexOf(plain(path.at(-1)));
    const parents = nameOf(path.slice(0, -1));
    if (rank < 0 || !fits(value)) return [];
    if (of === 'order' && (people.test(parents) || notAll.test(parents))) return [];
    // Whoever pays is the customer; whom it is sent to may be another.
    const isNear = of !== 'person' || people.test(parents);
    return [{ path, order: [notAll.test(parents) ? 2 : isNear ? 0 : 1, rank, path.length] }];
  });
  ranked.sort((one, other) => {
    const at = one.order.findIndex((part, index) => part !== other.order[index]);
    return at < 0 ? 0 : (one.order[at] ?? 0) - (other.order[at] ?? 0);
  });
  return ranked[0]?.path ?? null;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (token: string | number | undefined): string =>
  String(token ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');

const nameOf = (path: Path): string => path.map(plain).join(' ');
