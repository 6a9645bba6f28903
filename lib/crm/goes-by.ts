import { foldText } from '../search/fold-text.ts';
import type { Customer } from './model.ts';

/** Whether a customer is called by this username, with its `@` or without, and nothing else. */
export function goesBy(handle: string): (customer: Customer) => boolean {
  const wanted = bare(handle);
  return ({ name }) => wanted !== '' && name !== null && bare(name) === wanted;
}

const bare = (name: string): string => foldText(name).replace(/^@/, '');
