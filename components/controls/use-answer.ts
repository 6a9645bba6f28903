import { useEffect, useState } from 'preact/hooks';
import { type AppErrorData, toErrorData } from '../../lib/errors/app-error.ts';

/** What comes of a question that is asked once, when this is first drawn; null: nothing yet. */
export function useAnswer<T>(ask: () => Promise<T>): { answer: T | null; error: AppErrorData | null } {
  const [known, setKnown] = useState<{ answer: T | null; error: AppErrorData | null }>({
    answer: null,
    error: null,
  });
  useEffect(() => {
    ask().then(
      (answer) => setKnown({ answer, error: null }),
      (thrown) => setKnown({ answer: null, error: toErrorData(thrown) }),
    );
  }, []);
  return known;
}
