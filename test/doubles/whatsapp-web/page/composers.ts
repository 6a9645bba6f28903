/**
 * The box in which one writes, as a real editor: Lexical, as WhatsApp has it. One editor a chat, which moves along to
 * wherever its conversation is drawn, or to the one box that all chats share: what was written there and not sent is
 * there again.
 *
 * Bundled with Lexical when a test asks for it (`../bundle-composers.ts`); no other test loads it.
 */
import { registerPlainText } from '@lexical/plain-text';
import { registerRichText } from '@lexical/rich-text';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  createEditor,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
} from 'lexical';
import type { ComposerHabit, PageEvent, Writing } from '../types.ts';

export interface Composers {
  /** A chat's box is drawn here from now on, where it has one of its own. */
  mount(chatId: string, element: HTMLElement): void;
  /** Which box the chat that is opened gets: the one drawn for it, or in its place the one that all share. */
  handOver(chatId: string, drawn: HTMLElement): HTMLElement;
  text(chatId: string): string;
  clear(chatId: string): void;
  /** Somebody sent what the box holds. */
  sent(chatId: string, text: string): void;
  writing: Writing;
}

interface Surroundings {
  kind: 'plain' | 'rich';
  /** One box for all chats. */
  isShared: boolean;
  /** Opens another chat than this one. */
  openAnother(chatId: string): void;
}

/** Whatever can happen in a page while somebody writes. */
const heard =
  'click dblclick auxclick contextmenu pointerdown pointerup mousedown mouseup touchstart touchend keydown keypress keyup beforeinput input textInput change paste copy cut dragstart drop submit reset compositionstart compositionend focus blur focusin focusout selectionchange'.split(
    ' ',
  );

export function createComposers({ kind, isShared, openAnother }: Surroundings): Composers {
  const editors = new Map<string, LexicalEditor>();
  const chatOf = new WeakMap<Element, string>();
  let shared: HTMLElement | null = null;
  const writing: Writing = {
    habit: 'none',
    delay: 20,
    sent: [],
    events: [],
    text,
    write,
  };

  function editorOf(chatId: string): LexicalEditor {
    const known = editors.get(chatId);
    if (known) return known;
    const editor = createEditor({
      namespace: 'compose',
      onError(error) {
        throw error;
      },
    });
    if (kind === 'plain') registerPlainText(editor);
    else registerRichText(editor);
    // Enter sends (`input.ts`): the editor adds no line of its own.
    editor.registerCommand(KEY_ENTER_COMMAND, (event) => event?.shiftKey !== true, COMMAND_PRIORITY_CRITICAL);
    editors.set(chatId, editor);
    write(chatId, '');
    return editor;
  }

  /** Of its paragraphs: the text that the root remembers is old where a text came in while the box was another chat's. */
  function text(chatId: string): string {
    const paragraphs = () =>
      $getRoot()
        .getChildren()
        .map((one) => one.getTextContent());
    return editorOf(chatId).getEditorState().read(paragraphs).join('\n\n');
  }

  /** As the agent would have typed it, the cursor after so many characters, or the text from there to `to` selected. */
  function write(chatId: string, what: string, from = what.length, to = from): void {
    editorOf(chatId).update(
      () => {
        const node = $createTextNode(what);
        const paragraph = $createParagraphNode();
        $getRoot()
          .clear()
          .append(what === '' ? paragraph : paragraph.append(node));
        if (what === '') paragraph.select();
        else node.select(from, to);
      },
      { discrete: true },
    );
  }

  /** What the editor makes of a text that comes in. */
  function put(chatId: string, what: string, at: 'cursor' | 'start' = 'cursor'): void {
    editorOf(chatId).update(
      () => {
        const root = $getRoot();
        if (at === 'start') root.selectStart();
        const selection = $getSelection();
        if ($isRangeSelection(selection)) selection.insertText(what);
        else root.selectEnd().insertText(what);
      },
      { discrete: true },
    );
  }

  /** Before the editor hears of it. */
  function onBeforeInput(event: InputEvent, chatId: string, element: HTMLElement): void {
    const { data } = event;
    if (data === null || !/^insert(?:Text|ReplacementText)$/.test(event.inputType)) return;
    const take = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const habits: Partial<Record<ComposerHabit, () => void>> = {
      'ignores-untrusted'() {
        if (!event.isTrusted) event.stopImmediatePropagation();
      },
      'loses-focus-after'() {
        if (!event.isTrusted) event.stopImmediatePropagation();
        setTimeout(() => document.querySelector<HTMLElement>('.search')?.focus(), 1);
      },
      late() {
        take();
        setTimeout(() => put(chatId, data), writing.delay);
      },
      // It has taken nothing, as far as anybody can see.
      'late-unsaid'() {
        event.stopImmediatePropagation();
        if (event.isTrusted) event.preventDefault();
        setTimeout(() => put(chatId, data), writing.delay);
      },
      'drops-breaks'() {
        take();
        put(chatId, data.replaceAll('\n', ' '));
      },
      doubles() {
        take();
        put(chatId, data);
        setTimeout(() => put(chatId, data), 1);
      },
      'own-cursor'() {
        take();
        put(chatId, data, 'start');
      },
      'replaced-after'() {
        setTimeout(() => replace(chatOf.get(element) ?? chatId, element), 1);
      },
      'other-chat-after'() {
        setTimeout(() => openAnother(chatId), 1);
      },
    };
    habits[writing.habit]?.();
  }

  function onFocus(chatId: string, element: HTMLElement): void {
    if (writing.habit === 'loses-focus') document.querySelector<HTMLElement>('.search')?.focus();
    if (writing.habit === 'detached') editorOf(chatId).setRootElement(null);
    if (writing.habit === 'replaced-before') replace(chatId, element);
    if (writing.habit === 'other-chat-before') openAnother(chatId);
  }

  /** The same box, as another element. */
  function replace(chatId: string, element: HTMLElement): void {
    const next = element.cloneNode(false) as HTMLElement;
    if (element === shared) shared = next;
    attach(chatId, next);
    element.replaceWith(next);
  }

  function attach(chatId: string, element: HTMLElement): void {
    const before = chatOf.get(element);
    chatOf.set(element, chatId);
    if (before === undefined) {
      const whose = () => chatOf.get(element) ?? chatId;
      element.addEventListener('beforeinput', (event) => onBeforeInput(event, whose(), element), true);
      element.addEventListener('focus', () => onFocus(whose(), element));
    } else editorOf(before).setRootElement(null);
    editorOf(chatId).setRootElement(element);
  }

  function handOver(chatId: string, drawn: HTMLElement): HTMLElement {
    if (!isShared) return drawn;
    const box = shared ?? drawn;
    const label = drawn.getAttribute('aria-label') ?? '';
    if (box !== drawn) drawn.replaceWith(box);
    box.setAttribute('aria-label', label);
    shared = box;
    attach(chatId, box);
    return box;
  }

  for (const type of heard) {
    window.addEventListener(
      type,
      ({ target, isTrusted }) => {
        const box = target instanceof Element ? target.closest('.composer') : null;
        const entry: PageEvent = { type, isTrusted, box: box ? (chatOf.get(box) ?? null) : null };
        writing.events.push(entry);
      },
      { capture: true, passive: true },
    );
  }

  return {
    mount: (chatId, element) => void (isShared || attach(chatId, element)),
    handOver,
    text,
    clear: (chatId) => write(chatId, ''),
    sent: (chatId, what) => writing.sent.push({ chatId, text: what }),
    writing,
  };
}
