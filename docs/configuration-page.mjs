// npm run docs:settings: writes docs/configuration.md from packages/contracts/src/settings.

import { writeFile } from 'node:fs/promises';

const intro = `<!-- Written by \`npm run docs:settings\`. -->

# Configuration

Settings are environment variables. Each process parses them at startup. If a value is wrong, or a \`POSTRIDER_…\` name is
unknown, the process lists every problem and exits. An empty value counts as absent. \`npm start\` sets the required
settings itself.

A secret can be in a file instead, such as a mounted secret of Docker or Kubernetes: \`DATABASE_URL_FILE\` names the file
with the value of \`DATABASE_URL\`. A process reads it at startup. A line break at its end is ignored. Setting both is an
error.`;

const common = [
  'DATABASE_URL',
  'REDIS_URL',
  'POSTRIDER_ENCRYPTION_KEYS',
  'PORT',
  'LOG_LEVEL',
  'POSTRIDER_TRUSTED_PROXIES',
  'POSTRIDER_ALLOWED_NETWORKS',
  'POSTRIDER_OPERATOR_PASSWORD',
  'POSTRIDER_RETENTION_DAYS',
  'POSTRIDER_DELIVER_CONCURRENCY',
];

const titles = {
  database: 'Postgres',
  redis: 'Redis',
  secrets: 'Signing secrets',
  process: 'Processes',
  http: 'The API',
  endpoints: 'Endpoints',
  keys: 'API keys',
  retention: 'Retention',
  lists: 'Lists and exports',
  publish: 'Publishing',
  redisIngest: 'Publishing through a Redis Stream',
  eventTypes: 'Event types',
  sse: 'Server-sent events',
  listen: 'Listening to events',
  live: 'Live pages',
  dashboard: 'The dashboard',
  queuesPage: 'The queues page',
  mcp: 'MCP',
  concurrency: 'Concurrency',
  attempts: 'Attempts',
  retries: 'Retries',
  throttle: 'Slow endpoints',
  egress: 'Requests to receivers',
  jobs: 'Jobs',
  sweep: 'The sweep',
  consistency: 'The consistency check',
  background: 'Background work',
  exportFiles: 'Export operations',
  operationalEvents: 'Events about Postrider itself',
  health: 'Health checks of the dispatcher',
  metrics: 'Metrics',
  traces: 'Traces',
  clients: 'Clients',
};

/** The page for the catalogue of settings: the common ones first, the others by group. */
export function configurationPage(groups) {
  const all = Object.values(groups).flatMap((group) => Object.values(group));
  const first = common.map((env) => all.find((setting) => setting.env === env));
  const sections = Object.entries(groups).map(([name, group]) => {
    const others = Object.values(group).filter(({ env }) => !common.includes(env));
    return section(titles[name] ?? name, others);
  });
  return `${[intro, section('Common settings', first), ...sections].filter(Boolean).join('\n\n')}\n`;
}

const section = (title, settings) => (settings.length === 0 ? undefined : `## ${title}\n\n${table(settings)}`);

const users = { both: 'gateway, dispatcher' };

/** Prettier would pad each cell to the longest of its column. */
function table(settings) {
  const rows = settings.map(({ env, schema, usedBy, description, isSecret }) => {
    const names = isSecret ? `\`${env}\`, \`${env}_FILE\`` : `\`${env}\``;
    return [names, defaultOf(env, schema), users[usedBy] ?? usedBy, description].map((cell) =>
      cell.replaceAll('|', '\\|'),
    );
  });
  const head = ['Setting', 'Default', 'Used by', 'Description'];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return ['<!-- prettier-ignore -->', ...lines].join('\n');
}

function defaultOf(env, schema) {
  const { success, data } = schema.safeParse(undefined);
  if (!success) return 'required';
  if (data === undefined) return '–';
  const size = readable(env, data);
  return size === undefined ? `\`${data}\`` : `\`${data}\` (${size})`;
}

const units = [
  { ending: '_MS', of: { d: 86_400_000, h: 3_600_000, min: 60_000, s: 1_000 } },
  { ending: '_BYTES', of: { MiB: 1_048_576, KiB: 1_024 } },
];

function readable(env, value) {
  const known = units.find(({ ending }) => env.endsWith(ending));
  const [unit, size] = Object.entries(known?.of ?? {}).find(([, factor]) => value > 0 && value % factor === 0) ?? [];
  return size === undefined ? undefined : `${value / size} ${unit}`;
}

if (import.meta.main) {
  const { settingGroups } = await import('@postrider/contracts');
  await writeFile(new URL('configuration.md', import.meta.url), configurationPage(settingGroups));
}
