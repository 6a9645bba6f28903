/** Why a change was not taken, in words. Pure. */
import type { Catalogue } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import { errorWords } from '../../words/error-words.ts';
import { definitionOf } from '../../words/field-value.ts';

/** Null: nobody said why. */
export function whyRefused({ change, error }: WriteView, catalogue: Catalogue | null): string | null {
  if (!error) return null;
  const wasFraction =
    error.code === 'INVALID_INPUT' &&
    change.kind === 'edit' &&
    change.edits.length === 1 &&
    change.edits.every(
      ({ key, to }) =>
        definitionOf(key, catalogue).type === 'number' && typeof to === 'string' && /^-?\d+\.\d+$/.test(to),
    );
  return wasFraction ? t('refused.fraction') : errorWords(error, change.kind).text;
}
