import { z } from 'zod';
import { day, KiB, MiB, networks, second, whole, type SettingGroup } from './setting.js';

export const http = {
  port: {
    env: 'PORT',
    usedBy: 'gateway',
    schema: whole(0, 65_535, 3_000),
    description: 'Port of the API. 0 chooses a free port.',
  },
  host: {
    env: 'HOST',
    usedBy: 'gateway',
    schema: z.string().default('0.0.0.0'),
    description: 'Address that the API listens on.',
  },
  trustedProxies: {
    env: 'POSTRIDER_TRUSTED_PROXIES',
    usedBy: 'gateway',
    schema: networks.optional(),
    description:
      'Networks of the reverse proxies in front of the gateway: CIDR notation, separated by commas. `X-Forwarded-For` and `X-Forwarded-Proto` are ignored from all other addresses.',
  },
  bodyMaxBytes: {
    env: 'POSTRIDER_BODY_MAX_BYTES',
    usedBy: 'gateway',
    schema: whole(KiB, 256 * MiB, 8 * MiB),
    description: 'Maximum size of a request body, in bytes. It also limits a batch of events.',
  },
  jsonMaxDepth: {
    env: 'POSTRIDER_JSON_MAX_DEPTH',
    usedBy: 'gateway',
    schema: whole(4, 1_000, 64),
    description: 'Maximum nesting depth of a request body.',
  },
  bodyMaxMembers: {
    env: 'POSTRIDER_BODY_MAX_MEMBERS',
    usedBy: 'gateway',
    schema: whole(100, 10_000_000, 50_000),
    description:
      'Maximum number of object members, arrays and objects in the body of a management call. Eight array elements count as one.',
  },
  publishMaxMembers: {
    env: 'POSTRIDER_PUBLISH_MAX_MEMBERS',
    usedBy: 'gateway',
    schema: whole(100, 10_000_000, 300_000),
    description: 'Maximum number of object members, arrays and objects in the body of a publish call.',
  },
} as const satisfies SettingGroup;

export const retention = {
  days: {
    env: 'POSTRIDER_RETENTION_DAYS',
    usedBy: 'gateway',
    schema: whole(7, 36_500, 90),
    description: 'Retention of events, their ids and deliveries, in days. Whole weeks are dropped at a time.',
  },
  idempotencyMs: {
    env: 'POSTRIDER_IDEMPOTENCY_TTL_MS',
    usedBy: 'gateway',
    schema: whole(60 * second, 365 * day, day),
    description: 'Lifetime of an `Idempotency-Key`, in milliseconds.',
  },
} as const satisfies SettingGroup;
