import { both, day, dispatcher, flag, gateway, hour, second, share, whole } from './setting.js';

export const endpoints = {
  max: gateway('POSTRIDER_ENDPOINTS_MAX', whole(1, 1_000_000, 1_000)).describe(
    'Maximum number of endpoints per organization, active or inactive. Those of its customers and deleted endpoints do not count.',
  ),
  httpsOnly: both('POSTRIDER_HTTPS_ONLY', flag(false)).describe('Whether endpoint URLs must use https.'),
  secretOverlapMs: gateway('POSTRIDER_SECRET_OVERLAP_MS', whole(0, 30 * day, day)).describe(
    'How long the previous signing secret stays valid after a rotation, in milliseconds.',
  ),
  failingAfterMs: dispatcher('POSTRIDER_FAILING_AFTER_MS', whole(1, 365 * day, 5 * day)).describe(
    'How long every attempt of an endpoint must fail before it is deactivated, in milliseconds.',
  ),
  degradedShare: gateway('POSTRIDER_DEGRADED_SHARE', share(0.1)).describe(
    'Share of failed first attempts from which an endpoint is shown as degraded.',
  ),
  degradedWindowMinutes: gateway('POSTRIDER_DEGRADED_WINDOW_MINUTES', whole(5, 120, 60)).describe(
    'Window of the first attempts that decide whether an endpoint is degraded, in minutes. It begins at a multiple of five minutes.',
  ),
  degradedMinAttempts: gateway('POSTRIDER_DEGRADED_MIN_ATTEMPTS', whole(1, 1_000_000, 20)).describe(
    'Minimum number of first attempts in the window. An endpoint with fewer is not degraded.',
  ),
};

export const customers = {
  max: gateway('POSTRIDER_CUSTOMERS_MAX', whole(1, 10_000_000, 100_000)).describe(
    'Maximum number of customers per organization. Deleted customers do not count.',
  ),
  endpointsMax: gateway('POSTRIDER_CUSTOMER_ENDPOINTS_MAX', whole(1, 1_000, 20)).describe(
    'Maximum number of endpoints per customer that has no `max_endpoints` of its own. Deleted endpoints do not count.',
  ),
};

export const keys = {
  max: gateway('POSTRIDER_KEYS_MAX', whole(1, 100_000, 100)).describe(
    'Maximum number of active API keys per organization.',
  ),
  usesMs: gateway('POSTRIDER_KEY_USES_INTERVAL_MS', whole(10, hour, 5 * second)).describe(
    'Minimum time between two writes of when keys were last used, in milliseconds, per gateway.',
  ),
  callsPerMinute: gateway('POSTRIDER_MANAGEMENT_RATE_LIMIT', whole(1, 1_000_000, 60)).describe(
    'Maximum number of management calls and requests to `/mcp` per minute and API key or OAuth grant. Publishing over REST does not count.',
  ),
};
