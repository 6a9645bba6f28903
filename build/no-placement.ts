/**
 * Stands in for `@zag-js/popper` in the build: the picker's list is placed by the style sheet, and the library that would
 * measure a place for it is as large as the rest of the picker.
 */
export const getPlacement = () => () => {};
export const getPlacementSide = () => 'bottom';
export const getPlacementStyles = () => ({ floating: {} });
