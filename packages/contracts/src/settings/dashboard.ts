import { z } from 'zod';
import { flag, KiB, MiB, whole, type SettingGroup } from './setting.js';

export const dashboard = {
  enabled: {
    env: 'POSTRIDER_DASHBOARD_ENABLED',
    usedBy: 'gateway',
    schema: flag(true),
    description: 'Whether the gateway serves the dashboard at `/` and accepts sign-ins.',
  },
  sessionHours: {
    env: 'POSTRIDER_SESSION_HOURS',
    usedBy: 'gateway',
    schema: whole(1, 720, 12),
    description: 'Session lifetime, in hours.',
  },
  sessionsMax: {
    env: 'POSTRIDER_SESSIONS_MAX',
    usedBy: 'gateway',
    schema: whole(1, 100_000, 1_000),
    description: 'Maximum number of sessions per organization. A further sign-in ends the oldest session.',
  },
  sessionRateLimit: {
    env: 'POSTRIDER_SESSION_RATE_LIMIT',
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 600),
    description: 'Maximum number of management calls per minute and dashboard session.',
  },
  signInRateLimit: {
    env: 'POSTRIDER_SIGN_IN_RATE_LIMIT',
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 20),
    description:
      'Maximum number of failed sign-ins to the dashboard and to `/queues`, per minute and client address (IPv6: per /64). Behind a reverse proxy, set `POSTRIDER_TRUSTED_PROXIES`.',
  },
  secureCookies: {
    env: 'POSTRIDER_COOKIE_SECURE',
    usedBy: 'gateway',
    schema: flag(false),
    description:
      'Whether browsers reach the gateway over https only. Cookies are then named `__Host-…`, and other cookies are ignored. A request that a trusted proxy marks `X-Forwarded-Proto: https` is treated the same way.',
  },
} as const satisfies SettingGroup;

/** Bull Board, at `/queues`. */
export const queuesPage = {
  operatorPassword: {
    env: 'POSTRIDER_OPERATOR_PASSWORD',
    usedBy: 'gateway',
    schema: z.string().min(12, 'expected at least 12 characters').optional(),
    description: 'Password of the user `operator` for `/queues`. Without a password, `/queues` is off.',
  },
  readOnly: {
    env: 'POSTRIDER_QUEUES_READ_ONLY',
    usedBy: 'gateway',
    schema: flag(true),
    description:
      'Whether `/queues` is read-only. `false` also allows adding, retrying and removing jobs, and pausing, emptying and deleting queues.',
  },
} as const satisfies SettingGroup;

/** Browsers send a scheme, a host, and a port unless it is the default of the scheme. */
const origins = /^[a-z][a-z\d+.-]*:\/\/[^\s/,@]+(,[a-z][a-z\d+.-]*:\/\/[^\s/,@]+)*$/;

export const mcp = {
  enabled: {
    env: 'POSTRIDER_MCP_ENABLED',
    usedBy: 'gateway',
    schema: flag(true),
    description: 'Whether agents can use the API as tools at `/mcp`.',
  },
  readOnly: {
    env: 'POSTRIDER_MCP_READ_ONLY',
    usedBy: 'gateway',
    schema: flag(false),
    description: 'Whether `/mcp` offers only the tools that change nothing.',
  },
  bodyMaxBytes: {
    env: 'POSTRIDER_MCP_BODY_MAX_BYTES',
    usedBy: 'gateway',
    schema: whole(KiB, 256 * MiB, MiB),
    description:
      'Maximum size of a request body for `/mcp`, in bytes. The lower of this and `POSTRIDER_BODY_MAX_BYTES` applies.',
  },
  allowedOrigins: {
    env: 'POSTRIDER_MCP_ALLOWED_ORIGINS',
    usedBy: 'gateway',
    schema: z
      .string()
      .regex(origins, 'expected origins such as https://tools.example.com, separated by commas')
      .transform((text) => text.split(','))
      .optional(),
    description:
      'Origins of the web pages that may use `/mcp`, separated by commas. Clients outside a browser send no origin and are always allowed.',
  },
} as const satisfies SettingGroup;
