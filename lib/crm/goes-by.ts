import { foldAccents } from '../search/fold-text.ts';
import { type Customer, isStandardField } from './model.ts';

/**
 * Whether a customer is called by this username, with its `@` or without, and nothing else: by the name, or by what
 * stands in the field that takes usernames, where there is one.
 */
export function goesBy(handle: string, field?: string): (customer: Customer) => boolean {
  return (customer) => {
    const kept = field === undefined ? null : fieldText(customer, field);
    return holdsUsername(handle, customer.name) || holdsUsername(handle, kept);
  };
}

/** Whether a text, or one of its lines, is this username, with its `@` or without. */
export function holdsUsername(handle: string, text: string | null): boolean {
  const wanted = bare(handle);
  return wanted !== '' && (text ?? '').split('\n').some((line) => bare(line) === wanted);
}

/** What stands in a field of text; null: nothing, or no text. */
export function fieldText(customer: Customer, key: string): string | null {
  const value = isStandardField(key)
    ? customer[key]
    : customer.fields.find((field) => field.key === key)?.value;
  return typeof value === 'string' ? value : null;
}

const bare = (name: string): string => foldAccents(name).replace(/^@/, '');
