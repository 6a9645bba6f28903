/**
 * The ways to put a text into a box from a script, compared in the editor that is open: what each makes of one line and of
 * several, in an empty box and amid a text. Travels to either browser as text, so it names nothing outside of itself.
 */
export type Technique = 'insertText' | 'insertReplacementText' | 'insertFromPaste' | 'paste' | 'execCommand';

/** What the editor would send in the end; anything else is the text itself. */
type Outcome = 'exact' | 'nothing' | 'breaks lost' | 'breaks doubled' | (string & {});

/** One line and several in an empty box, then the same amid a text. */
type Outcomes = readonly [Outcome, Outcome, Outcome, Outcome];

const always: Outcomes = ['exact', 'exact', 'exact', 'exact'];
const never: Outcomes = ['nothing', 'nothing', 'nothing', 'nothing'];

const everywhere = {
  insertText: ['exact', 'exact', 'nothing', 'nothing'],
  insertReplacementText: always,
  insertFromPaste: never,
} as const satisfies Partial<Record<Technique, Outcomes>>;

const inChromium = {
  ...everywhere,
  // The last line twice, and what stood before the cursor gone.
  execCommand: ['exact', 'breaks lost', 'exact', 'AnaAnaown'],
} as const satisfies Partial<Record<Technique, Outcomes>>;

const inFirefox: Record<Technique, Outcomes> = {
  ...everywhere,
  execCommand: ['exact', 'exact', 'exact', 'Anaown'],
  paste: never,
};

/** What was measured with Lexical 0.52; the table of `docs/insertion.md`. */
export const measured: Record<
  'chromium' | 'firefox',
  Record<'plain' | 'rich', Record<Technique, Outcomes>>
> = {
  chromium: {
    plain: { ...inChromium, paste: always },
    rich: { ...inChromium, paste: ['exact', 'breaks doubled', 'exact', 'breaks doubled'] },
  },
  firefox: { plain: inFirefox, rich: inFirefox },
};

export async function compareTechniques(): Promise<Record<Technique, Outcomes>> {
  const { standIn } = window;
  const { writing } = standIn;
  const chat = standIn.chats()[0];
  if (!writing || !chat) throw new Error('The boxes are only drawn.');
  standIn.open(chat.chatId);
  const found = document.querySelector<HTMLElement>('#main .composer');
  if (!found) throw new Error('There is no box.');
  const box = found;

  const said = (type: Technique, data: string) =>
    new InputEvent('beforeinput', { inputType: type, data, bubbles: true, cancelable: true, composed: true });
  function copied(data: string): DataTransfer {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', data);
    return transfer;
  }
  const usual = { bubbles: true, cancelable: true, composed: true };
  const ways: Record<Technique, (text: string) => unknown> = {
    insertText: (text) => box.dispatchEvent(said('insertText', text)),
    insertReplacementText: (text) => box.dispatchEvent(said('insertReplacementText', text)),
    insertFromPaste: (text) =>
      box.dispatchEvent(
        new InputEvent('beforeinput', { inputType: 'insertFromPaste', dataTransfer: copied(text), ...usual }),
      ),
    paste: (text) =>
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: copied(text), ...usual })),
    execCommand: (text) => document.execCommand('insertText', false, text),
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve, 15));

  async function outcome(way: (text: string) => unknown, text: string, own: string): Promise<Outcome> {
    if (!writing || !chat) return 'nothing';
    const amid = Math.floor(own.length / 2);
    writing.write(chat.chatId, own, amid);
    box.focus();
    await settled();
    way(text);
    await settled();
    const now = writing.text(chat.chatId);
    const made = (added: string) => now === own.slice(0, amid) + added + own.slice(amid);
    if (made(text)) return 'exact';
    if (now === own) return 'nothing';
    if (made(text.replaceAll('\n', ''))) return 'breaks lost';
    return made(text.replaceAll('\n', '\n\n')) ? 'breaks doubled' : now;
  }

  const outcomes = {} as Record<Technique, Outcomes>;
  for (const [technique, way] of Object.entries(ways)) {
    const of = (text: string, own: string) => outcome(way, text, own);
    outcomes[technique as Technique] = [
      await of('Hello', ''),
      await of('Hello\nAna', ''),
      await of('Hello', 'My own'),
      await of('Hello\nAna', 'My own'),
    ];
  }
  return outcomes;
}
