import { day, flag, whole, type SettingGroup } from './setting.js';

export const endpoints = {
  max: {
    env: 'POSTRIDER_ENDPOINTS_MAX',
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 1_000),
    description: 'Maximum number of endpoints per organization, active or inactive. Deleted endpoints do not count.',
  },
  httpsOnly: {
    env: 'POSTRIDER_HTTPS_ONLY',
    usedBy: 'both',
    schema: flag(false),
    description: 'Whether endpoint URLs must use https.',
  },
  secretOverlapMs: {
    env: 'POSTRIDER_SECRET_OVERLAP_MS',
    usedBy: 'gateway',
    schema: whole(0, 30 * day, day),
    description: 'How long the previous signing secret stays valid after a rotation, in milliseconds.',
  },
  failingAfterMs: {
    env: 'POSTRIDER_FAILING_AFTER_MS',
    usedBy: 'dispatcher',
    schema: whole(1, 365 * day, 5 * day),
    description: 'How long every attempt of an endpoint must fail before it is deactivated, in milliseconds.',
  },
} as const satisfies SettingGroup;

export const keys = {
  max: {
    env: 'POSTRIDER_KEYS_MAX',
    usedBy: 'gateway',
    schema: whole(1, 100_000, 100),
    description: 'Maximum number of active API keys per organization.',
  },
  callsPerMinute: {
    env: 'POSTRIDER_MANAGEMENT_RATE_LIMIT',
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 60),
    description:
      'Maximum number of management calls and requests to `/mcp` per minute and API key. Publishing over REST does not count.',
  },
} as const satisfies SettingGroup;
