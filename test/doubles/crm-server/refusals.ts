import type { Reply } from './back-end.ts';

/** Refused by the framework before the vendor's own code sees it; the pages do not show these. */
export function refusedByFramework(status: number, error: string, path: string): Reply {
  const text = JSON.stringify({ status, error, path });
  return { status, code: null, text, contentType: 'application/json' };
}

export const notJson = (contentType: string | undefined): boolean =>
  !/^application\/json\s*(;|$)/i.test(contentType ?? '');
