import { readFileSync } from 'node:fs';
import { idKind, Name, secretText, settingGroups } from '@postrider/contracts';
import { SecretBox } from '@postrider/domain';
import {
  awaitSchema,
  dataSourceOptions,
  Database,
  migrate,
  migrationNames,
  migrationNumber,
  readSchemaState,
  readStream,
  type ApiKeyKind,
} from '@postrider/event-store';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { DataSource, type EntityManager } from 'typeorm';
import { addSecrets, type AddSecretsOptions } from './add-secrets.js';
import { repairPartitions, showPartitions } from './partitions.js';
import {
  bootstrap,
  createKey,
  createOrganization,
  forwardTraceparent,
  listKeys,
  listOrganizations,
  revokeKey,
} from './identities.js';
import { print } from './print.js';
import { rebuild, type RebuildFlags } from './rebuild.js';
import { createSignInLink, endSessions } from './sign-in-links.js';

const minuteMs = 60_000;

/**
 * The operators' commands: `npm run cli -- <command>`. Needs only DATABASE_URL or DATABASE_MIGRATION_URL, and `add-secrets` the
 * encryption keys.
 */
export function adminProgram(): Command {
  const program = new Command('postrider-admin')
    .description('Manage organizations, API keys, sign-ins, partitions and read models')
    .exitOverride()
    .showHelpAfterError();

  addMigrate(program);
  prints(
    program
      .command('bootstrap')
      .description('create the first organization with a management key and a project key, unless one exists')
      .option('--name <name>', 'display name of the organization', name, 'Default'),
    withManager,
    bootstrap,
  );
  addOrganizations(program);
  addKeys(program);
  addSignIn(program);
  prints(
    program
      .command('history')
      .description('list the domain events of an endpoint, a delivery or a published event')
      .argument('<id>', 'whe_…, whd_… or evt_…'),
    withDatabase,
    history,
  );
  program
    .command('add-secrets')
    .description('copy a file of `postrider export` and add the signing secrets, which the API never returns')
    .argument('[export]', 'the file, or - for standard input', '-')
    .option('--organization <id>', 'org_…; required if there are several organizations')
    .option('--output <path>', 'new file that only you can read (default: standard output)')
    .action((path: string, options: AddSecretsOptions) => {
      const box = secretBox();
      return withManager((manager) => addSecrets(manager, box, path, options));
    });
  addPartitions(program);
  program
    .command('rebuild')
    .description('rebuild all read models and counters from the event log; safe while the system runs, and resumable')
    .option('--concurrency <number>', 'pages of the log in work at the same time', wholeNumber(1, 32), 2)
    .option('--restart', 'begin anew instead of continuing an interrupted rebuild')
    .action((flags: RebuildFlags) => withDatabase((database) => rebuild(database, flags), flags.concurrency + 2));
  return program;
}

/** Completes a command that prints the result of `run`: as JSON with `--json`. */
function prints<Store>(
  command: Command,
  connect: (work: (store: Store) => Promise<void>) => Promise<void>,
  run: (store: Store, ...args: never[]) => Promise<object>,
): void {
  command.option('--json').action((...args: unknown[]) =>
    connect(async (store) => {
      print(await run(store, ...(args as never[])), command.opts<{ json?: boolean }>().json);
    }),
  );
}

function addMigrate(program: Command): void {
  const migrations = program
    .command('migrate')
    .description('migrate the database schema to the current version, or to an earlier one')
    .option('--to <number>', 'last migration to apply, as `migrate status` lists them', migrationOf)
    .action(async ({ to }: { to?: number }) => {
      const applied = await migrate(databaseUrl(), { to });
      process.stdout.write(applied.length > 0 ? `applied ${applied.join(', ')}\n` : 'the schema is up to date\n');
    });
  prints(
    migrations
      .command('status')
      .description(
        'show the schema of the database and the one of this release, with the applied and missing migrations',
      ),
    (work: (database: Database) => Promise<void>) => withUncheckedDatabase(work),
    (database: Database) => readSchemaState(database),
  );
}

function addOrganizations(program: Command): void {
  const organizations = program.command('organizations').description('create, list and change organizations');
  prints(
    organizations.command('create').requiredOption('--name <name>', 'display name', name),
    withManager,
    createOrganization,
  );
  prints(organizations.command('list'), withManager, listOrganizations);
  prints(
    organizations
      .command('forward-traceparent')
      .description('send receivers the traceparent of each event, for traces that continue there')
      .argument('<id>', 'org_…')
      .addArgument(new Argument('<mode>').choices(['on', 'off'])),
    withManager,
    forwardTraceparent,
  );
}

function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('create, list and revoke API keys: management (mlx_mk_…) and project (mlx_sk_…)');
  const kinds: ApiKeyKind[] = ['management', 'project'];
  prints(
    keys
      .command('create')
      .description('create a key and show it; it cannot be shown again')
      .requiredOption('--organization <id>', 'org_…')
      .addOption(new Option('--kind <kind>', 'permissions of the key').choices(kinds).makeOptionMandatory())
      .option('--name <name>', 'display name', name),
    withManager,
    createKey,
  );
  prints(keys.command('list').option('--organization <id>', 'org_…'), withManager, listKeys);
  prints(keys.command('revoke').description('revoke a key at once').argument('<id>', 'key_…'), withManager, revokeKey);
}

