import { DatabaseUnavailable } from '@postrider/event-store';

/**
 * Does work for inputs together, and returns one output or error for each. Where the work fails for another reason than an
 * outage, it is done again for halves of them, so that only the input at fault fails. Failed work must have changed nothing.
 */
export async function apart<I, O>(
  inputs: readonly I[],
  work: (inputs: readonly I[]) => Promise<readonly (O | Error)[]>,
): Promise<(O | Error)[]> {
  if (inputs.length === 0) return [];
  try {
    return [...(await work(inputs))];
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (error instanceof DatabaseUnavailable || inputs.length === 1) return inputs.map(() => error);
    const middle = Math.ceil(inputs.length / 2);
    return [...(await apart(inputs.slice(0, middle), work)), ...(await apart(inputs.slice(middle), work))];
  }
}
