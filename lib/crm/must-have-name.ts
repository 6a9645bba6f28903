import { AppError } from '../errors/app-error.ts';
import { nameIn } from '../text/name-in.ts';

/** Nobody could find somebody again who has neither number nor name. Throws `INVALID_INPUT`. */
export function mustHaveName({ name }: { name: string | null }): void {
  if (nameIn(name ?? '') === null) throw new AppError('INVALID_INPUT', { detail: 'field name' });
}
