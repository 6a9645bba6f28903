/** A ref for what the agent has just asked for: it gets the focus once, as it appears. */
export function focusWhenShown(element: HTMLElement | null): void {
  element?.focus();
}