function addSignIn(program: Command): void {
  prints(
    program
      .command('sign-in-link')
      .description('create a link that signs in to the dashboard once')
      .option('--organization <id>', 'org_…; required if there are several organizations')
      .option('--minutes <number>', 'lifetime of the link, in minutes', wholeNumber(1, 1440), 15)
      .option('--url <url>', 'URL of the gateway', webAddress, process.env.POSTRIDER_URL ?? 'http://127.0.0.1:3000'),
    withManager,
    createSignInLink,
  );
  prints(
    program
      .command('sign-out')
      .description('end all dashboard sessions of an organization')
      .requiredOption('--organization <id>', 'org_…'),
    withManager,
    endSessions,
  );
}

function addPartitions(program: Command): void {
  const partitions = program
    .command('partitions')
    .description('list the partitions with their sizes, their times and when they are dropped, and misplaced rows')
    .option('--days <number>', 'retention, in days', wholeNumber(7, 36_500), retentionDays());
  prints(partitions, withDatabase, showPartitions);
  partitions
    .command('repair')
    .description('move rows from the default partitions into those of their time; safe while the system runs')
    .action(() =>
      withDatabase(async (database) => {
        for await (const line of repairPartitions(database)) process.stdout.write(`${line}\n`);
      }),
    );
}

/** The setting of the gateways, if this process has it, too. */
function retentionDays(): number {
  const { env, schema } = settingGroups.retention.days;
  return schema.safeParse(process.env[env]).data ?? schema.parse(undefined);
}

async function history(database: Database, id: string): Promise<object> {
  const events = await readStream(database, await streamOf(database, id));
  if (events.length === 0) throw new Error(`no domain events found for ${id}`);
  const data = events.map(({ version, occurred_at, event }) => ({
    version,
    occurred_at: occurred_at.toISOString(),
    type: event.type,
    data: event.data,
  }));
  return { data };
}

/** Returns the stream of a producer's own event id. Any other id is a stream's. */
async function streamOf(database: Database, id: string): Promise<string> {
  if (idKind(id) !== undefined) return id;
  const { rows } = await database.query<{ event_stream_ids: string[] }>(
    `SELECT event_stream_ids FROM publish_keys WHERE kind = 'event_id' AND key = $1 LIMIT 2`,
    [id],
  );
  if (rows.length > 1) throw new Error(`several organizations have an event ${id}; pass the evt_… id instead`);
  return rows[0]?.event_stream_ids[0] ?? id;
}

const textOf = (name: string): string | undefined =>
  secretText(process.env, name, (path) => readFileSync(path, 'utf8'));

/** Past a connection pooler, if there is one. */
function databaseUrl(): string {
  const url = textOf('DATABASE_MIGRATION_URL') ?? textOf('DATABASE_URL');
  if (url === undefined) throw new Error('DATABASE_URL is required: expected a URL that starts with postgres://');
  return url;
}

function secretBox(): SecretBox {
  const keys = textOf('POSTRIDER_ENCRYPTION_KEYS');
  if (keys === undefined) throw new Error('POSTRIDER_ENCRYPTION_KEYS is required: the keys that the gateways have');
  return SecretBox.parse(keys);
}

/** Throws if the schema is not the one of this version. */
const requireSchema = (): Promise<void> =>
  awaitSchema(
    { url: databaseUrl(), timeoutMs: minuteMs, startWaitMs: 0 },
    { signal: new AbortController().signal, waiting: () => undefined },
  );

async function withDatabase(work: (database: Database) => Promise<void>, size = 2): Promise<void> {
  await requireSchema();
  await withUncheckedDatabase(work, size);
}

async function withUncheckedDatabase(work: (database: Database) => Promise<void>, size = 1): Promise<void> {
  const database = new Database({ url: databaseUrl(), size, timeoutMs: 10 * minuteMs, name: 'postrider-admin' });
  try {
    await work(database);
  } finally {
    await database.end();
  }
}

async function withManager(work: (manager: EntityManager) => Promise<void>): Promise<void> {
  await requireSchema();
  const source = new DataSource(dataSourceOptions({ url: databaseUrl(), poolSize: 2, timeoutMs: minuteMs }));
  await source.initialize();
  try {
    await work(source.manager);
  } finally {
    await source.destroy();
  }
}

function name(value: string): string {
  const { success, data, error } = Name(200).safeParse(value.trim());
  if (!success) throw new InvalidArgumentError(error.issues.map(({ message }) => message).join(', '));
  if (data === '') throw new InvalidArgumentError('expected 1 to 200 characters');
  return data;
}

const wholeNumber =
  (from: number, to: number) =>
  (value: string): number => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < from || number > to) {
      throw new InvalidArgumentError(`expected a whole number from ${String(from)} to ${String(to)}`);
    }
    return number;
  };

function migrationOf(value: string): number {
  const numbers = migrationNames.map(migrationNumber);
  if (!numbers.includes(Number(value))) {
    throw new InvalidArgumentError(`expected a migration of this release: ${numbers.join(', ')}`);
  }
  return Number(value);
}

function webAddress(value: string): string {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new InvalidArgumentError('expected a URL such as https://hooks.example.com');
  }
  return value;
}
