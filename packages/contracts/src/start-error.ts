/** Why a process does not start, in a message for whoever reads its standard error, and what it ends with. */
export class StartError extends Error {
  override name = 'StartError';

  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}
