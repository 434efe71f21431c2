/** The reason why a process cannot start, for standard error, and the exit code. */
export class StartError extends Error {
  override name = 'StartError';

  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}
