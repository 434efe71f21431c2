/** Invalid arguments or settings. Nothing was sent. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The user pressed Ctrl-C or declined a question. Exit code 130, as in shells. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
