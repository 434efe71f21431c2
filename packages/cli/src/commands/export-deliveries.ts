import type { ExportInput } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { defined } from '../input/defined.js';
import { deliveryFilterOf, withDeliveryFilters, type DeliveryFilterOptions } from '../input/delivery-filters.js';
import { sinceOption, untilOption } from '../input/values.js';
import { onInterrupt } from '../interrupt.js';
import { action } from '../session.js';
import { UsageError } from '../usage-error.js';
import { examples } from './examples.js';
import { outputOption, saveExport, type FileOptions } from './export-file.js';
import { detachOption, follow, untilEnded, type FollowOptions } from './follow.js';

interface ExportOptions extends DeliveryFilterOptions, FileOptions, FollowOptions {
  format: NonNullable<ExportInput['format']>;
  cursor?: string;
}

export function exportDeliveriesCommand(): Command {
  const command = new Command('export').description(
    'write all matching deliveries to a file, newest first, by an operation on the server; Ctrl-C cancels it',
  );
  return withDeliveryFilters(command)
    .option(...sinceOption)
    .option(...untilOption)
    .addOption(
      new Option('--format <format>', 'a line of JSON for each delivery, or a table')
        .choices(['ndjson', 'csv'])
        .default('ndjson'),
    )
    .option('--cursor <cursor>', 'continue behind a file that was cut: its next_cursor')
    .option(...outputOption)
    .option(...detachOption)
    .addHelpText(
      ...examples(
        'postrider deliveries export --status failed --since 30d --format csv --output failed.csv',
        'postrider deliveries export --response-class 5xx | gzip > deliveries.ndjson.gz',
      ),
    )
    .action(
      action(async (session, options: ExportOptions) => {
        const { format, cursor } = options;
        const start = (behind = cursor) =>
          session.client.deliveries.export({ ...deliveryFilterOf(options), ...defined({ format, cursor: behind }) });
        if (options.detach) {
          if (options.output !== undefined) throw new UsageError('expected --detach or --output, not both');
          await follow(session, await start(), options);
          return;
        }
        const signal = onInterrupt();
        const completed = async (behind?: string) => {
          const ended = await untilEnded(session, await start(behind), { signal });
          if (ended.status === 'completed') return ended;
          throw new Error(`the export ${ended.id} is ${ended.status}: there is no file`);
        };
        await saveExport(session, options, { signal, completed, rest: completed });
      }),
    );
}
