/** What GraphQL shops say of a question that they did not answer: it stands in the reply, mostly under HTTP 200. Pure. */
import type { ErrorCode } from '../errors/app-error.ts';
import { AppError } from '../errors/app-error.ts';
import { at } from './pointer.ts';
import { readText } from './read-values.ts';

/** Whether a body is a GraphQL question. */
export function isGraphQl(body: string | undefined): boolean {
  return body !== undefined && typeof at(JSON.parse(body), '/query') === 'string';
}

/** As servers name it in `extensions.code`. */
const codes: Readonly<Record<string, ErrorCode>> = {
  UNAUTHENTICATED: 'BAD_CREDENTIALS',
  UNAUTHORIZED: 'BAD_CREDENTIALS',
  FORBIDDEN: 'FORBIDDEN',
  ACCESS_DENIED: 'FORBIDDEN',
  THROTTLED: 'RATE_LIMITED',
  INTERNAL_SERVER_ERROR: 'SERVER_DOWN',
  TIMEOUT: 'SERVER_DOWN',
};

/** Whether something is wrong with the whole question, or a part of it. */
export function hasErrors(reply: unknown): boolean {
  const errors = at(reply, '/errors');
  return Array.isArray(errors) && errors.length > 0;
}

/** What the first error means that says so by a code that is known; null: none does. Its text may repeat what was asked. */
export function graphQlError(reply: unknown): AppError | null {
  const errors = at(reply, '/errors');
  if (!Array.isArray(errors)) return null;
  for (const error of errors as unknown[]) {
    const named = readText(at(error, '/extensions/code')) ?? '';
    const code = Object.hasOwn(codes, named) ? codes[named] : undefined;
    if (code !== undefined) {
      return new AppError(code, {
        backend: { code: named, message: '' },
        detail: `orders: GraphQL ${named}`,
      });
    }
  }
  return null;
}
