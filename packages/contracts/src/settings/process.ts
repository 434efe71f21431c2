import { z } from 'zod';
import { hour, second, url, whole, type SettingGroup } from './setting.js';

export const process = {
  environment: {
    env: 'NODE_ENV',
    usedBy: 'both',
    schema: z.enum(['production', 'development', 'test']).default('production'),
    description: 'Kind of deployment: `production`, `development` or `test`.',
  },
  logLevel: {
    env: 'LOG_LEVEL',
    usedBy: 'both',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    description: 'Minimum level of the log lines that are written.',
  },
  shutdownMs: {
    env: 'POSTRIDER_SHUTDOWN_MS',
    usedBy: 'both',
    schema: whole(0, hour, 25 * second),
    description: 'How long work in progress may take to finish after SIGTERM, in milliseconds.',
  },
} as const satisfies SettingGroup;

/** The dispatcher's health checks. The gateway's are part of the API. */
export const health = {
  port: {
    env: 'POSTRIDER_DISPATCHER_HEALTH_PORT',
    usedBy: 'dispatcher',
    schema: whole(0, 65_535, 3_001),
    description: "Port of the dispatcher's health checks. 0 chooses a free port.",
  },
  host: {
    env: 'POSTRIDER_DISPATCHER_HEALTH_HOST',
    usedBy: 'dispatcher',
    schema: z.string().default('0.0.0.0'),
    description: "Address that the dispatcher's health checks listen on. They need no key.",
  },
} as const satisfies SettingGroup;

/** Read by the launcher, the CLI and the MCP program. The gateway and the dispatcher ignore these. */
export const clients = {
  dataDir: {
    env: 'POSTRIDER_DATA_DIR',
    usedBy: 'npm start',
    schema: z.string().default('.postrider'),
    description: 'Directory in which `npm start` keeps its Postgres, Redis, credentials and logs.',
  },
  url: {
    env: 'POSTRIDER_URL',
    usedBy: 'clients',
    schema: url('http:', 'https:').optional(),
    description: 'URL of the gateway, for `postrider` and `@postrider/mcp`.',
  },
  key: {
    env: 'POSTRIDER_KEY',
    usedBy: 'clients',
    schema: z.string().optional(),
    description: 'API key, for `postrider` and `@postrider/mcp`.',
  },
} as const satisfies SettingGroup;
