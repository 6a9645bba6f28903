import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { Inserted, PanelView, ReplyEvents } from '../../../lib/panel/view.ts';
import { commandKey } from '../keys/shortcuts.ts';
import { besideAnother, insertedWords, isInDoubt, saysCopied } from './inserted-words.ts';

type Told =
  | { kind: 'copied' | 'refused' | 'notUsed' | 'incomplete' | 'neither' }
  /** `left`: another chat stood there by then. It is said until the next press, whoever is shown meanwhile. */
  | { kind: 'inserted'; as: Inserted; left: boolean };

const paste = `${commandKey}+V`;

interface Subject {
  opening: string;
  customerId: string | null;
}

/** Whose facts the reply has in it. */
const subject = ({ opening, customer }: PanelView): Subject => ({
  opening,
  customerId: customer?.id ?? null,
});

const isAnother = (now: Subject, seen: Subject): boolean =>
  now.opening !== seen.opening || (seen.customerId !== null && now.customerId !== seen.customerId);

/**
 * Copy, and where it is switched on insert. Nothing is done while another chat stands there than the agent looked at:
 * the press says so, and the next one counts.
 */
export function ReplyActions(props: {
  view: PanelView;
  /** Null: something is missing. */
  text: string | null;
  /** Grows with each press of Enter on the reply: as if "Copy reply" was pressed, once there is a text. */
  wanted: number;
  onInsert: ReplyEvents['insert'];
  onUsed: () => void;
}) {
  const { view, text, wanted } = props;
  const [seen, setSeen] = useState(() => subject(view));
  const [told, setTold] = useState<Told | null>(null);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  /** The message box was, once: then "Add at the cursor" stays, and with it the focus. */
  const [wasFull, setWasFull] = useState(false);
  const copyButton = useRef<HTMLButtonElement>(null);
  const textBox = useRef<HTMLTextAreaElement>(null);
  const now = subject(view);
  const isOther = isAnother(now, seen);
  const drawn = useRef(now);
  drawn.current = now;

  /** The text, where it is whole and what stands there is what the agent looked at; else it is told why not. */
  function take(): string | null {
    if (underWay.current) return null;
    setSeen(now);
    if (!isOther && text !== null) return text;
    setTold({ kind: isOther ? 'notUsed' : 'incomplete' });
    return null;
  }

  async function toClipboard(whole: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(whole);
      return true;
    } catch {
      return false;
    }
  }

  async function copy() {
    const whole = take();
    if (whole === null) return;
    const isCopied = await toClipboard(whole);
    setTold({ kind: isCopied ? 'copied' : 'refused' });
    props.onUsed();
  }

  async function insert(atCursor: boolean) {
    const whole = take();
    if (whole === null) return;
    underWay.current = true;
    setBusy(true);
    // Whatever becomes of it, the copy is there.
    const isCopied = await toClipboard(whole);
    const as = await props.onInsert(whole, now, atCursor);
    underWay.current = false;
    setBusy(false);
    if (as === 'not-empty') setWasFull(true);
    const left = isAnother(drawn.current, now);
    if (!left && !isCopied && saysCopied(as)) setTold({ kind: 'neither' });
    else setTold({ kind: 'inserted', as: left ? besideAnother(as) : as, left });
    props.onUsed();
  }

  useEffect(() => {
    if (wanted === 0) return;
    if (text !== null) void copy();
    else if (isOther) take();
  }, [wanted]);

  // The last blank was filled in: Enter copies.
  const lacked = useRef(text === null);
  useLayoutEffect(() => {
    if (lacked.current && text !== null && wanted > 0) copyButton.current?.focus();
    lacked.current = text === null;
  }, [text === null]);

  const needsText = told?.kind === 'refused' || told?.kind === 'neither';
  useLayoutEffect(() => {
    if (needsText) textBox.current?.select();
  }, [told]);

  const mayInsert = view.setup?.preferences.insertReplies ?? false;
  const isLeft = told?.kind === 'inserted' && told.left;
  const warns = told?.kind === 'inserted' && isInDoubt(told.as);
  return (
    <>
      {needsText && text !== null && (
        <textarea
          ref={textBox}
          class="input"
          aria-label={t('replies.text')}
          readOnly
          rows={4}
          value={text}
          dir="auto"
        />
      )}
      <p class={warns ? 'reply-told reply-doubt' : 'reply-told'} role="status">
        {isOther && !isLeft ? t('replies.switched') : told && toldWords(told)}
      </p>
      <div class="reply-actions">
        <button
          ref={copyButton}
          type="button"
          class="button button-primary"
          aria-disabled={busy}
          onClick={() => void copy()}
        >
          {t('replies.copy')}
        </button>
        {mayInsert && (
          <button type="button" class="button" aria-disabled={busy} onClick={() => void insert(false)}>
            {t('replies.insert')}
          </button>
        )}
        {mayInsert && wasFull && (
          <button type="button" class="button" aria-disabled={busy} onClick={() => void insert(true)}>
            {t('replies.insertAtCursor')}
          </button>
        )}
      </div>
    </>
  );
}

function toldWords(told: Told): string {
  if (told.kind === 'inserted') return insertedWords(told.as, paste);
  if (told.kind === 'notUsed' || told.kind === 'incomplete') return t(`replies.${told.kind}`);
  return t(`replies.${told.kind}`, { keys: told.kind === 'copied' ? paste : `${commandKey}+C` });
}
