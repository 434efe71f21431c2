import { Postrider } from '@postrider/sdk';

import { terminal } from './terminal.ts';

/** A client that says why it waits. */
export const clientOf = (url: string, key: string): Postrider =>
  new Postrider({
    url,
    key,
    attemptTimeoutMs: 15_000,
    onRetry: ({ message }, delayMs) => {
      terminal.note(`${message}: retrying in ${(delayMs / 1000).toFixed(1)} s`);
    },
  });
