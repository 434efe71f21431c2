import { type EmbedderMessage, nameOf, type PageMessage, readMessage } from './messages.js';

/** The page that has this one in a frame. `frame-ancestors` decides which pages may. */
export interface Embedder {
  tell: (message: PageMessage) => void;
  onMessage: (listener: (message: EmbedderMessage) => void) => void;
}

/** Undefined if this page has its window to itself. */
export function findEmbedder(): Embedder | undefined {
  const { parent } = window;
  if (parent === window) return undefined;
  return {
    tell: ({ type, ...rest }) => {
      parent.postMessage({ type: nameOf(type), ...rest }, '*');
    },
    onMessage: (listener) => {
      window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
        const message = source === parent ? readMessage(data) : undefined;
        if (message) listener(message);
      });
    },
  };
}
