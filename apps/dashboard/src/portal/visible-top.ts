/**
 * Keeps in `--visible-top` where the visible part of a page begins that is as high as its frame: the outer page scrolls it,
 * so that the top of its window may be far away. Read when somebody does something, since dialogs open after that.
 */
export function followVisibleTop(root: Element): void {
  const note = (): void => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      if (!entry?.isIntersecting) return;
      const top = Math.max(0, entry.intersectionRect.top + window.scrollY);
      document.documentElement.style.setProperty('--visible-top', `${top}px`);
    });
    observer.observe(root);
  };
  window.addEventListener('pointerdown', note, true);
  window.addEventListener('keydown', note, true);
}
