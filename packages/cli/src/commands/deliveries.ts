import type { DeliveryStatus, ReplayFilter } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { time } from '../input/values.js';
import { action } from '../session.js';
import { UsageError } from '../usage-error.js';
import { deliveryDetails, deliverySummary, deliveryTable } from '../views/deliveries.js';
import { examples } from './examples.js';
import { detachOption, follow, type FollowOptions } from './follow.js';
import { showList, withPaging, type PagingOptions } from './paging.js';

const statusOption = (): Option =>
  new Option('--status <status>', 'only these').choices(['pending', 'delivered', 'failed']);

interface FilterOptions {
  status?: DeliveryStatus;
  endpoint?: string;
  type?: string;
}

const filterOf = ({ status, endpoint, type }: FilterOptions) => ({
  ...(status !== undefined && { status }),
  ...(endpoint !== undefined && { endpoint_id: endpoint }),
  ...(type !== undefined && { event_type: type }),
});

export function deliveriesCommand(): Command {
  const deliveries = new Command('deliveries').description('what was sent to whom, and what came of it');
  withPaging(
    deliveries
      .command('list')
      .description('list deliveries, newest first; filters combine')
      .addOption(statusOption())
      .option('--endpoint <id>', 'of this endpoint')
      .option('--type <type>', 'of this event type')
      .option('--event <id>', 'of this event')
      .addHelpText('after', examples('postrider deliveries list --status failed --type budget.exceeded')),
  ).action(
    action((session, { event, ...options }: PagingOptions & FilterOptions & { event?: string }) => {
      const filter = { ...filterOf(options), ...(event !== undefined && { event_id: event }) };
      const listOf = (query: object) => session.client.deliveries.list({ ...filter, ...query });
      return showList(session, options, listOf, deliveryTable, 'No such deliveries.');
    }),
  );
  deliveries
    .command('get')
    .description('show a delivery: its payload, and what each attempt was answered')
    .argument('<id>', "the delivery's id (whd_…)")
    .action(
      action(async ({ client, output }, id: string) => {
        output.show(await client.deliveries.get(id), deliveryDetails);
      }),
    );
  return deliveries.addCommand(replayCommand());
}

interface ReplayOptions extends FilterOptions, FollowOptions {
  since?: string;
  until?: string;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('send a delivery again, or all that the filters match')
    .argument('[delivery]', "the delivery's id (whd_…)")
    .addOption(statusOption())
    .option('--endpoint <id>', 'of this endpoint')
    .option('--type <type>', 'of this event type')
    .option('--since <time>', 'created since: 90m, 2h, 7d (ago), or 2026-11-23T08:00:00Z', time)
    .option('--until <time>', 'and until', time)
    .option(...detachOption)
    .addHelpText(
      'after',
      examples(
        'postrider replay whd_01m847ja80fh79n1vdk5x7cakr',
        'postrider replay --status failed --endpoint whe_01m84c2hq3e1tb6nw0y5z8r4kd --since 2h',
      ),
    )
    .action(
      action(async (session, id: string | undefined, { since, until, ...options }: ReplayOptions) => {
        const filter: ReplayFilter = {
          ...filterOf(options),
          ...(since !== undefined && { since }),
          ...(until !== undefined && { until }),
        };
        const isFiltered = Object.keys(filter).length > 0;
        if (id === undefined && !isFiltered) {
          throw new UsageError('which deliveries? Give the id of one, or filters: postrider replay --help');
        }
        if (id !== undefined && isFiltered) throw new UsageError('expected the id of a delivery or filters, not both');
        const { client, output } = session;
        if (id !== undefined) output.show(await client.deliveries.replay(id), deliverySummary);
        else await follow(session, await client.deliveries.replayMany(filter), options);
      }),
    );
}
