/** A failure that one line explains to the user, with the log that tells more. */
export class LaunchError extends Error {
  readonly log: string;

  constructor(message: string, { log = '', cause }: { log?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.log = log;
  }
}
