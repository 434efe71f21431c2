import { withinMs } from './within-ms.js';

interface FileOptions {
  silenceMs: number;
  signal: AbortSignal | undefined;
  errorOf: (cause: unknown) => Error;
}

/**
 * The body of a response as a stream that fails as a call does: with `errorOf` the cause if the connection is lost or no data
 * arrives for `silenceMs`, or with the signal's reason. Nothing is read before the consumer asks for it.
 */
export function fileStream(
  body: ReadableStream<Uint8Array>,
  { silenceMs, signal, errorOf }: FileOptions,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let file: ReadableStreamDefaultController<Uint8Array> | undefined;
  const disconnect = (): void => void reader.cancel().catch(() => undefined);
  const onAbort = (): void => {
    file?.error(signal?.reason);
    disconnect();
  };
  const ignoreSignal = (): void => signal?.removeEventListener('abort', onAbort);
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        file = controller;
        if (signal?.aborted) onAbort();
        else signal?.addEventListener('abort', onAbort, { once: true });
      },
      pull: async (controller) => {
        try {
          const { done, value } = await withinMs(reader.read(), silenceMs);
          if (signal?.aborted) return;
          if (!done) {
            controller.enqueue(value);
            return;
          }
          ignoreSignal();
          controller.close();
        } catch (error) {
          ignoreSignal();
          disconnect();
          throw errorOf(error);
        }
      },
      cancel: async (reason) => {
        ignoreSignal();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
