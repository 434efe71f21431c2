import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery, Endpoint, EndpointChanges, EndpointInput } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { customerOption } from '../input/customer.js';
import { defined } from '../input/defined.js';
import { jsonForms, readJsonArgument } from '../input/json-argument.js';
import { metadataFilter, metadataOption } from '../input/metadata.js';
import { ownSecret, allowWeakOption, secretOption, type SecretOptions } from '../input/own-secret.js';
import { list, nullIfNone, rateLimit, sinceOption, untilOption, wholeNumber } from '../input/values.js';
import { action, showing, type Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { deliverySummary, deliveryDetails } from '../views/deliveries.js';
import { createdEndpoint, endpointDetails, endpointHistory, endpointTable, rotatedSecret } from '../views/endpoints.js';
import { confirm } from './confirm.js';
import { examples } from './examples.js';
import { detachOption, follow, type FollowOptions } from './follow.js';
import { showList } from './paging.js';
import { requestFormatCommand } from './request-format.js';

const envelopes: Endpoint['envelope'][] = ['default', 'cloudevents', 'cloudevents_binary', 'data'];
const eventsOption = [
  '--events <types>',
  'event types, prefixes such as budget.*, or *; separated by commas',
  list,
] as const;
const envelopeOption = (): Option =>
  new Option('--envelope <name>', 'what is around the data in the request body').choices(envelopes);
const customersOption = (): Option =>
  new Option('--customers <which>', 'all: also the events of every customer').choices(['all', 'none']);
const rateLimitOption = ['--rate-limit <count>', 'maximum requests per second, or none', rateLimit] as const;

export function endpointsCommand(): Command {
  const endpoints = new Command('endpoints').description('receivers of webhooks');
  showList(
    endpoints
      .command('list')
      .description('list endpoints, newest first')
      .option(...customerOption)
      .option('--name <text>', 'only those whose name begins with this')
      .option('--uid <uid>', 'only those with this uid')
      .option('--metadata <name=value>', 'only those with this pair of metadata', metadataFilter),
    (client, page, { customer, name, uid, metadata }: ListOptions) =>
      client.endpoints.list({ ...defined({ customer, name, uid, metadata }), ...page }),
    endpointTable,
    'No matching endpoints. To create one: postrider endpoints create <url> --events <types>',
  );
  endpoints
    .command('get')
    .description('show an endpoint')
    .argument('<id>', 'endpoint id (whe_…)')
    .action(showing((client, id: string) => client.endpoints.get(id), endpointDetails));
  endpoints
    .command('history')
    .description('show the latest changes of an endpoint, and what asked for each')
    .argument('<id>', 'endpoint id (whe_…)')
    .action(showing((client, id: string) => client.endpoints.history(id).page(), endpointHistory));
  endpoints
    .command('expire-previous-secrets')
    .description('end the overlap of a rotation: only the current secret signs from now on')
    .argument('<id>', 'endpoint id (whe_…)')
    .action(showing((client, id: string) => client.endpoints.expirePreviousSecrets(id), endpointDetails));
  endpoints.addCommand(createCommand()).addCommand(updateCommand());
  endpoints
    .command('delete')
    .description('delete an endpoint; its pending deliveries still complete')
    .argument('<id>', 'endpoint id (whe_…)')
    .option('-y, --yes', 'skip the confirmation')
    .action(
      action(async ({ client, output }, id: string, { yes }: { yes?: boolean }) => {
        await confirm(`Delete endpoint ${id}?`, yes);
        await client.endpoints.delete(id);
        output.show({ id, deleted: true }, () => `Deleted ${id}`);
      }),
    );
  endpoints.addCommand(requestFormatCommand());
  return endpoints.addCommand(rotateCommand()).addCommand(testCommand()).addCommand(recoverCommand());
}

interface ListOptions {
  customer?: string;
  name?: string;
  uid?: string;
  metadata?: string;
}

interface EndpointOptions extends SecretOptions {
  customer?: string;
  customers?: EndpointInput['customers'];
  name?: string;
  uid?: string;
  metadata?: Record<string, string>;
  events?: string[];
  description?: string;
  rateLimit?: number | 'none';
  envelope?: Endpoint['envelope'];
  newUrl?: string;
  active?: boolean;
  inactive?: boolean;
}

function createCommand(): Command {
  return new Command('create')
    .description('create an endpoint and show its signing secret, which is shown only once')
    .argument('<endpoint-url>', 'URL that webhooks are sent to')
    .requiredOption(...eventsOption)
    .option('--customer <customer>', 'the customer that it belongs to: cus_…, or its uid')
    .addOption(customersOption())
    .option('--name <text>', 'a name for people')
    .option('--uid <uid>', 'your own id of the endpoint')
    .option(...metadataOption)
    .option('--description <text>', 'a note for people')
    .option(...rateLimitOption)
    .addOption(envelopeOption())
    .option('--inactive', 'create it inactive: it gets no events until it is activated')
    .option(...secretOption)
    .option(...allowWeakOption)
    .addHelpText(
      ...examples(
        "postrider endpoints create https://example.com/hooks --events 'budget.*,api_key.revoked'",
        "postrider endpoints create https://example.com/hooks --events '*' --rate-limit 20",
        "postrider endpoints create https://acme.example.com/hooks --events '*' --customer acme",
      ),
    )
    .action(
      showing((client, url: string, options: EndpointOptions) => {
        const { events: event_types = [], customer, customers, name, uid, metadata, description } = options;
        const { envelope, inactive } = options;
        const rate_limit = nullIfNone(options.rateLimit);
        const secret = ownSecret(options);
        const active = inactive ? false : undefined;
        return client.endpoints.create({
          url,
          event_types,
          ...defined({ customer, customers, name, uid, metadata, description, rate_limit, envelope, active }),
          ...secret,
        });
      }, createdEndpoint),
    );
}

function updateCommand(): Command {
  return new Command('update')
    .description('change an endpoint; takes effect on the next attempt')
    .argument('<id>', 'endpoint id (whe_…)')
    .option('--new-url <endpoint-url>', 'URL that webhooks are sent to')
    .option(...eventsOption)
    .addOption(customersOption())
    .option('--name <text>', "a name for people; '' removes it")
    .option('--uid <uid>', "your own id of the endpoint; '' removes it")
    .option(...metadataOption)
    .option('--description <text>', "a note for people; '' removes it")
    .option(...rateLimitOption)
    .addOption(envelopeOption())
    .option('--active', 'activate the endpoint')
    .option('--inactive', 'deactivate the endpoint')
    .addHelpText(
      ...examples(
        'postrider endpoints update whe_01m84c2hq3e1tb6nw0y5z8r4kd --active',
        "postrider endpoints update whe_01m84c2hq3e1tb6nw0y5z8r4kd --events '*' --rate-limit none",
      ),
    )
    .action(
      showing(
        (client, id: string, options: EndpointOptions) => client.endpoints.update(id, changesOf(options)),
        endpointDetails,
      ),
    );
}

/** An empty text removes a name, a uid or a description. */
const textOrNull = (text: string | undefined): string | null | undefined => (text === '' ? null : text);

function changesOf({
  newUrl,
  events,
  customers,
  name,
  uid,
  metadata,
  description,
  rateLimit,
  envelope,
  active,
  inactive,
}: EndpointOptions): EndpointChanges {
  if (active && inactive) throw new UsageError('pass --active or --inactive, not both');
  const changes = defined({
    url: newUrl,
    event_types: events,
    customers,
    name: textOrNull(name),
    uid: textOrNull(uid),
    metadata,
    description: textOrNull(description),
    rate_limit: nullIfNone(rateLimit),
    envelope,
    active: inactive ? false : active,
  });
  if (Object.keys(changes).length === 0) throw new UsageError('nothing to change: postrider endpoints update --help');
  return changes;
}

interface RotateOptions extends SecretOptions {
  overlapHours?: number;
}

export function rotateCommand(): Command {
  return new Command('rotate')
    .description("replace an endpoint's signing secret; the old one stays valid for a while")
    .argument('<endpoint>', 'endpoint id (whe_…)')
    .option(...secretOption)
    .option(...allowWeakOption)
    .option('--overlap-hours <hours>', 'how long the old secret stays valid (default: a day)', wholeNumber(0, 720))
    .addHelpText(...examples('postrider rotate whe_01m84c2hq3e1tb6nw0y5z8r4kd --overlap-hours 168'))
    .action(
      showing(
        (client, id: string, { overlapHours: overlap_hours, ...options }: RotateOptions) =>
          client.endpoints.rotateSecret(id, { ...ownSecret(options), ...defined({ overlap_hours }) }),
        rotatedSecret,
      ),
    );
}

function testCommand(): Command {
  return new Command('test')
    .description('send the example of an event type to one endpoint, marked as a test, and show the response')
    .argument('<id>', 'endpoint id (whe_…)')
    .argument('<type>', 'event type')
    .option('--data <json>', `event data instead of the example: ${jsonForms}`)
    .option('--no-wait', 'do not wait for the first attempt')
    .addHelpText(...examples('postrider endpoints test whe_01m84c2hq3e1tb6nw0y5z8r4kd budget.exceeded'))
    .action(
      action(async (session, id: string, type: string, { wait, data }: { wait: boolean; data?: string }) => {
        const given = data === undefined ? undefined : readJsonArgument('--data', data);
        const delivery = await session.client.endpoints.test(id, { event_type: type, ...defined({ data: given }) });
        if (!wait) session.output.show(delivery, deliverySummary);
        else await showFirstAttempt(session, delivery);
      }),
    );
}

/** Longer in all than an attempt may take. The delays grow, since each poll counts in the key's rate limit. */
const pollDelaysMs = [200, 400, 800, 1_600, 3_000, 5_000, 5_000, 5_000];

async function showFirstAttempt({ client, output }: Session, { id }: Delivery): Promise<void> {
  for (const ms of pollDelaysMs) {
    await pause(ms);
    const delivery = await client.deliveries.get(id);
    if (delivery.attempt_count === 0) continue;
    output.show(delivery, deliveryDetails);
    return;
  }
  output.show(await client.deliveries.get(id), deliveryDetails);
  output.note(`\nNo attempt yet. Is a dispatcher running? postrider deliveries get ${id}`);
}

export function recoverCommand(): Command {
  return new Command('recover')
    .description('deliver the events that an endpoint missed while it was inactive or did not exist')
    .argument('<endpoint>', 'endpoint id (whe_…)')
    .requiredOption(...sinceOption)
    .option(...untilOption)
    .option(...detachOption)
    .addHelpText(...examples('postrider recover whe_01m84c2hq3e1tb6nw0y5z8r4kd --since 2d'))
    .action(
      action(async (session, id: string, { since, until, ...options }: RecoverOptions) => {
        const range = { since, ...defined({ until }) };
        await follow(session, await session.client.endpoints.recover(id, range), options);
      }),
    );
}

interface RecoverOptions extends FollowOptions {
  since: string;
  until?: string;
}
