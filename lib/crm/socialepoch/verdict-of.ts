import type { Verdict } from '../port.ts';
import { stageOf } from './customer-from-row.ts';
import { fieldValue, isFieldKey, plainValue } from './fields.ts';
import { type Of, stageName } from './plans.ts';
import type { Row } from './schema.ts';
import { holds, splitTags } from './tags.ts';

/** Whether an unanswered change is in the row as it is now. `absent`: to send it again would do no harm. */
export function verdictOf(
  change: Of<'edit'> | Of<'setStage'> | Of<'setTags'>,
  row: Row,
  separator: string,
): Verdict {
  if (change.kind === 'setTags') {
    return holds(splitTags(row.fields.tabName, separator), change) ? 'applied' : 'absent';
  }
  const values =
    change.kind === 'setStage'
      ? [
          {
            now: stageName(stageOf(row)),
            from: stageName(change.from),
            to: change.to?.stageId.trim() ?? null,
          },
        ]
      : change.edits.map(({ key, from, to }) => ({
          now: isFieldKey(key) ? fieldValue(row, key) : undefined,
          from: plainValue(from),
          to: plainValue(to),
        }));
  if (values.every(({ now, to }) => now === to)) return 'applied';
  return values.every(({ now, from, to }) => now === to || now === from) ? 'absent' : 'unclear';
}
