type Stop = () => Promise<unknown>;

const stops = new Set<Stop>();

/** Registers `stop` for an interruption of the bench. Returns a function that unregisters it. */
export function onInterruption(stop: Stop): () => void {
  stops.add(stop);
  return () => stops.delete(stop);
}

/** On Ctrl-C and other signals, stops everything in reverse order and exits. */
export function watchInterruption(): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      console.error('interrupted: stopping all processes');
      void endAll().finally(() => process.exit(status));
    });
  }
}

async function endAll(): Promise<void> {
  for (const stop of [...stops].reverse()) await stop().catch(() => undefined);
}
