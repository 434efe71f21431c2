import { background, consistency, exportFiles, sweep } from './background.js';
import { contacts } from './contacts.js';
import { dashboard, mcp, queuesPage } from './dashboard.js';
import { attempts, concurrency, jobs, retries, throttle } from './delivery.js';
import { http, retention } from './http.js';
import { lists } from './lists.js';
import { metrics } from './metrics.js';
import { oauth } from './oauth.js';
import { operationalEvents } from './operational-events.js';
import { customers, endpoints, keys } from './organization.js';
import { portal } from './portal.js';
import { clients, health, process } from './process.js';
import { eventTypes, publish, redisIngest, search } from './publish.js';
import { egress, secrets } from './security.js';
import { database, redis } from './servers.js';
import type { Setting, SettingGroup } from './setting.js';
import { listen, live, sse } from './sse.js';
import { traces } from './traces.js';

/** Every setting of Postrider's processes, by part. `settings.publish.concurrency` in code has the same path here. */
export const settingGroups = {
  database,
  redis,
  secrets,
  process,
  http,
  endpoints,
  customers,
  keys,
  retention,
  lists,
  publish,
  redisIngest,
  eventTypes,
  search,
  sse,
  listen,
  live,
  dashboard,
  portal,
  queuesPage,
  mcp,
  oauth,
  concurrency,
  attempts,
  retries,
  throttle,
  egress,
  jobs,
  sweep,
  consistency,
  background,
  exportFiles,
  operationalEvents,
  contacts,
  health,
  metrics,
  traces,
  clients,
} as const satisfies Readonly<Record<string, SettingGroup>>;

const all = Object.values<SettingGroup>(settingGroups).flatMap((group) => Object.values(group));

/** Every setting by the name of its environment variable. */
export const settingsByName: ReadonlyMap<string, Setting> = new Map(all.map((setting) => [setting.env, setting]));
