/** Whether an element is drawn. WhatsApp keeps conversations ready that are not. */
export type IsVisible = (element: Element) => boolean;

export const isDrawn: IsVisible = (element) =>
  typeof element.checkVisibility === 'function'
    ? element.checkVisibility({ visibilityProperty: true })
    : element.getClientRects().length > 0;
