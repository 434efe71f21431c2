import * as z from 'zod';
import { flag, gateway, KiB, MiB, secret, whole } from './setting.js';

export const dashboard = {
  enabled: gateway('POSTRIDER_DASHBOARD_ENABLED', flag(true)).describe(
    'Whether the gateway serves the dashboard at `/` and accepts sign-ins.',
  ),
  sessionHours: gateway('POSTRIDER_SESSION_HOURS', whole(1, 720, 12)).describe('Session lifetime, in hours.'),
  sessionsMax: gateway('POSTRIDER_SESSIONS_MAX', whole(1, 100_000, 1_000)).describe(
    'Maximum number of sessions per organization. A further sign-in ends the oldest session.',
  ),
  sessionRateLimit: gateway('POSTRIDER_SESSION_RATE_LIMIT', whole(1, 1_000_000, 600)).describe(
    'Maximum number of management calls per minute and dashboard session.',
  ),
  signInRateLimit: gateway('POSTRIDER_SIGN_IN_RATE_LIMIT', whole(1, 1_000_000, 20)).describe(
    'Maximum number of failed sign-ins to the dashboard and to `/queues`, per minute and client address (IPv6: per /64). Behind a reverse proxy, set `POSTRIDER_TRUSTED_PROXIES`.',
  ),
  secureCookies: gateway('POSTRIDER_COOKIE_SECURE', flag(false)).describe(
    'Whether browsers reach the gateway over https only. Cookies are then named `__Host-…`, and other cookies are ignored. A request that a trusted proxy marks `X-Forwarded-Proto: https` is treated the same way.',
  ),
};

/** Bull Board, at `/queues`. */
export const queuesPage = {
  operatorPassword: secret(
    gateway('POSTRIDER_OPERATOR_PASSWORD', z.string().min(12, 'expected at least 12 characters').optional()).describe(
      'Password of the user `operator` for `/queues`. Without a password, `/queues` is off.',
    ),
  ),
  readOnly: gateway('POSTRIDER_QUEUES_READ_ONLY', flag(true)).describe(
    'Whether `/queues` is read-only. `false` also allows adding, retrying and removing jobs, and pausing, emptying and deleting queues.',
  ),
};

/** Browsers send a scheme, a host, and a port unless it is the default of the scheme. */
const origins = /^[a-z][a-z\d+.-]*:\/\/[^\s/,@]+(,[a-z][a-z\d+.-]*:\/\/[^\s/,@]+)*$/;

export const mcp = {
  enabled: gateway('POSTRIDER_MCP_ENABLED', flag(true)).describe('Whether agents can use the API as tools at `/mcp`.'),
  readOnly: gateway('POSTRIDER_MCP_READ_ONLY', flag(false)).describe(
    'Whether `/mcp` offers only the tools that change nothing.',
  ),
  bodyMaxBytes: gateway('POSTRIDER_MCP_BODY_MAX_BYTES', whole(KiB, 256 * MiB, MiB)).describe(
    'Maximum size of a request body for `/mcp`, in bytes. The lower of this and `POSTRIDER_BODY_MAX_BYTES` applies.',
  ),
  allowedOrigins: gateway(
    'POSTRIDER_MCP_ALLOWED_ORIGINS',
    z
      .string()
      .regex(origins, 'expected origins such as https://tools.example.com, separated by commas')
      .transform((text) => text.split(','))
      .optional(),
  ).describe(
    'Origins of the web pages that may use `/mcp` and its OAuth, separated by commas. Clients outside a browser send no origin and are always allowed.',
  ),
};
