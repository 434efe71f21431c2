import type { Postrider } from '@postrider/sdk';
import { Importer } from '../transfer/importer.js';
import { Known } from '../transfer/known.js';
import { isObject } from '../transfer/line-type.js';
import { endpointName, Report } from '../transfer/report.js';
import { patient, Target, type TargetOptions } from '../transfer/target.js';
import type { ConfigFile } from './config-file.js';
import { deletionsOf, type Deletion, type NamedInFile } from './prune.js';

export interface Plan {
  report: Report;
  deletions: readonly Deletion[];
}

interface RunOptions {
  signal: AbortSignal;
  prunes: boolean;
}

const concurrency = 4;

/** What an apply would do. Nothing is changed. */
export async function planOf(client: Postrider, file: ConfigFile, { signal, prunes }: RunOptions): Promise<Plan> {
  const known = await Known.load(client, { ...patient, signal });
  // Before the dry run, which adds to what is known.
  const deletions = prunes ? deletionsOf(known, namesOf(file), file.types) : [];
  const report = await run(client, known, file, { isDryRun: true, replacesSecrets: false }, signal);
  report.changes.push(...deletions.map(({ change }) => change));
  return { report, deletions };
}

/** Creates and changes what the file names. Reads again what the organization has. */
export async function applyFile(
  client: Postrider,
  file: ConfigFile,
  signal: AbortSignal,
  onSecret: TargetOptions['onSecret'],
): Promise<Report> {
  const known = await Known.load(client, { ...patient, signal });
  const options = { isDryRun: false, replacesSecrets: false, ...(onSecret && { onSecret }) };
  return run(client, known, file, options, signal);
}

async function run(
  client: Postrider,
  known: Known,
  { items }: ConfigFile,
  options: TargetOptions,
  signal: AbortSignal,
): Promise<Report> {
  const report = new Report(options.isDryRun);
  const target = new Target(client, known, options);
  const importer = new Importer(target, known, report, { ...options, allowWeak: false, concurrency, signal });
  await importer.run(items);
  report.sortChanges();
  return report;
}

/** By type, the names that the file has. What cannot be read is a problem of the plan. */
function namesOf({ items }: ConfigFile): NamedInFile {
  const names = { event_type: new Set<string>(), customer: new Set<string>(), endpoint: new Set<string>() };
  for (const { type, value } of items) {
    if (!isObject(value)) continue;
    const { name, uid, id, customer } = value;
    const own = type === 'event_type' ? name : (uid ?? id);
    if (typeof own !== 'string') continue;
    const owner = type === 'endpoint' && typeof customer === 'string' ? customer : null;
    names[type].add(endpointName(owner, own));
  }
  return names;
}
