import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import type { EditFailure } from './edit-failure.ts';

/** What is said, and where the focus goes, once an edit is kept: the first of these names that can take it. */
export interface Done {
  status: string;
  focus: string[];
}

/**
 * One list being edited: which item is open, which is about to go, what went wrong. Controls that the focus returns
 * to carry its name as `data-focus`, inside the element that `root` stands for.
 */
export function useListEditor() {
  const root = useRef<HTMLDivElement>(null);
  const wanted = useRef<string[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ id: string; count: number } | null>(null);
  const [error, setError] = useState<AppErrorData | null>(null);
  const [status, setStatus] = useState('');
  const [busy, setBusy] = useState(false);
  /** At once, unlike the state: a second press must not write again. */
  const working = useRef(false);

  // After every drawing: an item that moved has lost the focus, one that went took it along.
  useLayoutEffect(() => {
    const names = wanted.current;
    wanted.current = [];
    for (const name of names) {
      const control = root.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(name)}"]`);
      if (!control || control.matches(':disabled')) continue;
      control.focus();
      return;
    }
  });

  /** All in one drawing: the focus can go to no control that is still locked. */
  async function keep(work: () => Promise<EditFailure>, done: () => Done, settle = () => {}): Promise<void> {
    setStatus('');
    const failed = await work();
    setError(failed);
    setAsking(null);
    settle();
    if (failed) return;
    const { status: words, focus } = done();
    wanted.current = [...focus, 'new'];
    setStatus(words);
  }

  async function keepOnce(work: () => Promise<EditFailure>, done: Done): Promise<void> {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    await keep(
      work,
      () => {
        setOpen(null);
        return done;
      },
      () => {
        working.current = false;
        setBusy(false);
      },
    );
  }

  return {
    root,
    open,
    asking,
    error,
    status,
    /** An edit is on its way. */
    busy,
    edit(name: string) {
      setAsking(null);
      setError(null);
      setStatus('');
      setOpen(name);
    },
    /** Gives up what is open or asked; the focus goes back to what it was opened with. */
    close(focus: string) {
      wanted.current = [focus];
      setOpen(null);
      setAsking(null);
      setError(null);
    },
    /** Keeps what the open form made, or that an item goes, and closes it. */
    save: keepOnce,
    /**
     * However fast one is pressed after the other, each moves by one. `done` is asked for afterwards: only then is it
     * known where an item came to stand.
     */
    move: (work: () => Promise<EditFailure>, done: () => Done) => void keep(work, done),
    /** Asks before an item goes, saying how many customers it touches. */
    async ask(id: string, usage: Promise<number | AppErrorData>): Promise<void> {
      setStatus('');
      const count = await usage;
      if (typeof count === 'number') setAsking({ id, count });
      else setError(count);
    },
  };
}

export type ListEditor = ReturnType<typeof useListEditor>;
