import * as z from 'zod';
import { flag, gateway, whole } from './setting.js';

const hosts = /^[a-z\d.-]+(:\d+)?(,[a-z\d.-]+(:\d+)?)*$/;

export const oauth = {
  enabled: gateway('POSTRIDER_OAUTH_ENABLED', flag(true)).describe(
    'Whether users can connect MCP clients without a key, by OAuth. Needs the dashboard, `/mcp`, and a `POSTRIDER_PUBLIC_URL` without a path that is https or on this machine; otherwise OAuth is off.',
  ),
  redirectHosts: gateway(
    'POSTRIDER_OAUTH_REDIRECT_HOSTS',
    z
      .string()
      .regex(hosts, 'expected hosts such as claude.ai, separated by commas')
      .transform((text) => text.split(','))
      .optional(),
  ).describe(
    'Hosts of the web sites that may be given access, separated by commas, such as `claude.ai`. Without it, any. Programs and apps on the machines of users are not limited.',
  ),
  codeSeconds: gateway('POSTRIDER_OAUTH_CODE_SECONDS', whole(5, 60, 60)).describe(
    'Lifetime of an authorization code, in seconds.',
  ),
  accessSeconds: gateway('POSTRIDER_OAUTH_ACCESS_SECONDS', whole(60, 86_400, 900)).describe(
    'Lifetime of an access token, in seconds.',
  ),
  grantDays: gateway('POSTRIDER_OAUTH_GRANT_DAYS', whole(1, 365, 30)).describe(
    'Days after its last refresh at which a grant ends.',
  ),
  grantsMax: gateway('POSTRIDER_OAUTH_GRANTS_MAX', whole(1, 10_000, 100)).describe(
    'Maximum number of grants per organization. A further one ends the oldest.',
  ),
  clientDays: gateway('POSTRIDER_OAUTH_CLIENT_DAYS', whole(1, 3_650, 180)).describe(
    'Days after its last use at which the registration of a client ends.',
  ),
  unusedClientHours: gateway('POSTRIDER_OAUTH_UNUSED_CLIENT_HOURS', whole(1, 8_760, 168)).describe(
    'Hours after which the registration of a client ends that no user has allowed.',
  ),
  unusedClientsMax: gateway('POSTRIDER_OAUTH_UNUSED_CLIENTS_MAX', whole(1, 1_000_000, 10_000)).describe(
    'Maximum number of such registrations. A further one ends the oldest.',
  ),
  registerRateLimit: gateway('POSTRIDER_OAUTH_REGISTER_RATE_LIMIT', whole(1, 1_000_000, 20)).describe(
    'Maximum number of registrations of clients, per minute and client address (IPv6: per /64).',
  ),
  tokenRateLimit: gateway('POSTRIDER_OAUTH_TOKEN_RATE_LIMIT', whole(1, 1_000_000, 60)).describe(
    'Maximum number of refused calls of `/token` and `/revoke`, per minute and client address (IPv6: per /64).',
  ),
};
