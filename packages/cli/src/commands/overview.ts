import type { OverviewQuery } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { customerOption } from '../input/customer.js';
import { defined } from '../input/defined.js';
import { sinceOption, untilOption } from '../input/values.js';
import { showing } from '../session.js';
import { overviewSummary } from '../views/overview.js';
import { examples } from './examples.js';

const ranges: NonNullable<OverviewQuery['range']>[] = ['1h', '24h', '7d'];

export function overviewCommand(): Command {
  return new Command('overview')
    .description('show outcomes of attempts, pending deliveries, and failing endpoints')
    .addOption(new Option('--range <range>', 'time range that ends now (default: 1h)').choices(ranges))
    .option(...sinceOption)
    .option(...untilOption)
    .option(...customerOption)
    .addHelpText(...examples('postrider overview --range 24h', 'postrider overview --since 3d --customer acme'))
    .action(
      showing(
        (client, { range, since, until, customer }: OverviewQuery) =>
          client.overview(defined({ range, since, until, customer })),
        overviewSummary,
      ),
    );
}
