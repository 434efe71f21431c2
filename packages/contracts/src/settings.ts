import { z } from 'zod';

interface Setting<T = unknown> {
  schema: z.ZodType<T>;
  description: string;
  usedBy: 'both' | 'gateway' | 'dispatcher' | 'npm start' | 'clients';
}

const whole = (min: number, max: number, fallback: number) => {
  const expected = `expected a whole number from ${String(min)} to ${String(max)}`;
  return z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .pipe(z.number().min(min, expected).max(max, expected))
    .default(fallback);
};

const share = (fallback: number) => {
  const expected = 'expected a number from 0 to 1';
  return z
    .string()
    .regex(/^\d*\.?\d+$/, expected)
    .transform(Number)
    .pipe(z.number().max(1, expected))
    .default(fallback);
};

const flag = (fallback: 'true' | 'false') => z.enum(['true', 'false'], 'expected true or false').default(fallback);

const url = (...protocols: string[]) =>
  z.string('is required').refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `expected a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** 32 bytes are 43 characters of base64 or base64url, and padding. */
const encryptionKeys = /^[\w-]{1,32}:[\w+/-]{43}=?(,[\w-]{1,32}:[\w+/-]{43}=?)*$/;

/** As browsers spell them: a scheme, a host, a port where it is not the scheme's. */
const origins = /^[a-z][a-z\d+.-]*:\/\/[^\s/,@]+(,[a-z][a-z\d+.-]*:\/\/[^\s/,@]+)*$/;

/** Networks in CIDR notation, separated by commas. IPv4 has four parts; IPv6 no IPv4 inside, which is matched as IPv4. */
const networks = z
  .string()
  .transform((text) => text.split(',').map((network) => network.trim()))
  .superRefine((given, context) => {
    for (const network of given.filter((each) => !isNetwork(each))) {
      const message = `${JSON.stringify(network)}: expected a network such as 10.0.0.0/8 or 2001:db8::/32`;
      context.addIssue({ code: 'custom', message, input: given });
    }
  });

const [cidrv4, cidrv6] = [z.cidrv4(), z.cidrv6()];
const isNetwork = (text: string): boolean =>
  cidrv4.safeParse(text).success || (cidrv6.safeParse(text).success && !text.includes('.') && !/^::ffff:/i.test(text));

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;
const KiB = 1_024;
const MiB = 1_024 * KiB;

/** Every setting of Postrider's processes. Times are in milliseconds, sizes in bytes, unless the name says otherwise. */
export const settings = {
  DATABASE_URL: {
    usedBy: 'both',
    schema: url('postgres:', 'postgresql:'),
    description: 'Postgres: the log and its read models.',
  },
  REDIS_URL: {
    usedBy: 'both',
    schema: url('redis:', 'rediss:'),
    description: 'Redis: queues and messages. `noeviction`, AOF on.',
  },
  POSTRIDER_ENCRYPTION_KEYS: {
    usedBy: 'both',
    schema: z
      .string('is required')
      .regex(encryptionKeys, 'expected <id>:<base64 of 32 bytes>, several separated by commas'),
    description:
      'Keys that seal signing secrets at rest: `<id>:<base64 of 32 bytes>`, several separated by commas. The first seals, all open.',
  },
  NODE_ENV: {
    usedBy: 'both',
    schema: z.enum(['production', 'development', 'test']).default('production'),
    description: 'Kind of deployment.',
  },
  LOG_LEVEL: {
    usedBy: 'both',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    description: 'Least severe log line that is written.',
  },
  POSTRIDER_REDIS_PREFIX: {
    usedBy: 'both',
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'expected 1 to 40 of a-z, 0-9 and "-"')
      .default('postrider'),
    description: 'Begins every key in Redis.',
  },
  POSTRIDER_DATABASE_POOL: {
    usedBy: 'both',
    schema: whole(1, 500, 10),
    description:
      'Postgres connections per process for commands and deliveries. The gateway opens as many again for queries.',
  },
  POSTRIDER_DATABASE_TIMEOUT_MS: {
    usedBy: 'both',
    schema: whole(100, 600 * second, 5 * second),
    description: 'Longest wait for a connection, and for a statement.',
  },
  POSTRIDER_START_WAIT_MS: {
    usedBy: 'both',
    schema: whole(0, hour, 60 * second),
    description: 'Longest wait at the start for Postgres, and for the migration of its schema.',
  },
  POSTRIDER_CLOCK_TOLERANCE_MS: {
    usedBy: 'both',
    schema: whole(second, day, 300 * second),
    description:
      "Largest difference between a process's clock and Postgres's. Beyond it the process is not ready, and deletes nothing.",
  },
  POSTRIDER_ALLOWED_NETWORKS: {
    usedBy: 'both',
    schema: z.string().optional(),
    description:
      'Networks that receivers may lie in besides the public internet: CIDR notation with all four parts of IPv4, separated by commas. An entry that would allow nothing is an error. Outside production loopback is allowed by default.',
  },
  POSTRIDER_HTTPS_ONLY: {
    usedBy: 'both',
    schema: flag('false'),
    description: 'Whether endpoints must have an https URL.',
  },

  PORT: { usedBy: 'gateway', schema: whole(0, 65_535, 3_000), description: 'Port of the API; 0 takes a free one.' },
  HOST: { usedBy: 'gateway', schema: z.string().default('0.0.0.0'), description: 'Address that the API listens on.' },
  POSTRIDER_OPERATOR_PASSWORD: {
    usedBy: 'gateway',
    schema: z.string().min(12, 'expected at least 12 characters').optional(),
    description: 'Password of user `operator` for `/queues`. Without it `/queues` is off.',
  },
  POSTRIDER_QUEUES_READ_ONLY: {
    usedBy: 'gateway',
    schema: flag('true'),
    description:
      'Whether `/queues` only shows. `false` also allows adding, retrying and removing jobs, and pausing, emptying and deleting queues.',
  },
  POSTRIDER_TRUSTED_PROXIES: {
    usedBy: 'gateway',
    schema: networks.optional(),
    description:
      'Networks of the proxies in front of the gateway: CIDR notation, separated by commas. `X-Forwarded-For` and `X-Forwarded-Proto` count from these addresses only.',
  },
  POSTRIDER_DASHBOARD_ENABLED: {
    usedBy: 'gateway',
    schema: flag('true'),
    description: 'Whether the gateway serves the dashboard at `/`, and lets people sign in to it.',
  },
  POSTRIDER_SESSION_HOURS: {
    usedBy: 'gateway',
    schema: whole(1, 720, 12),
    description: 'Hours after which who signed in to the dashboard, or to `/queues` there, has to sign in again.',
  },
  POSTRIDER_SESSIONS_MAX: {
    usedBy: 'gateway',
    schema: whole(1, 100_000, 1_000),
    description: 'Most sessions of an organization; another sign-in ends the oldest.',
  },
  POSTRIDER_SESSION_RATE_LIMIT: {
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 600),
    description: 'Management calls per minute and session of the dashboard, which calls for what it shows.',
  },
  POSTRIDER_SIGN_IN_RATE_LIMIT: {
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 20),
    description:
      'Failed sign-ins to the dashboard and to `/queues`, per minute and client address (IPv6: per /64). Behind a proxy set `POSTRIDER_TRUSTED_PROXIES`.',
  },
  POSTRIDER_COOKIE_SECURE: {
    usedBy: 'gateway',
    schema: flag('false'),
    description:
      'Whether browsers reach the gateway over https only: cookies are then named `__Host-…` and no others are read. A trusted proxy says it with `X-Forwarded-Proto: https`.',
  },
  POSTRIDER_MCP_ENABLED: {
    usedBy: 'gateway',
    schema: flag('true'),
    description: 'Whether agents may use the API as tools at `/mcp`.',
  },
  POSTRIDER_MCP_READ_ONLY: {
    usedBy: 'gateway',
    schema: flag('false'),
    description: 'Whether `/mcp` has only the tools that change nothing.',
  },
  POSTRIDER_MCP_BODY_MAX_BYTES: {
    usedBy: 'gateway',
    schema: whole(KiB, 256 * MiB, MiB),
    description: 'Largest body of a request to `/mcp`, where `POSTRIDER_BODY_MAX_BYTES` is not less.',
  },
  POSTRIDER_MCP_ALLOWED_ORIGINS: {
    usedBy: 'gateway',
    schema: z
      .string()
      .regex(origins, 'expected origins such as https://tools.example.com, separated by commas')
      .optional(),
    description:
      'Origins of the web pages that may use `/mcp`, separated by commas. Clients that are not pages name no origin, and need none.',
  },
  POSTRIDER_MANAGEMENT_RATE_LIMIT: {
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 60),
    description: 'Management calls and requests to `/mcp` per minute and key. Publishing over REST is not counted.',
  },
  POSTRIDER_KEYS_MAX: {
    usedBy: 'gateway',
    schema: whole(1, 100_000, 100),
    description: 'Keys up to which an organization may make more by the API; revoked ones do not count.',
  },
  POSTRIDER_ENDPOINTS_MAX: {
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 1_000),
    description: 'Most endpoints of an organization, active or not; deleted ones do not count.',
  },
  POSTRIDER_SECRET_OVERLAP_MS: {
    usedBy: 'gateway',
    schema: whole(0, 30 * day, day),
    description: 'How long a rotated-out signing secret still signs.',
  },
  POSTRIDER_IDEMPOTENCY_TTL_MS: {
    usedBy: 'gateway',
    schema: whole(60 * second, 365 * day, day),
    description: 'How long an `Idempotency-Key` is remembered.',
  },
  POSTRIDER_RETENTION_DAYS: {
    usedBy: 'gateway',
    schema: whole(7, 36_500, 90),
    description: 'Events, their ids and deliveries are dropped by whole weeks after this many days.',
  },
  POSTRIDER_EVENT_MAX_BYTES: {
    usedBy: 'gateway',
    schema: whole(KiB, 16 * MiB, 256 * KiB),
    description: 'Largest `data` of an event, as compact JSON.',
  },
  POSTRIDER_BODY_MAX_BYTES: {
    usedBy: 'gateway',
    schema: whole(KiB, 256 * MiB, 8 * MiB),
    description: 'Largest request body; it bounds a batch.',
  },
  POSTRIDER_JSON_MAX_DEPTH: {
    usedBy: 'gateway',
    schema: whole(4, 1_000, 64),
    description: 'Deepest nesting of a request body.',
  },
  POSTRIDER_BODY_MAX_MEMBERS: {
    usedBy: 'gateway',
    schema: whole(100, 10_000_000, 50_000),
    description: 'Most members, arrays and objects in the body of a management call; eight elements count as one.',
  },
  POSTRIDER_PUBLISH_MAX_MEMBERS: {
    usedBy: 'gateway',
    schema: whole(100, 10_000_000, 300_000),
    description: 'The same for a call that publishes, whose events may have many.',
  },
  POSTRIDER_EVENT_TYPES_FILE: {
    usedBy: 'gateway',
    schema: z.string().optional(),
    description: 'JSON file with event types for all organizations. Read when a gateway starts.',
  },
  POSTRIDER_BUILT_IN_EVENT_TYPES: {
    usedBy: 'gateway',
    schema: z.enum(['true', 'false'], 'expected true or false').default('true'),
    description: 'Whether there are the ten built-in event types.',
  },
  POSTRIDER_EVENT_TYPES_MAX: {
    usedBy: 'gateway',
    schema: whole(0, 10_000, 200),
    description: 'Most event types that an organization may make; 0 leaves that to the operator.',
  },
  POSTRIDER_SCHEMA_MAX_STEPS: {
    usedBy: 'gateway',
    schema: whole(1_000, 1_000_000_000, 4_000_000),
    description:
      'Most steps (comparisons) that one publish call may take to compile the schemas of its types and to check its data.',
  },
  POSTRIDER_SCHEMA_CACHE_BYTES: {
    usedBy: 'gateway',
    schema: whole(0, 16 * 1_024 * MiB, 64 * MiB),
    description: 'Memory that compiled schemas of event types may take; what was used longest ago is compiled again.',
  },
  POSTRIDER_PUBLISH_BATCH: {
    usedBy: 'gateway',
    schema: whole(1, 10_000, 500),
    description: 'Most events that are committed together.',
  },
  POSTRIDER_PUBLISH_ROWS: {
    usedBy: 'gateway',
    schema: whole(100, 100_000, 2_500),
    description: 'Most events and deliveries that one statement inserts; 8 KiB of data count as one more.',
  },
  POSTRIDER_PUBLISH_DELIVERIES_MAX: {
    usedBy: 'gateway',
    schema: whole(1, 10_000_000, 100_000),
    description: 'Most deliveries that one publish call may make; a call that would make more is answered 422.',
  },
  POSTRIDER_PUBLISH_CONCURRENCY: {
    usedBy: 'gateway',
    schema: whole(1, 100, 2),
    description: 'Commits of publishes that are under way at once.',
  },
  POSTRIDER_PUBLISH_WAITING: {
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 5_000),
    description: 'Publish calls that may wait for their commit; the next is answered 503.',
  },
  POSTRIDER_PUBLISH_WAITING_BYTES: {
    usedBy: 'gateway',
    schema: whole(1, 64 * 1_024 * MiB, 256 * MiB),
    description:
      'What the bodies and responses of publish calls that are not answered yet may hold together; the next is answered 503.',
  },
  POSTRIDER_PUBLISH_ORGANIZATION_SHARE: {
    usedBy: 'gateway',
    schema: share(0.5),
    description:
      'Share of the waiting publish calls, and of their bytes, that one organization may fill; its next call is answered 503.',
  },
  POSTRIDER_LISTENERS: {
    usedBy: 'gateway',
    schema: whole(0, 100_000, 200),
    description:
      'Most streams of events (`GET …/listen`) that are open at once, per gateway; the next is answered 503.',
  },
  POSTRIDER_LISTENERS_PER_ORGANIZATION: {
    usedBy: 'gateway',
    schema: whole(0, 100_000, 20),
    description: 'Of these, for one organization; the next is answered 429.',
  },
  POSTRIDER_LISTEN_POLL_MS: {
    usedBy: 'gateway',
    schema: whole(10, 60 * second, 5 * second),
    description:
      'Pause between polls of Postgres for the events of listeners. A message over Redis starts a poll sooner.',
  },
  POSTRIDER_LISTEN_LOOKBACK_MS: {
    usedBy: 'gateway',
    schema: whole(second, hour, 30 * second),
    description:
      'How much later than its id an event may be committed and still reach listeners: longer than any commit takes.',
  },
  POSTRIDER_LISTEN_HEARTBEAT_MS: {
    usedBy: 'gateway',
    schema: whole(100, 600 * second, 15 * second),
    description: 'Pause between two heartbeats of a stream.',
  },
  POSTRIDER_LISTEN_STALL_MS: {
    usedBy: 'gateway',
    schema: whole(100, 600 * second, 30 * second),
    description: 'A listener that takes nothing for this long is disconnected.',
  },
  POSTRIDER_LISTEN_WAITING: {
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 10_000),
    description: 'Events that may wait for a slow listener; with one more it is disconnected.',
  },

  POSTRIDER_LIVE_STREAMS: {
    usedBy: 'gateway',
    schema: whole(0, 100_000, 500),
    description:
      'Most streams of changes (`GET …/live`, one for each open page) per gateway; the next is answered 503.',
  },
  POSTRIDER_LIVE_STREAMS_PER_ORGANIZATION: {
    usedBy: 'gateway',
    schema: whole(0, 100_000, 100),
    description: 'Of these, for one organization; the next is answered 429.',
  },
  POSTRIDER_LIVE_POLL_MS: {
    usedBy: 'gateway',
    schema: whole(100, 60 * second, 5 * second),
    description:
      'Pause between polls of Postgres for changes, while pages are open. A message over Redis starts a poll sooner.',
  },

  POSTRIDER_REDIS_INGEST: {
    usedBy: 'gateway',
    schema: z.enum(['true', 'false'], 'expected true or false').default('true'),
    description: 'Whether events are also taken from the Redis Stream `<prefix>:events`.',
  },
  POSTRIDER_REDIS_INGEST_BATCH: {
    usedBy: 'gateway',
    schema: whole(1, 1_000, 100),
    description: 'Most entries of the stream that a gateway publishes at once.',
  },
  POSTRIDER_REDIS_INGEST_CLAIM_MS: {
    usedBy: 'gateway',
    schema: whole(second, hour, 30 * second),
    description:
      'An entry of the stream that was read, but neither published nor refused for this long, is taken over by any gateway.',
  },
  POSTRIDER_REDIS_INGEST_DEAD_LETTERS: {
    usedBy: 'gateway',
    schema: whole(0, 1_000_000, 10_000),
    description: 'How many refused entries of the stream are kept; the oldest make room.',
  },

  POSTRIDER_JOB_ATTEMPTS: {
    usedBy: 'both',
    schema: whole(1, 100, 25),
    description: 'Most attempts that share a job in Redis; those that become due together do.',
  },
  POSTRIDER_DELIVER_CONCURRENCY: {
    usedBy: 'dispatcher',
    schema: whole(1, 5_000, 200),
    description: 'First attempts under way at once, per dispatcher.',
  },
  POSTRIDER_RETRY_CONCURRENCY: {
    usedBy: 'dispatcher',
    schema: whole(1, 5_000, 100),
    description: 'Retries under way at once, per dispatcher.',
  },
  POSTRIDER_REPLAY_CONCURRENCY: {
    usedBy: 'dispatcher',
    schema: whole(1, 5_000, 50),
    description: 'Replays under way at once, per dispatcher.',
  },
  POSTRIDER_ATTEMPT_TIMEOUT_MS: {
    usedBy: 'dispatcher',
    schema: whole(100, 300 * second, 15 * second),
    description: 'Longest exchange with a receiver, from connecting to the end of its answer.',
  },
  POSTRIDER_RESPONSE_READ_BYTES: {
    usedBy: 'dispatcher',
    schema: whole(0, 16 * MiB, 64 * KiB),
    description: 'Most that is read of a response body.',
  },
  POSTRIDER_RESPONSE_KEEP_BYTES: {
    usedBy: 'dispatcher',
    schema: whole(0, MiB, 16 * KiB),
    description: 'Most that is kept of a response body; a longer one is marked as cut.',
  },
  POSTRIDER_CONNECTIONS_PER_ORIGIN: {
    usedBy: 'dispatcher',
    schema: whole(1, 10_000, 256),
    description: 'Open connections to one receiver, per dispatcher.',
  },
  POSTRIDER_SLOW_MS: {
    usedBy: 'dispatcher',
    schema: whole(10, 300 * second, 500),
    description: 'An attempt that is under way for longer is slow: it leaves its place to others.',
  },
  POSTRIDER_SLOW_ATTEMPTS: {
    usedBy: 'dispatcher',
    schema: whole(1, 100_000, 400),
    description: 'Attempts under way at once for all endpoints that are new or slow, per dispatcher.',
  },
  POSTRIDER_SLOW_ATTEMPTS_PER_ENDPOINT: {
    usedBy: 'dispatcher',
    schema: whole(1, 100_000, 50),
    description: 'Of these, for one endpoint.',
  },
  POSTRIDER_FAILING_AFTER_MS: {
    usedBy: 'dispatcher',
    schema: whole(1, 365 * day, 5 * day),
    description: 'An endpoint of which every attempt failed for this long is deactivated.',
  },
  POSTRIDER_EGRESS_PROXY: {
    usedBy: 'dispatcher',
    schema: url('http:', 'https:').optional(),
    description:
      'HTTP proxy for requests to receivers. It resolves their names, so it must refuse private addresses itself.',
  },
  POSTRIDER_RETRY_BASE_MS: {
    usedBy: 'dispatcher',
    schema: whole(1, day, 5 * second),
    description: 'Delay before the second attempt.',
  },
  POSTRIDER_RETRY_FACTOR: {
    usedBy: 'dispatcher',
    schema: whole(1, 100, 3),
    description: 'By how much each further delay is longer.',
  },
  POSTRIDER_RETRY_MAX_MS: {
    usedBy: 'dispatcher',
    schema: whole(1, 30 * day, 4 * hour),
    description: 'Longest delay between attempts.',
  },
  POSTRIDER_RETRY_JITTER: {
    usedBy: 'dispatcher',
    schema: share(0.2),
    description: 'Share by which a delay is moved at random, up or down.',
  },
  POSTRIDER_RETRY_HORIZON_MS: {
    usedBy: 'dispatcher',
    schema: whole(1, 60 * day, day),
    description: 'No attempt falls later than this after scheduling, or after a replay.',
  },
  POSTRIDER_LOAD_RETRY_MS: {
    usedBy: 'dispatcher',
    schema: whole(0, hour, 60 * second),
    description:
      'How long a job waits for its delivery to be loaded during an outage of Postgres, before it is requeued. Outcomes are recorded however long that takes.',
  },
  POSTRIDER_JOB_LOCK_MS: {
    usedBy: 'dispatcher',
    schema: whole(second, hour, 3_500),
    description:
      'Lease of a job, renewed four times within it. When a dispatcher dies, others take its jobs over after this long and a quarter more.',
  },
  POSTRIDER_SWEEP_INTERVAL_MS: {
    usedBy: 'dispatcher',
    schema: whole(50, hour, second),
    description: 'Pause between two looks for due deliveries without a job.',
  },
  POSTRIDER_SWEEP_GRACE_MS: {
    usedBy: 'dispatcher',
    schema: whole(0, hour, 5 * second),
    description: 'A delivery due for less than this is left to its own job.',
  },
  POSTRIDER_SWEEP_PAGE: {
    usedBy: 'dispatcher',
    schema: whole(1, 50_000, 2_000),
    description: 'Deliveries looked at in one step of the sweep.',
  },
  POSTRIDER_CONSISTENCY_INTERVAL_MS: {
    usedBy: 'dispatcher',
    schema: whole(50, hour, second),
    description: 'Pause between two pages of the check that what is pending is listed as pending, at least.',
  },
  POSTRIDER_CONSISTENCY_PAGE: {
    usedBy: 'dispatcher',
    schema: whole(1, 50_000, 2_000),
    description: 'Deliveries looked at in one page of that check.',
  },
  POSTRIDER_ROLLUP_INTERVAL_MS: {
    usedBy: 'dispatcher',
    schema: whole(100, hour, 2 * second),
    description: 'Pause between two times that counts of attempts are added up; reading does not wait for it.',
  },
  POSTRIDER_BULK_PAGE: {
    usedBy: 'dispatcher',
    schema: whole(1, 10_000, 200),
    description: 'Deliveries that bulk work takes in one step; it pauses while twice as many replays wait.',
  },
  POSTRIDER_FAN_OUT_CHUNK: {
    usedBy: 'both',
    schema: whole(1, 10_000, 1_000),
    description:
      'A publish call with more deliveries is answered when its events are committed; dispatchers make its deliveries, so many at a time.',
  },
  POSTRIDER_SHUTDOWN_MS: {
    usedBy: 'both',
    schema: whole(0, hour, 25 * second),
    description: 'After SIGTERM, how long work under way may take to finish.',
  },
  POSTRIDER_DISPATCHER_HEALTH_PORT: {
    usedBy: 'dispatcher',
    schema: whole(0, 65_535, 3_001),
    description: 'Port of the dispatcher’s health checks; 0 takes a free one.',
  },
  POSTRIDER_DISPATCHER_HEALTH_HOST: {
    usedBy: 'dispatcher',
    schema: z.string().default('0.0.0.0'),
    description: 'Address that the dispatcher’s health checks listen on. They need no key.',
  },

  POSTRIDER_DATA_DIR: {
    usedBy: 'npm start',
    schema: z.string().default('.postrider'),
    description: 'Where `npm start` keeps its Postgres, Redis, credentials and logs.',
  },
  POSTRIDER_URL: {
    usedBy: 'clients',
    schema: url('http:', 'https:').optional(),
    description: 'Where the gateway is, for programs that call it from elsewhere: `postrider`, `@postrider/mcp`.',
  },
  POSTRIDER_KEY: {
    usedBy: 'clients',
    schema: z.string().optional(),
    description: 'The API key that they call it with.',
  },
} satisfies Record<string, Setting>;

export type Settings = { readonly [K in keyof typeof settings]: z.output<(typeof settings)[K]['schema']> };

const ownPrefix = 'POSTRIDER_';

/** Everything that is wrong with the environment, in one error. */
export class SettingsError extends Error {
  override name = 'SettingsError';

  constructor(readonly problems: readonly string[]) {
    super(['The settings are wrong:', ...problems.map((problem) => `  ${problem}`)].join('\n'));
  }
}

/** Reads the environment; empty means absent. Throws a SettingsError that lists every wrong value and unknown name. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries<Setting>(settings)) {
    const result = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (result.success) values[name] = result.data;
    else problems.push(`${name}: ${result.error.issues.map(({ message }) => message).join(', ')}`);
  }
  for (const name of Object.keys(env)) {
    if (name.startsWith(ownPrefix) && !(name in settings)) problems.push(`${name}: there is no such setting`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return values as Settings;
}
