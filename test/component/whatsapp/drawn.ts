/** Whether an element would be drawn, as far as styles alone tell: there is no layout in these tests. */
export function isDrawnByStyle(element: Element): boolean {
  for (let one: Element | null = element; one; one = one.parentElement) {
    if (!(one instanceof HTMLElement)) continue;
    if (one.hidden || one.style.display === 'none' || one.style.visibility === 'hidden') return false;
  }
  return element.isConnected;
}
