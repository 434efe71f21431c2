import { DatabaseUnavailable } from '@postrider/event-store';

/**
 * Runs `work` for all inputs together; `work` sets the result of each. When it throws, it must have changed nothing:
 * it runs again for each half of the inputs, so that an error becomes the result of the input at fault alone. During an
 * outage it does not run again, and the error becomes the result of all.
 */
export async function isolateFailures<I, O>(
  inputs: readonly I[],
  results: Map<I, O | Error>,
  work: (inputs: readonly I[]) => Promise<void>,
): Promise<void> {
  if (inputs.length === 0) return;
  try {
    await work(inputs);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (error instanceof DatabaseUnavailable || inputs.length === 1) {
      for (const input of inputs) results.set(input, error);
      return;
    }
    const middle = Math.ceil(inputs.length / 2);
    await isolateFailures(inputs.slice(0, middle), results, work);
    await isolateFailures(inputs.slice(middle), results, work);
  }
}
