import * as z from 'zod';
import { both, client, dispatcher, gateway, hour, launcher, second, secret, url, whole } from './setting.js';

export const process = {
  environment: both('NODE_ENV', z.enum(['production', 'development', 'test']).default('production')).describe(
    'Kind of deployment: `production`, `development` or `test`.',
  ),
  logLevel: both(
    'LOG_LEVEL',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ).describe('Minimum level of the log lines that are written.'),
  logFormat: both('LOG_FORMAT', z.enum(['json', 'pretty']).default('json')).describe(
    'Format of the log: `json` for machines, or `pretty` for people.',
  ),
  shutdownMs: both('POSTRIDER_SHUTDOWN_MS', whole(0, hour, 25 * second)).describe(
    'How long work in progress may take to finish after SIGTERM, or after the drain, in milliseconds.',
  ),
  drainMs: gateway('POSTRIDER_DRAIN_MS', whole(0, hour, 0)).describe(
    'How long a gateway serves after SIGTERM while it is not ready, in milliseconds. Behind a load balancer, set more than the time in which it notices.',
  ),
};

/** The dispatcher's health checks. The gateway's are part of the API. */
export const health = {
  port: dispatcher('POSTRIDER_DISPATCHER_HEALTH_PORT', whole(0, 65_535, 3_001)).describe(
    "Port of the dispatcher's health checks. 0 chooses a free port.",
  ),
  host: dispatcher('POSTRIDER_DISPATCHER_HEALTH_HOST', z.string().default('0.0.0.0')).describe(
    "Address that the dispatcher's health checks listen on. They need no key.",
  ),
};

/** Read by the launcher, the CLI and the MCP program. The gateway and the dispatcher ignore these. */
export const clients = {
  dataDir: launcher('POSTRIDER_DATA_DIR', z.string().default('.postrider')).describe(
    'Directory in which `npm start` keeps its Postgres, Redis, credentials and logs.',
  ),
  url: client('POSTRIDER_URL', url('http:', 'https:').optional()).describe(
    'URL of the gateway, for `postrider` and `@postrider/mcp`.',
  ),
  key: secret(
    client('POSTRIDER_KEY', z.string().optional()).describe('API key, for `postrider` and `@postrider/mcp`.'),
  ),
};
