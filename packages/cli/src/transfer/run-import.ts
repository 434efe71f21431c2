import type { Postrider } from '@postrider/sdk';
import { Importer, type ImporterOptions } from './importer.js';
import { Known } from './known.js';
import type { Report } from './report.js';
import type { Source } from './source.js';
import { patient, Target, type TargetOptions } from './target.js';

export interface RunOptions extends ImporterOptions, TargetOptions {
  onProgress: () => void;
}

/** Imports what a source has, and adds to the report what became of it. Ends early if the signal aborts. */
export async function runImport(client: Postrider, source: Source, report: Report, options: RunOptions): Promise<void> {
  const known = await Known.load(client, { ...patient, signal: options.signal });
  const target = new Target(client, known, options);
  await new Importer(target, known, report, options, options.onProgress).run(source);
}
