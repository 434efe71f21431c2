import { Command } from 'commander';
import type { ConfigFile } from '../as-code/config-file.js';
import { SecretsFile } from '../input/secrets-file.js';
import { onInterrupt } from '../interrupt.js';
import { plural } from '../output/text.js';
import { action, type Session } from '../session.js';
import { endpointName, type Report } from '../transfer/report.js';
import { Drift, Interrupted } from '../usage-error.js';
import { importReport } from '../views/import.js';
import { changeList } from '../views/plan.js';
import { confirm } from './confirm.js';
import { examples } from './examples.js';

interface FileOptions {
  file: string;
  prune?: boolean;
}

interface ApplyOptions extends FileOptions {
  dryRun?: boolean;
  secretsFile?: string;
  yes?: boolean;
}

const fileOption = ['-f, --file <path>', 'the file (YAML or JSON), or - for standard input'] as const;

export function applyCommand(): Command {
  return new Command('apply')
    .description(
      'create and change endpoints, event types and customers as a file names them; a repetition changes nothing',
    )
    .requiredOption(...fileOption)
    .option('--dry-run', 'show the changes and make none')
    .option('--prune', 'also delete what the lists of the file do not have')
    .option('--secrets-file <path>', 'new file for the signing secrets of new endpoints, which only you can read')
    .option('-y, --yes', 'delete without a question')
    .addHelpText(
      ...examples(
        'postrider export --format yaml --output postrider.yaml',
        'postrider apply -f postrider.yaml --dry-run',
        'postrider apply -f postrider.yaml --secrets-file secrets.ndjson',
        'postrider apply -f postrider.yaml --prune --yes',
      ),
    )
    .action(action(apply));
}

export function diffCommand(): Command {
  return new Command('diff')
    .description('show where the organization differs from a file; exit code 2 if it does')
    .requiredOption(...fileOption)
    .option('--prune', 'also what the lists of the file do not have')
    .addHelpText(...examples('postrider diff -f postrider.yaml'))
    .action(
      action(async (session, options: FileOptions) => {
        const { report } = await planned(session, options, onInterrupt());
        showChanges(session, report);
        if (report.changes.length > 0) throw new Drift();
      }),
    );
}

async function planned({ client, output }: Session, { file: path, prune = false }: FileOptions, signal: AbortSignal) {
  const [{ readConfigFile }, { planOf }] = await Promise.all([
    import('../as-code/config-file.js'),
    import('../as-code/plan.js'),
  ]);
  const file = await readConfigFile(path);
  const plan = await planOf(client, file, { signal, prunes: prune });
  if (signal.aborted) throw new Interrupted('Nothing was changed.');
  if (plan.report.failed > 0) {
    output.show(plan.report, importReport);
    throw new Error(`${plural(plan.report.failed, 'entry', 'entries')} with problems; nothing was changed`);
  }
  return { ...plan, file };
}

function showChanges({ output }: Session, report: Report): void {
  const shown = { ...report.toJSON(), changes: report.changes };
  output.show(shown, ({ changes }, screen) => (changes.length === 0 ? 'No differences.' : changeList(changes, screen)));
}

async function apply(session: Session, options: ApplyOptions): Promise<void> {
  const signal = onInterrupt();
  const { report: plan, deletions, file } = await planned(session, options, signal);
  if (options.dryRun || plan.changes.length === 0) {
    showChanges(session, plan);
    return;
  }
  if (deletions.length > 0) {
    const names = deletions.map(({ change }) => change);
    if (options.yes !== true) session.output.note(changeList(names, session.output.screen));
    await confirm(`Delete ${plural(deletions.length, 'object')} that the file does not have?`, options.yes);
  }
  const report = await changed(session, file, options.secretsFile, signal);
  if (signal.aborted || report.failed > 0) {
    session.output.show(report, importReport);
    if (signal.aborted) throw new Interrupted('Not all is applied. The same command goes on.');
    throw new Error(`${plural(report.failed, 'entry', 'entries')} with problems; nothing was deleted`);
  }
  for (const { change, run } of deletions) {
    await run(session.client);
    report.changes.push(change);
  }
  showChanges(session, report);
  noteSecrets(session, report, options.secretsFile);
}

/** Creates and changes. The secrets are in the file even if the command ends early. */
async function changed(
  { client }: Session,
  file: ConfigFile,
  path: string | undefined,
  signal: AbortSignal,
): Promise<Report> {
  const { applyFile } = await import('../as-code/plan.js');
  const secrets = path === undefined ? undefined : await SecretsFile.create(path);
  try {
    return await applyFile(client, file, signal, secrets && ((secret) => secrets.add(secret)));
  } finally {
    await secrets?.close();
  }
}

function noteSecrets({ output }: Session, { newSecrets }: Report, path: string | undefined): void {
  if (newSecrets.length === 0) return;
  if (path !== undefined) {
    output.note(`Wrote ${plural(newSecrets.length, 'signing secret')} to ${path}`);
    return;
  }
  const names = newSecrets.map(
    ({ endpoint_id, customer, uid }) => `${endpoint_id ?? ''} (${endpointName(customer, uid)})`,
  );
  output.note(`New signing secrets, which are not shown: postrider rotate <id> shows another\n  ${names.join('\n  ')}`);
}
