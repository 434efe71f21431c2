/** A failure with a one-line message for the user, and a log with details. */
export class LaunchError extends Error {
  readonly log: string;

  constructor(message: string, { log = '', cause }: { log?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.log = log;
  }
}
