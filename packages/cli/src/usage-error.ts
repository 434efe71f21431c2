/** Invalid arguments or settings. Nothing was sent. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The user pressed Ctrl-C or declined a question. Exit code 130, as in shells. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** The organization differs from a file, which is shown already. Exit code 2, so that it is no failure. */
export class Drift extends Error {
  override readonly name = 'Drift';
}
