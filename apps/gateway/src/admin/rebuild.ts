import { rebuildCounters, rebuildReadModels, type Database } from '@postrider/event-store';
import { showProgress } from './rebuild-progress.js';

export interface RebuildFlags {
  concurrency: number;
  restart?: boolean;
}

/** Prints how many rows were repaired. Progress goes to standard error. Ctrl-C stops it after the pages in work. */
export async function rebuild(database: Database, flags: RebuildFlags): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted.abort();
    });
  }
  const progress = showProgress(process.stderr);
  const reports = await rebuildReadModels(database, {
    ...flags,
    signal: interrupted.signal,
    onProgress: progress.update,
  }).finally(progress.end);
  for (const { table, streams, repaired } of reports) {
    process.stdout.write(`${table}: ${String(streams)} streams, ${String(repaired)} rows repaired\n`);
  }
  const periods = await rebuildCounters(database);
  process.stdout.write(`attempt counters: ${String(periods)} minutes and hours\n`);
}
