import { readFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import v8 from 'node:v8';
import { readSettings, SettingsError, StartError, type Settings } from '@postrider/contracts';
import { mapStackTraces } from './source-maps.js';

export interface Running {
  /** Called before `stop`. Resolves when no new work arrives. */
  drain?: () => Promise<void>;
  /** Resolves when all work in progress is done and everything is closed. */
  stop: () => Promise<void>;
}

type Start = (settings: Settings, signal: AbortSignal) => Promise<Running>;

/**
 * Runs a process: reads the settings, starts, and stops once on SIGTERM, on SIGINT, or when the parent process closes
 * its IPC channel. `signal` aborts a start in progress. A stop that takes longer than `process.shutdownMs`, without the
 * drain, ends the process with status 1.
 */
export async function run(start: Start): Promise<void> {
  mapStackTraces();
  // Node would print the line that threw, which in a bundle is hundreds of kilobytes long.
  process.on('uncaughtException', (error: unknown) => {
    fail(1, `uncaught: ${stackOf(error)}`);
  });
  // Beside the programs, so that only who may change them may change it. Where nobody may, there is none.
  module.enableCompileCache(join(import.meta.dirname, 'compile-cache'));
  // What a start allocates is mostly garbage. With a small heap it is gone when the process is idle.
  v8.setFlagsFromString('--optimize-for-size');
  let settings: Settings;
  try {
    settings = readSettings(process.env, (path) => readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    fail(2, error.message);
  }
  const aborted = new AbortController();
  const starting = start(settings, aborted.signal);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    const limit = (): NodeJS.Timeout => setTimeout(() => process.exit(1), settings.process.shutdownMs).unref();
    const startLimit = limit();
    aborted.abort();
    starting
      .then(async (running) => {
        clearTimeout(startLimit);
        await running.drain?.();
        limit();
        await running.stop();
      })
      .then(
        () => process.exit(0),
        (error: unknown) => {
          if (error instanceof Error && error.name === 'AbortError') process.exit(0);
          fail(1, `the shutdown failed: ${String(error)}`);
        },
      );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
  // False if the channel closed before the listener was added; undefined without a channel.
  const { connected } = process as { connected?: boolean };
  if (connected === false) stop();
  await starting.catch((error: unknown) => {
    if (stopping) return;
    if (error instanceof SettingsError) fail(2, error.message);
    if (error instanceof StartError) fail(error.exitCode, `cannot start: ${error.message}`);
    fail(1, `cannot start: ${stackOf(error)}`);
  });
  // V8 uses what was written with the same flags alone.
  module.flushCompileCache();
  v8.setFlagsFromString('--no-optimize-for-size');
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

function fail(exitCode: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}
