import { Command } from 'commander';
import { onInterrupt } from '../interrupt.js';
import { httpUrl, list, wholeNumber } from '../input/values.js';
import { EventStream, type Ready } from '../listen/event-stream.js';
import { forward, type ForwardTarget, type ListenedRequest } from '../listen/forward.js';
import { Limited } from '../listen/limited.js';
import { action, type Session } from '../session.js';
import { listenedEvent } from '../views/listened.js';
import { examples } from './examples.js';

interface ListenOptions {
  forward?: URL;
  events?: string[];
  endpoint?: string;
  body?: boolean;
  concurrency: number;
  timeout: number;
  insecure?: boolean;
}

export function listenCommand(): Command {
  return new Command('listen')
    .description('bring events to this machine as they are published, signed; no public URL needed')
    .option('--forward <url>', 'the receiver here that gets each request, such as http://localhost:4000/hook', httpUrl)
    .option('--events <types>', 'only these: types, prefixes such as budget.*, with commas between', list)
    .option('--endpoint <id>', 'what this endpoint gets, signed with its secrets')
    .option('--body', 'show the body, too')
    .option('--concurrency <count>', 'requests to the receiver at once', wholeNumber(1, 100), 10)
    .option('--timeout <seconds>', 'longest time for one', wholeNumber(1, 25), 15)
    .option('--insecure', "do not check the receiver's certificate")
    .addHelpText(
      'after',
      examples(
        'postrider listen --forward http://localhost:4000/hook',
        "postrider listen --events 'budget.*' --forward 4000",
        'postrider listen --endpoint whe_01m84c2hq3e1tb6nw0y5z8r4kd --json',
      ),
    )
    .action(action(listen));
}

/** Until Ctrl-C, which lets requests under way end. */
async function listen(session: Session, options: ListenOptions): Promise<void> {
  const { output, connection } = session;
  const target = options.forward && targetOf(options.forward, options);
  const requests = new Limited(options.concurrency);
  let isFirst = true;
  const stream = new EventStream(connection, queryOf(options), {
    onReady: (ready) => {
      if (isFirst) greet(session, ready, options);
      else output.note('Connected again.');
      isFirst = false;
    },
    onRequest: (request) => requests.start(() => pass(session, request, target, options.body)),
    onBreak: (reason, seconds) => {
      output.note(`The stream broke: ${reason}. Connecting again in ${seconds.toFixed(1)} s …`);
    },
  });
  try {
    await stream.run(onInterrupt());
  } finally {
    await requests.ended();
  }
}

const targetOf = (url: URL, { timeout, insecure }: ListenOptions): ForwardTarget => ({
  url,
  timeoutMs: timeout * 1000,
  isInsecure: insecure === true,
});

const queryOf = ({ events, endpoint }: ListenOptions): URLSearchParams =>
  new URLSearchParams({
    ...(events && { event_types: events.join(',') }),
    ...(endpoint !== undefined && { endpoint_id: endpoint }),
  });

function greet({ output, connection }: Session, ready: Ready, { forward: to, events }: ListenOptions): void {
  output.show({ event: 'ready', ...ready }, (_, { colours }) => {
    const what = events ? events.join(', ') : 'all events';
    const whose = ready.endpoint_id === null ? '' : ` of ${ready.endpoint_id}`;
    const where = to ? `, forwarding to ${colours.bold(to.href)}` : '';
    const secret =
      ready.signing_secret === null
        ? "Signed with the endpoint's own secret."
        : `Signed with this secret, the same each time; for the receiver's .env:\n\n  WEBHOOK_SECRET=${colours.bold(ready.signing_secret)}\n`;
    return `Listening to ${what}${whose} at ${connection.url}${where}. Ctrl-C ends it.\n${secret}`;
  });
}

async function pass(
  { output }: Session,
  request: ListenedRequest,
  target: ForwardTarget | undefined,
  isBodyShown = target === undefined,
): Promise<void> {
  const forwarded = target ? await forward(target, request) : null;
  output.show({ event: 'webhook', ...request, forwarded }, (_, screen) =>
    listenedEvent(request, forwarded, isBodyShown, screen),
  );
}
