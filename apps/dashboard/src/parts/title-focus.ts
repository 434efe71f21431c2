import { type RefCallback, useCallback } from 'react';
import { isPortal } from '../api/permissions.js';

let firstPage = true;
let focusedAt: string | undefined;

/**
 * Moves the focus to the heading of a page that was navigated to, so that the keyboard and screen readers go on there.
 * Not on the first page, where the browser begins at the top by itself, and not when only the query of the URL changes.
 */
export function useTitleFocus(): RefCallback<HTMLHeadingElement> {
  return useCallback((heading) => {
    if (heading === null) return;
    const here = pathOfPage();
    if (!firstPage && focusedAt !== here) heading.focus({ preventScroll: true });
    firstPage = false;
    focusedAt = here;
  }, []);
}

/** The portal has its pages in the fragment of its address. */
const pathOfPage = (): string | undefined => (isPortal() ? location.hash.split('?', 1)[0] : location.pathname);
