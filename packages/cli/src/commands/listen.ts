import type { ListenReady, ListenWebhook } from '@postrider/sdk';
import { Command } from 'commander';
import { customerOption } from '../input/customer.js';
import { onInterrupt } from '../interrupt.js';
import { httpUrl, list, wholeNumber } from '../input/values.js';
import { forward, type ForwardTarget } from '../listen/forward.js';
import type { LastEventsFilter, Start } from '../listen/last-events.js';
import { Limited } from '../limited.js';
import { action, type Session } from '../session.js';
import { listenedEvent } from '../views/listened.js';
import { examples } from './examples.js';

interface ListenOptions {
  forward?: URL;
  eventTypes?: string[];
  customer?: string;
  endpoint?: string;
  body?: boolean;
  replayLast?: number;
  concurrency: number;
  timeout: number;
  insecure?: boolean;
}

export function listenCommand(): Command {
  return new Command('listen')
    .description('receive events on this machine as they are published, signed; needs no public URL')
    .option('--forward <url>', 'local receiver that gets each request, such as http://localhost:4000/hook', httpUrl)
    .option(
      '--events, --event-types <types>',
      'only these event types, or prefixes such as budget.*; separated by commas',
      list,
    )
    .option(...customerOption)
    .option('--endpoint <id>', 'only what this endpoint gets, signed with its secrets')
    .option('--replay-last <count>', 'first receive the last events again, at most this number', wholeNumber(1, 1_000))
    .option('--body', 'also show the bodies of requests that succeed')
    .option('--concurrency <count>', 'maximum concurrent requests to the receiver', wholeNumber(1, 100), 10)
    .option('--timeout <seconds>', 'time limit for each request', wholeNumber(1, 25), 15)
    .option('--insecure', "do not verify the receiver's certificate")
    .addHelpText(
      ...examples(
        'postrider listen --forward http://localhost:4000/hook',
        "postrider listen --event-types 'budget.*' --forward 4000",
        'postrider listen --forward 4000 --replay-last 10',
        'postrider listen --endpoint whe_01m84c2hq3e1tb6nw0y5z8r4kd --json',
      ),
    )
    .action(action(listen));
}

/** Runs until Ctrl-C. Requests in progress are completed. */
async function listen(session: Session, options: ListenOptions): Promise<void> {
  const { client, output } = session;
  const { forward: url, timeout, insecure } = options;
  const target = url && { url, timeoutMs: timeout * 1000, isInsecure: insecure === true };
  const requests = new Limited(options.concurrency);
  let isFirst = true;
  const { eventTypes, customer, endpoint, replayLast } = options;
  const filter = { types: eventTypes, customer, endpoint };
  const start = replayLast === undefined ? undefined : await startOf(session, replayLast, filter);
  const messages = client.listen({
    event_types: eventTypes,
    customer,
    endpoint_id: endpoint,
    lastEventId: start?.lastEventId,
    signal: onInterrupt(),
    onRetry: ({ message }, delayMs) => {
      output.note(`Connection lost: ${message}. Reconnecting in ${(delayMs / 1000).toFixed(1)} s …`);
    },
  });
  try {
    for await (const message of messages) {
      if (message.event === 'webhook') {
        if (start?.includes(message) === false) continue;
        await requests.start(() => pass(session, message, target, options.body));
      } else {
        if (isFirst) greet(session, message, options);
        else output.note('Reconnected.');
        isFirst = false;
      }
    }
  } finally {
    await requests.ended();
  }
}

async function startOf(
  { client, output }: Session,
  count: number,
  filter: LastEventsFilter,
): Promise<Start | undefined> {
  const { startOfLast } = await import('../listen/last-events.js');
  const start = await startOfLast(client, count, filter);
  if (!start) output.note('There are no such events to receive again.');
  return start;
}

function greet(
  { output, connection }: Session,
  ready: ListenReady,
  { forward: to, eventTypes, customer }: ListenOptions,
): void {
  output.show(ready, (_, { colors }) => {
    const what = eventTypes ? eventTypes.join(', ') : 'all events';
    const whose = [customer, ready.endpoint_id ?? undefined]
      .map((id) => (id === undefined ? '' : ` of ${id}`))
      .join('');
    const where = to ? `, forwarding to ${colors.bold(to.href)}` : '';
    const secret =
      ready.signing_secret === null
        ? "Signed with the endpoint's secret."
        : `Signing secret for the receiver's .env, the same for each run:\n\n  WEBHOOK_SECRET=${colors.bold(ready.signing_secret)}\n`;
    return `Listening to ${what}${whose} at ${connection.url}${where}. Press Ctrl-C to stop.\n${secret}`;
  });
}

async function pass(
  { output }: Session,
  { event_id, event_type, headers, body }: ListenWebhook,
  target: ForwardTarget | undefined,
  isBodyShown = target === undefined,
): Promise<void> {
  const request = { event_id, event_type, headers, body };
  const forwarded = target ? await forward(target, request) : null;
  output.show({ event: 'webhook', ...request, forwarded }, (_, screen) =>
    listenedEvent(request, forwarded, isBodyShown, screen),
  );
}
