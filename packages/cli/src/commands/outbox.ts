import { Command } from 'commander';
import { wholeNumber } from '../input/values.js';
import { onInterrupt } from '../interrupt.js';
import {
  connectClient,
  createPool,
  databaseProblem,
  readDatabaseUrl,
  type DatabaseOptions,
} from '../outbox/database.js';
import { createOutbox } from '../outbox/create.js';
import { MetricsServer } from '../outbox/metrics-server.js';
import { Relay } from '../outbox/relay.js';
import { listRows, retryRows } from '../outbox/rows.js';
import { outboxNames, outboxSql } from '../outbox/schema.js';
import { plural } from '../output/text.js';
import { action, type Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { outboxTable } from '../views/outbox.js';
import { examples } from './examples.js';

export function outboxCommand(): Command {
  return new Command('outbox')
    .description('publish in the transactions of your own Postgres: a table, and a relay that empties it')
    .addCommand(initCommand())
    .addCommand(relayCommand())
    .addCommand(listCommand())
    .addCommand(retryCommand());
}

interface OutboxOptions {
  databaseUrl?: string;
  schema: string;
}

const outbox = (name: string): Command =>
  new Command(name)
    .option('--database-url <url>', "your service's Postgres (default: DATABASE_URL)")
    .option('--schema <name>', 'existing schema of the outbox', 'public');

/** Time limit of connecting and of a statement, for commands that end by themselves. */
const commandMs = 30_000;

const databaseOf = ({ databaseUrl }: OutboxOptions, timeoutMs = commandMs): DatabaseOptions => ({
  url: readDatabaseUrl(databaseUrl, process.env),
  timeoutMs,
});

type Client = Awaited<ReturnType<typeof connectClient>>;

async function withClient<T>(options: OutboxOptions, work: (client: Client) => Promise<T>): Promise<T> {
  try {
    const client = await connectClient(databaseOf(options));
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new Error(databaseProblem(error), { cause: error });
  }
}

interface InitOptions extends OutboxOptions {
  print?: boolean;
  notify: boolean;
}

function initCommand(): Command {
  return outbox('init')
    .description('create the table postrider_outbox and the function postrider_publish, if they are not there')
    .option('--print', 'print the SQL instead, for your own migrations')
    .option('--no-notify', 'a function that does not wake the relays: they poll')
    .addHelpText(
      ...examples(
        'postrider outbox init --database-url postgres://owner@localhost/shop',
        'postrider outbox init --print > migrations/0042_postrider_outbox.sql',
      ),
    )
    .action(
      action(async ({ output }, options: InitOptions) => {
        const names = outboxNames(options.schema);
        const sql = outboxSql(options);
        if (options.print) {
          output.show({ sql }, () => sql.trimEnd());
          return;
        }
        await withClient(options, (client) => createOutbox(client, sql, names));
        output.show(names, () => `Ready: table ${names.table}, function ${names.function}(type, data, id, customer)`);
      }),
    );
}

interface ListOptions extends OutboxOptions {
  refused?: boolean;
  limit: number;
}

function listCommand(): Command {
  return outbox('list')
    .description('list the events in the outbox, the first ones first')
    .option('--refused', 'only events that the API refused')
    .option('--limit <count>', 'maximum number of rows', wholeNumber(1, 10_000), 20)
    .action(
      action(async ({ output }, options: ListOptions) => {
        const { table } = outboxNames(options.schema);
        const { refused = false, limit } = options;
        const data = await withClient(options, (client) => listRows(client, table, { isRefused: refused, limit }));
        output.show({ data }, (_, screen) => outboxTable(data, screen));
        if (data.length === 0) output.note(refused ? 'No refused events.' : 'No events are waiting.');
      }),
    );
}

function retryCommand(): Command {
  return outbox('retry')
    .description('let the relays publish refused events again')
    .argument('[ids...]', 'ids of rows or of events')
    .option('--all', 'all refused events')
    .addHelpText(...examples('postrider outbox retry 42 order-5512', 'postrider outbox retry --all'))
    .action(
      action(async ({ output }, ids: string[], options: OutboxOptions & { all?: boolean }) => {
        const { table } = outboxNames(options.schema);
        const isAll = options.all === true;
        if (isAll === ids.length > 0) throw new UsageError('expected ids or --all: postrider outbox list --refused');
        const data = await withClient(options, (client) => retryRows(client, table, isAll ? 'all' : ids));
        output.show({ data }, () => `${plural(data.length, 'event')} will be published again`);
      }),
    );
}

interface RelayCommandOptions extends OutboxOptions {
  concurrency: number;
  batchSize: number;
  batchBytes: number;
  pollInterval: number;
  timeout: number;
  maxDelay: number;
  metricsPort?: number;
  metricsHost: string;
}

function relayCommand(): Command {
  return outbox('relay')
    .description('publish the events of the outbox, until Ctrl-C; any number of relays may run')
    .option('--concurrency <count>', 'batches at once; more than one gives up the order', wholeNumber(1, 32), 1)
    .option('--batch-size <count>', 'maximum number of events of a call', wholeNumber(1, 1_000), 1_000)
    .option('--batch-bytes <bytes>', 'maximum size of a call', wholeNumber(1_024, 100_000_000), 4_194_304)
    .option('--poll-interval <ms>', 'pause between polls if no notification comes', wholeNumber(10, 600_000), 1_000)
    .option('--timeout <seconds>', 'time limit of a call, and of a statement', wholeNumber(1, 600), 30)
    .option('--max-delay <seconds>', 'longest delay after failures', wholeNumber(1, 3_600), 30)
    .option('--metrics-port <port>', 'serve /metrics, /health/live and /health/ready', wholeNumber(1, 65_535))
    .option('--metrics-host <host>', 'address for --metrics-port', '127.0.0.1')
    .addHelpText(...examples('postrider outbox relay --metrics-port 9464', 'postrider outbox relay --json'))
    .action(action(relay));
}

/** Runs until Ctrl-C or SIGTERM. Batches in progress are completed. */
async function relay(session: Session, options: RelayCommandOptions): Promise<void> {
  const { connection: gateway, output } = session;
  const { concurrency, batchSize, batchBytes, metricsPort, metricsHost } = options;
  const { table } = outboxNames(options.schema);
  const timeoutMs = options.timeout * 1_000;
  const database = databaseOf(options, timeoutMs);
  const say = (value: { event: string }, text: string): void => {
    output.show(value, () => text);
  };
  const signal = onInterrupt();
  // One connection more for the metrics.
  const pool = await createPool(database, concurrency + 1);
  const limits = { concurrency, batchSize, batchBytes, timeoutMs };
  const delays = { pollMs: options.pollInterval, maxDelayMs: options.maxDelay * 1_000 };
  const running = new Relay(
    pool,
    { table, gateway, database, ...limits, ...delays },
    {
      onRefused: ({ row, refusal }) => {
        const { id, event_id, type } = row;
        const text = `Refused: row ${id}, event ${event_id} (${type}): ${refusal.code}: ${refusal.message}`;
        say({ event: 'refused', ...{ id, event_id, type }, ...refusal }, text);
      },
      onProblem: (source, message, delayMs) => {
        const text = `The ${source}: ${message}. Retrying in ${(delayMs / 1000).toFixed(1)} s …`;
        say({ event: 'problem', ...{ source, message, delay_ms: Math.round(delayMs) } }, text);
      },
    },
  );
  const metrics = new MetricsServer(running, pool, table);
  try {
    if (metricsPort !== undefined) await metrics.start({ host: metricsHost, port: metricsPort });
    say({ event: 'ready' }, `Publishing the events of ${table} to ${gateway.url}. Press Ctrl-C to stop.`);
    await running.run(signal);
    const { published, refused } = running.counts;
    say({ event: 'stopped', ...{ published, refused } }, `Stopped: ${published} published, ${refused} refused.`);
  } finally {
    metrics.stop();
    await pool.end();
  }
}
