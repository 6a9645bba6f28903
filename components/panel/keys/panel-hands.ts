/** Reaches what is on the panel by name (`data-go`), for keys and commands: whoever presses a key acts as a click would. */
export interface PanelHands {
  has(name: string): boolean;
  /** Puts the focus there; a folded section opens. */
  go(name: string): void;
  press(name: string): void;
  /** Opens a field for editing, or goes to the editor that stands open. */
  editField(key: string): void;
  /** What the state itself offers to do. */
  offers(): { text: string; press(): void }[];
}

export function panelHands(main: HTMLElement): PanelHands {
  const find = (name: string) => main.querySelector<HTMLElement>(`[data-go="${name}"]:not(:disabled)`);
  return {
    has: (name) => find(name) !== null,
    go: (name) => reach(find(name))?.focus(),
    press: (name) => reach(find(name))?.click(),
    editField(key) {
      const fields = [...main.querySelectorAll<HTMLElement>('[data-field]')];
      const field = fields.find((one) => one.dataset.field === key);
      const closed = field?.querySelector<HTMLElement>('[data-go="edit"]');
      if (closed) reach(closed)?.click();
      else reach(field?.querySelector<HTMLElement>('input, textarea, select') ?? null)?.focus();
    },
    offers: () =>
      [...main.querySelectorAll<HTMLElement>('.notice .button, .ask .button, .banner .button')].map(
        (button) => ({ text: button.textContent.trim(), press: () => button.click() }),
      ),
  };
}

function reach(element: HTMLElement | null): HTMLElement | null {
  const section = element?.closest('details');
  if (section) section.open = true;
  return element;
}
