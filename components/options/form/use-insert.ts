import { useLayoutEffect, useRef } from 'preact/hooks';

/** A box of text into which something is put where the cursor is. `back`: how far the cursor then stands before its end. */
export function useInsert(value: string, onValue: (value: string) => void) {
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  /** Where the cursor goes once what was put in is there. */
  const cursor = useRef<number | null>(null);

  useLayoutEffect(() => {
    if (cursor.current === null) return;
    box.current?.focus();
    box.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  }, [value]);

  function insert(text: string, back = 0) {
    const { selectionStart, selectionEnd } = box.current ?? {};
    const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
    cursor.current = from + text.length - back;
    onValue(value.slice(0, from) + text + value.slice(to));
  }
  return { box, insert };
}
