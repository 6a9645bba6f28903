/** What two customers have, side by side, before they become one. Pure. */
import type { Catalogue, Customer, FieldValue, TagGroup } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { fieldRows } from '../details/field-rows.ts';
import { stageText } from '../save/clashes.ts';

export interface MergeRow {
  /** As the change names it. */
  key: string;
  label: string;
  /** Of the one and of the other; null: nothing. */
  texts: readonly [string | null, string | null];
  /** Both have another one, and only one can stay. */
  differs: boolean;
}

type Pair = readonly [Customer, Customer];

/**
 * What they do not share, and only what either has. What is not told apart here is of both: numbers, and tags of which
 * there may be several.
 */
export function mergeRows(
  pair: Pair,
  catalogue: Catalogue | null,
  capabilities: Capabilities,
  numberText: (raw: string) => string,
): MergeRow[] {
  const rows = [
    bothOf(pair, 'phones', t('field.phone'), ({ phones }) => phones.map(({ raw }) => numberText(raw))),
    stageRow(pair, catalogue),
    ...tagRows(pair, catalogue),
    ...valueRows(pair, catalogue, capabilities),
  ];
  return rows.filter(({ texts: [one, other] }) => one !== other);
}

function bothOf(
  [one, other]: Pair,
  key: string,
  label: string,
  of: (customer: Customer) => string[],
): MergeRow {
  const text = (customer: Customer) => formatList(of(customer)) || null;
  return { key, label, texts: [text(one), text(other)], differs: false };
}

function stageRow(pair: Pair, catalogue: Catalogue | null): MergeRow {
  const text = ({ stage }: Customer) =>
    stage === null || stage === 'unknown' ? null : stageText(stage, catalogue);
  return single('stage', t('stage.title'), [text(pair[0]), text(pair[1])]);
}

function tagRows(pair: Pair, catalogue: Catalogue | null): MergeRow[] {
  const namesIn = ({ tags }: Customer, group: TagGroup) =>
    formatList(tags.filter(({ groupId }) => groupId === group.id).map(({ name }) => name)) || null;
  const alone = (catalogue?.groups ?? []).filter(
    (group) => !group.multiple && single('', '', [namesIn(pair[0], group), namesIn(pair[1], group)]).differs,
  );
  const isAlone = (groupId: string | null) => alone.some(({ id }) => id === groupId);
  return [
    bothOf(pair, 'tags', t('tags.title'), ({ tags }) =>
      tags.filter(({ groupId }) => !isAlone(groupId)).map(({ name }) => name),
    ),
    ...alone.map((group) =>
      single(`group:${group.id}`, group.name, [namesIn(pair[0], group), namesIn(pair[1], group)]),
    ),
  ];
}

function valueRows([one, other]: Pair, catalogue: Catalogue | null, capabilities: Capabilities): MergeRow[] {
  const others = new Map(fieldRows(other, catalogue, capabilities).map((row) => [row.key, row]));
  const values = fieldRows(one, catalogue, capabilities).filter(({ key }) => key !== 'phone');
  return values.map((row) => {
    const beside = others.get(row.key);
    const texts = [row.text, beside?.text ?? null] as const;
    const differs = texts.every((text) => text !== null) && !same(row.value, beside?.value ?? null);
    return { key: row.key, label: row.label, texts, differs };
  });
}

const single = (key: string, label: string, texts: MergeRow['texts']): MergeRow => ({
  key,
  label,
  texts,
  differs: texts[0] !== null && texts[1] !== null && texts[0] !== texts[1],
});

/** The order of several options says nothing. */
const same = (one: FieldValue, other: FieldValue): boolean =>
  JSON.stringify([one].flat().sort()) === JSON.stringify([other].flat().sort());
