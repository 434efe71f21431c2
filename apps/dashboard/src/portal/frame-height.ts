import type { Embedder } from './embedder.js';

/** Below a dialog, for its shadow. */
const marginOfDialog = 24;
/** Changes of one step are measured together. A frame out of sight gets no animation frames, so that it is a timer. */
const pauseMs = 30;

/** Tells the embedding page how high the content is, dialogs included, whenever that changes. */
export function reportHeight(embedder: Embedder, root: Element): void {
  let reported = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watched = new WeakSet<Element>();

  const measure = (): void => {
    timer = undefined;
    // Until there is content, the frame keeps the height that the embedding page gave it.
    if (root.childElementCount === 0) return;
    const dialogs = [...document.querySelectorAll('[role="dialog"]')];
    for (const dialog of dialogs) watch(dialog);
    const height = Math.ceil(Math.max(bottomOf(root), ...dialogs.map((dialog) => bottomOf(dialog) + marginOfDialog)));
    if (height === reported) return;
    reported = height;
    embedder.tell({ type: 'height', height });
  };
  const measureSoon = (): void => {
    timer ??= setTimeout(measure, pauseMs);
  };
  const sizes = new ResizeObserver(measureSoon);
  const watch = (element: Element): void => {
    if (watched.has(element)) return;
    watched.add(element);
    sizes.observe(element);
  };

  watch(root);
  new MutationObserver(measureSoon).observe(document.body, { childList: true, subtree: true });
}

/** From the top of the page, wherever it is scrolled to. */
const bottomOf = (element: Element): number => element.getBoundingClientRect().bottom + window.scrollY;
