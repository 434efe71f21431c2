type Stop = () => Promise<unknown>;

const stops = new Set<Stop>();

/** Ends something when the bench is interrupted; answers how to forget it, once it has ended by itself. */
export function onInterruption(stop: Stop): () => void {
  stops.add(stop);
  return () => stops.delete(stop);
}

/** On Ctrl-C and the like everything that was started is ended, the last first, and then this process. */
export function watchInterruption(): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      console.error('interrupted: ending what was started');
      void endAll().finally(() => process.exit(status));
    });
  }
}

async function endAll(): Promise<void> {
  for (const stop of [...stops].reverse()) await stop().catch(() => undefined);
}
