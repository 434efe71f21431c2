/** A call that makes no sense as it stands: nothing was sent. Ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Somebody pressed Ctrl-C, and what was under way is stopped. Ends with 130, as shells have it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
