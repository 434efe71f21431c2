import * as z from 'zod';
import { day, flag, gateway, KiB, MiB, networks, second, share, whole } from './setting.js';

export const http = {
  port: gateway('PORT', whole(0, 65_535, 3_000)).describe('Port of the API. 0 chooses a free port.'),
  publicUrl: gateway(
    'POSTRIDER_PUBLIC_URL',
    z.url({ protocol: /^https?$/, error: 'expected an http or https URL' }).optional(),
  ).describe(
    'URL at which browsers reach the gateway, for links to the portal and in e-mails, and for OAuth. Without it, the address of the call, no e-mails, and no OAuth.',
  ),
  host: gateway('HOST', z.string().default('0.0.0.0')).describe('Address that the API listens on.'),
  trustedProxies: gateway('POSTRIDER_TRUSTED_PROXIES', networks.optional()).describe(
    'Networks of the reverse proxies in front of the gateway: CIDR notation, separated by commas. `X-Forwarded-For` and `X-Forwarded-Proto` are ignored from all other addresses.',
  ),
  accessLog: gateway('POSTRIDER_ACCESS_LOG', flag(true)).describe(
    'Whether calls are logged: those that fail or change something, and a sample of the rest.',
  ),
  accessLogSample: gateway('POSTRIDER_ACCESS_LOG_SAMPLE', share(0.01)).describe(
    'Share of successful reads and publish calls, and of calls without a valid credential, that are logged.',
  ),
  bodyMaxBytes: gateway('POSTRIDER_BODY_MAX_BYTES', whole(KiB, 256 * MiB, 8 * MiB)).describe(
    'Maximum size of a request body, in bytes. It also limits a batch of events.',
  ),
  jsonMaxDepth: gateway('POSTRIDER_JSON_MAX_DEPTH', whole(4, 1_000, 64)).describe(
    'Maximum nesting depth of a request body.',
  ),
  bodyMaxMembers: gateway('POSTRIDER_BODY_MAX_MEMBERS', whole(100, 10_000_000, 50_000)).describe(
    'Maximum number of object members, arrays and objects in the body of a management call. Eight array elements count as one.',
  ),
  publishMaxMembers: gateway('POSTRIDER_PUBLISH_MAX_MEMBERS', whole(100, 10_000_000, 300_000)).describe(
    'Maximum number of object members, arrays and objects in the body of a publish call.',
  ),
};

export const retention = {
  days: gateway('POSTRIDER_RETENTION_DAYS', whole(7, 36_500, 90)).describe(
    'Retention of events, their ids and deliveries, in days. Whole partitions are dropped at a time.',
  ),
  partitionLength: gateway('POSTRIDER_PARTITION_LENGTH', z.enum(['day', 'week']).default('week')).describe(
    'Length of the partitions of events and deliveries: `day` or `week`. Can be changed at any time: new partitions begin where the last one ends.',
  ),
  idempotencyMs: gateway('POSTRIDER_IDEMPOTENCY_TTL_MS', whole(60 * second, 365 * day, day)).describe(
    'Minimum lifetime of an `Idempotency-Key`, in milliseconds. It is forgotten within another quarter of this time.',
  ),
};
