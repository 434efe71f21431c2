import type { Postrider } from '@postrider/sdk';
import { Command } from 'commander';
import { deliveryFilterOf, withDeliveryFilters, type DeliveryFilterOptions } from '../input/delivery-filters.js';
import { sinceOption, untilOption } from '../input/values.js';
import type { View } from '../output/output.js';
import { action, showing } from '../session.js';
import { UsageError } from '../usage-error.js';
import { attemptTable, deliveryDetails, deliveryHistory, deliverySummary, deliveryTable } from '../views/deliveries.js';
import { examples } from './examples.js';
import { exportDeliveriesCommand } from './export-deliveries.js';
import { detachOption, follow, type FollowOptions } from './follow.js';
import { showList } from './paging.js';

export function deliveriesCommand(): Command {
  const deliveries = new Command('deliveries').description('deliveries of events to endpoints, with their attempts');
  showList(
    withDeliveryFilters(
      deliveries.command('list').description('list deliveries, newest first; filters are combined'),
    ).addHelpText(...examples('postrider deliveries list --status failed --type budget.exceeded')),
    (client, page, options: DeliveryFilterOptions) => client.deliveries.list({ ...deliveryFilterOf(options), ...page }),
    deliveryTable,
    'No matching deliveries.',
  );
  deliveries
    .command('get')
    .description('show a delivery with its payload and its attempts')
    .argument('<id>', 'delivery id (whd_…)')
    .action(showing((client, id: string) => client.deliveries.get(id), deliveryDetails));
  deliveries
    .command('history')
    .description('show all that happened to a delivery, oldest first')
    .argument('<id>', 'delivery id (whd_…)')
    .action(showItems((client, id) => client.deliveries.history(id), deliveryHistory));
  deliveries
    .command('attempts')
    .description('show the attempts of a delivery, oldest first')
    .argument('<id>', 'delivery id (whd_…)')
    .action(showItems(async (client, id) => (await client.deliveries.get(id)).attempts, attemptTable));
  return deliveries.addCommand(exportDeliveriesCommand()).addCommand(replayCommand());
}

/** A list without pages. `--json` has the shape of the API's list. */
const showItems = <T>(itemsOf: (client: Postrider, id: string) => Promise<T[]>, view: View<readonly T[]>) =>
  showing(
    async (client, id: string) => ({ data: await itemsOf(client, id) }),
    ({ data }, screen) => view(data, screen),
  );

export function replayCommand(): Command {
  const replay = new Command('replay')
    .description('replay the given deliveries, or all that match the filters')
    .argument('[deliveries...]', 'delivery ids (whd_…)');
  return withDeliveryFilters(replay)
    .option(...sinceOption)
    .option(...untilOption)
    .option(...detachOption)
    .addHelpText(
      ...examples(
        'postrider replay whd_01m847ja80fh79n1vdk5x7cakr',
        'postrider replay --status failed --endpoint whe_01m84c2hq3e1tb6nw0y5z8r4kd --since 2h',
        'postrider replay --status failed --response-status 503 --no-replayed',
      ),
    )
    .action(
      action(async (session, ids: string[], options: DeliveryFilterOptions & FollowOptions) => {
        const filter = deliveryFilterOf(options);
        const isFiltered = Object.keys(filter).length > 0;
        const [id, ...others] = ids;
        if (id === undefined && !isFiltered) {
          throw new UsageError('expected delivery ids or filters: postrider replay --help');
        }
        if (id !== undefined && isFiltered) throw new UsageError('expected delivery ids or filters, not both');
        const { client, output } = session;
        if (id !== undefined && others.length === 0) {
          output.show(await client.deliveries.replay(id), deliverySummary);
          return;
        }
        const replayed = id === undefined ? filter : { delivery_ids: ids };
        await follow(session, await client.deliveries.replayMany(replayed), options);
      }),
    );
}
