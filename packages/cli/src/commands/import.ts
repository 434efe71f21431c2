import { Command } from 'commander';
import { list, wholeNumber } from '../input/values.js';
import { onInterrupt } from '../interrupt.js';
import { plural } from '../output/text.js';
import { action, type Session } from '../session.js';
import { Report } from '../transfer/report.js';
import type { Source } from '../transfer/source.js';
import { svixConnection } from '../transfer/svix/connection.js';
import { Interrupted } from '../usage-error.js';
import { importReport } from '../views/import.js';
import { examples } from './examples.js';

export function importCommand(): Command {
  return new Command('import')
    .description('create event types, customers and endpoints with their secrets; a repeated import changes nothing')
    .addCommand(svixCommand())
    .addCommand(fileCommand());
}

interface ImportOptions {
  dryRun?: boolean;
  allowWeak?: boolean;
  replaceSecrets?: boolean;
  concurrency: number;
}

const importing = (name: string): Command =>
  new Command(name)
    .option('--dry-run', 'check everything and change nothing')
    .option('--allow-weak', 'accept signing secrets of fewer than 24 bytes')
    .option('--replace-secrets', 'also rotate the secrets of endpoints that exist to those of the source')
    .option('--concurrency <count>', 'maximum number of calls at once', wholeNumber(1, 32), 4);

function fileCommand(): Command {
  return importing('file')
    .description('import a file that `postrider export` or a program of your own wrote')
    .argument('<path>', 'the file, or - for standard input')
    .addHelpText(...examples('postrider import file postrider.ndjson --dry-run'))
    .action(
      action(async (session, path: string, options: ImportOptions) => {
        const { fileSource } = await import('../transfer/file-source.js');
        await importFrom(session, () => fileSource(path), options);
      }),
    );
}

interface SvixCommandOptions extends ImportOptions {
  svixUrl?: string;
  app: string[];
  maxRetries: number;
  timeout: number;
}

function svixCommand(): Command {
  return importing('svix')
    .description("import from Svix's API, with the token in SVIX_TOKEN")
    .option('--svix-url <url>', 'server of Svix (default: the one of the region that the token names)')
    .option('--app <apps>', 'only these applications: ids or uids, separated by commas', list, [])
    .option('--max-retries <count>', 'retries of a call to Svix', wholeNumber(0, 100), 8)
    .option('--timeout <seconds>', 'time limit of a call to Svix', wholeNumber(1, 600), 30)
    .addHelpText(
      ...examples(
        'SVIX_TOKEN=sk_….eu postrider import svix --dry-run',
        'SVIX_TOKEN=… postrider import svix --svix-url https://svix.internal.example.com --app acme,zenith',
      ),
    )
    .action(action(importSvix));
}

async function importSvix(session: Session, options: SvixCommandOptions): Promise<void> {
  const [{ SvixClient }, { svixSource }] = await Promise.all([
    import('../transfer/svix/client.js'),
    import('../transfer/svix/source.js'),
  ]);
  const { output, client } = session;
  const { concurrency, app: only, maxRetries } = options;
  const connection = svixConnection(options.svixUrl, process.env);
  const onRetry = (message: string, delayMs: number): void => {
    output.note(`${message}. Retrying in ${(delayMs / 1000).toFixed(1)} s …`);
  };
  const source = (signal: AbortSignal): Source => {
    const svix = new SvixClient({ ...connection, maxRetries, timeoutMs: options.timeout * 1_000, signal, onRetry });
    return svixSource(svix, { concurrency, only });
  };
  await importFrom(session, source, options, async () => {
    const { signatures } = await client.endpoints.requestFormat();
    if (signatures.some(({ header }) => header === 'svix-signature')) return;
    output.note(
      'Receivers verify unchanged once requests have the headers of Svix, which holds for all endpoints of the organization:\n' +
        '  postrider endpoints request-format --preset svix',
    );
  });
}

/** The number of items between two notes about the progress. */
const progressItems = 1_000;

async function importFrom(
  { client, output }: Session,
  source: (signal: AbortSignal) => Source,
  { dryRun: isDryRun = false, allowWeak = false, replaceSecrets: replacesSecrets = false, concurrency }: ImportOptions,
  next: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { runImport } = await import('../transfer/run-import.js');
  const report = new Report(isDryRun);
  const signal = onInterrupt();
  const onProgress = (): void => {
    if (report.read % progressItems !== 0) return;
    output.note(`${plural(report.read, 'item')} read, ${report.failed} with problems …`);
  };
  const options = { isDryRun, allowWeak, replacesSecrets, concurrency, signal, onProgress };
  try {
    await runImport(client, source(signal), report, options);
  } catch (error) {
    if (report.read > 0) output.show(report, importReport);
    throw signal.aborted ? interrupted() : error;
  }
  output.show(report, importReport);
  if (signal.aborted) throw interrupted();
  if (!isDryRun) await next();
  if (report.failed > 0) {
    const verb = isDryRun ? 'would not be' : 'were not';
    throw new Error(`${report.failed} of ${plural(report.read, 'item')} ${verb} imported`);
  }
}

const interrupted = (): Interrupted => new Interrupted('Not all is imported. The same command goes on.');
