import type { DeliveryQuery, DeliveryStatus, Postrider } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { customerOption } from '../input/customer.js';
import { defined } from '../input/defined.js';
import { sinceOption, untilOption, wholeNumber } from '../input/values.js';
import type { View } from '../output/output.js';
import { action, showing } from '../session.js';
import { UsageError } from '../usage-error.js';
import { attemptTable, deliveryDetails, deliveryHistory, deliverySummary, deliveryTable } from '../views/deliveries.js';
import { examples } from './examples.js';
import { detachOption, follow, type FollowOptions } from './follow.js';
import { showList } from './paging.js';

const statusOption = (): Option =>
  new Option('--status <status>', 'only this status').choices(['pending', 'delivered', 'failed']);

interface FilterOptions {
  status?: DeliveryStatus;
  customer?: string;
  endpoint?: string;
  type?: string;
  event?: string;
  since?: string;
  until?: string;
}

interface ListOptions extends FilterOptions {
  responseStatus?: number;
  responseClass?: DeliveryQuery['response_class'];
  reason?: DeliveryQuery['failure_reason'];
  minAttempts?: number;
  minDuration?: number;
  test?: boolean;
  replayed?: boolean;
}

const listFilterOf = ({
  responseStatus,
  responseClass,
  reason,
  minAttempts,
  minDuration,
  test,
  replayed,
}: ListOptions) =>
  defined({
    response_status: responseStatus,
    response_class: responseClass,
    failure_reason: reason,
    min_attempts: minAttempts,
    min_duration_ms: minDuration,
    test,
    replayed,
  });

const filterOf = ({ status, customer, endpoint, type, event, since, until }: FilterOptions) =>
  defined({ status, customer, endpoint_id: endpoint, event_type: type, event_id: event, since, until });

export function deliveriesCommand(): Command {
  const deliveries = new Command('deliveries').description('deliveries of events to endpoints, with their attempts');
  showList(
    deliveries
      .command('list')
      .description('list deliveries, newest first; filters are combined')
      .addOption(statusOption())
      .option(...customerOption)
      .option('--endpoint <id>', 'only this endpoint')
      .option('--type <type>', 'only this event type')
      .option('--event <id>', 'only this event')
      .option(...sinceOption)
      .option(...untilOption)
      .option('--response-status <status>', 'only this status of the last response', wholeNumber(100, 599))
      .addOption(
        new Option('--response-class <class>', 'only statuses of this class').choices(['2xx', '3xx', '4xx', '5xx']),
      )
      .option('--reason <reason>', 'only this reason of the last failure, such as timeout')
      .option('--min-attempts <count>', 'at least this number of attempts', wholeNumber(0, 1_000_000))
      .option('--min-duration <ms>', 'last attempt took at least these milliseconds', wholeNumber(0, 3_600_000))
      .option('--test', 'only test events')
      .option('--no-test', 'no test events')
      .option('--replayed', 'only deliveries that were replayed')
      .option('--no-replayed', 'only deliveries that never were')
      .addHelpText(...examples('postrider deliveries list --status failed --type budget.exceeded')),
    (client, page, options: ListOptions) =>
      client.deliveries.list({ ...filterOf(options), ...listFilterOf(options), ...page }),
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
  return deliveries.addCommand(replayCommand());
}

/** A list without pages. `--json` has the shape of the API's list. */
const showItems = <T>(itemsOf: (client: Postrider, id: string) => Promise<T[]>, view: View<readonly T[]>) =>
  showing(
    async (client, id: string) => ({ data: await itemsOf(client, id) }),
    ({ data }, screen) => view(data, screen),
  );

export function replayCommand(): Command {
  return new Command('replay')
    .description('replay one delivery, or all that match the filters')
    .argument('[delivery]', 'delivery id (whd_…)')
    .addOption(statusOption())
    .option(...customerOption)
    .option('--endpoint <id>', 'only this endpoint')
    .option('--type <type>', 'only this event type')
    .option(...sinceOption)
    .option(...untilOption)
    .option(...detachOption)
    .addHelpText(
      ...examples(
        'postrider replay whd_01m847ja80fh79n1vdk5x7cakr',
        'postrider replay --status failed --endpoint whe_01m84c2hq3e1tb6nw0y5z8r4kd --since 2h',
      ),
    )
    .action(
      action(async (session, id: string | undefined, options: FilterOptions & FollowOptions) => {
        const filter = filterOf(options);
        const isFiltered = Object.keys(filter).length > 0;
        if (id === undefined && !isFiltered) {
          throw new UsageError('expected a delivery id or filters: postrider replay --help');
        }
        if (id !== undefined && isFiltered) throw new UsageError('expected a delivery id or filters, not both');
        const { client, output } = session;
        if (id !== undefined) output.show(await client.deliveries.replay(id), deliverySummary);
        else await follow(session, await client.deliveries.replayMany(filter), options);
      }),
    );
}
