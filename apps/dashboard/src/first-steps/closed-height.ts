/** Height of the list with all steps closed, in pixels: what it takes while it is loading. */
export const closedHeight = 308;
