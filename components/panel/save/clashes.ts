/** Both sides of a conflict in words. Pure. */
import type { Catalogue, CustomerStage, FieldValue } from '../../../lib/crm/model.ts';
import type { Change, FieldEdit } from '../../../lib/crm/port.ts';
import { isolate, t } from '../../../lib/i18n/index.ts';
import { fieldLabel } from '../../words/field-label.ts';
import { definitionOf, valueText } from '../../words/field-value.ts';

interface Clash {
  /** What both changed. */
  name: string;
  theirs: string;
  yours: string;
}

/** @param conflict `change` from what is there now. Only what the agent did not see is told. */
export function clashesOf(change: Change, conflict: Change, catalogue: Catalogue | null): Clash[] {
  switch (conflict.kind) {
    case 'edit':
      return conflict.edits
        .filter(({ key, from }) => !same(from, change.kind === 'edit' ? seen(change, key) : null))
        .map(({ key, from, to }) => ({
          name: fieldLabel(key, catalogue),
          theirs: fieldText(key, from, catalogue),
          yours: fieldText(key, to, catalogue),
        }));
    case 'setStage': {
      const { from, to } = conflict;
      const theirs = from === 'unknown' ? null : from;
      return [
        { name: t('stage.title'), theirs: stageText(theirs, catalogue), yours: stageText(to, catalogue) },
      ];
    }
    case 'setTags':
      return [
        ...conflict.add.map(({ name }) => tagClash(t('write.tagOff', { name }), t('write.tagOn', { name }))),
        ...conflict.remove.map(({ name }) =>
          tagClash(t('write.tagOn', { name }), t('write.tagOff', { name })),
        ),
      ];
    case 'assign':
      return [
        {
          name: t('write.owner'),
          theirs: conflict.from?.name ?? t('write.nothing'),
          yours: conflict.to.name ?? t('write.nothing'),
        },
      ];
    default:
      return [];
  }
}

const same = (one: FieldValue, other: FieldValue) => JSON.stringify(one) === JSON.stringify(other);
const seen = ({ edits }: Extract<Change, { kind: 'edit' }>, key: string): FieldValue =>
  edits.find((edit) => edit.key === key)?.from ?? null;
const tagClash = (theirs: string, yours: string): Clash => ({ name: t('tags.title'), theirs, yours });

/** A field with what the agent wants in it. */
export const fieldSaid = ({ key, to }: FieldEdit, catalogue: Catalogue | null): string =>
  t('write.field', { name: fieldLabel(key, catalogue), value: fieldText(key, to, catalogue) });

/** What a field says, or that it says nothing. */
export const fieldText = (key: string, value: FieldValue, catalogue: Catalogue | null): string =>
  valueText(value, definitionOf(key, catalogue), null) ?? t('write.nothing');

/** Where a customer stands, and how and why it ended. */
export function stageText(
  stage: Pick<CustomerStage, 'stageId' | 'outcome' | 'reason'> | null,
  catalogue: Catalogue | null,
): string {
  if (stage === null) return t('stage.none');
  const name = catalogue?.stages.find(({ id }) => id === stage.stageId)?.name ?? stage.stageId;
  if (stage.outcome === 'open') return name;
  return [name, t(`outcome.${stage.outcome}`), stage.reason]
    .flatMap((one) => (one ? isolate(one) : []))
    .join(' · ');
}
