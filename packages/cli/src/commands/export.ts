import { Command, Option } from 'commander';
import { writeNewFile } from '../input/new-file.js';
import { writeOut } from '../output/standard-output.js';
import { plural } from '../output/text.js';
import { action, type Session } from '../session.js';
import { examples } from './examples.js';

export function exportCommand(): Command {
  return new Command('export')
    .description(
      'write event types, customers and endpoints as a file for `postrider import file` or `postrider apply`',
    )
    .addOption(
      new Option('--format <format>', 'ndjson to import, yaml to apply').choices(['ndjson', 'yaml']).default('ndjson'),
    )
    .option('--output <path>', 'new file that only you can read (default: standard output)')
    .addHelpText(
      ...examples(
        'postrider export --output postrider.ndjson',
        'postrider export | gzip > export.ndjson.gz',
        'postrider export --format yaml --output postrider.yaml',
      ),
    )
    .action(action(exportAll));
}

interface ExportOptions {
  output?: string;
  format: 'ndjson' | 'yaml';
}

async function exportAll({ client, output }: Session, { output: path, format }: ExportOptions): Promise<void> {
  const { exportLines } = await import('../transfer/export.js');
  const lines = format === 'yaml' ? yamlLines(exportLines(client)) : exportLines(client);
  if (path === undefined) {
    for await (const line of lines) await writeOut(`${line}\n`);
    return;
  }
  const count = await writeNewFile(path, lines);
  output.show({ path, lines: count }, () => `Wrote ${plural(count, 'line')} to ${path}`);
  if (format === 'ndjson')
    output.note('Signing secrets cannot be read through the API. An operator adds them: npm run cli -- add-secrets');
}

async function* yamlLines(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  const { yamlOf } = await import('../as-code/export-yaml.js');
  yield* (await yamlOf(lines)).trimEnd().split('\n');
}
