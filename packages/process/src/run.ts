import { readSettings, SettingsError, StartError, type Settings } from '@postrider/contracts';

/** A started process: what to do when it shall end. */
export interface Running {
  /** Resolves when all work under way is finished and everything is closed. */
  stop: () => Promise<void>;
}

/**
 * Runs a process: reads the settings, starts, and stops once on SIGTERM, SIGINT, or when the process that spawned it
 * with an IPC channel is gone. The signal tells a start under way that it is not wanted any more. A stop that takes longer
 * than POSTRIDER_SHUTDOWN_MS ends the process with status 1.
 */
export async function run(start: (settings: Settings, signal: AbortSignal) => Promise<Running>): Promise<void> {
  let settings: Settings;
  try {
    settings = readSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    refuse(error);
  }
  const unwanted = new AbortController();
  const starting = start(settings, unwanted.signal);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), settings.POSTRIDER_SHUTDOWN_MS).unref();
    unwanted.abort();
    starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          if (error instanceof Error && error.name === 'AbortError') process.exit(0);
          process.stderr.write(`the shutdown failed: ${String(error)}\n`);
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
  // A spawner that went before anybody listened; undefined where there never was one with a channel.
  const { connected } = process as { connected?: boolean };
  if (connected === false) stop();
  await starting.catch((error: unknown) => {
    if (stopping) return;
    if (error instanceof SettingsError) refuse(error);
    if (error instanceof StartError) {
      process.stderr.write(`cannot start: ${error.message}\n`);
      process.exit(error.exitCode);
    }
    process.stderr.write(`cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
}

function refuse(error: SettingsError): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
