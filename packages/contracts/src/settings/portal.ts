import { portalLimits } from '../operations/portal.js';
import { flag, gateway, whole } from './setting.js';

export const portal = {
  enabled: gateway('POSTRIDER_PORTAL_ENABLED', flag(true)).describe(
    'Whether the gateway serves the portal at `/portal`, creates portal sessions and accepts their tokens.',
  ),
  sessionSeconds: gateway('POSTRIDER_PORTAL_SESSION_SECONDS', whole(60, portalLimits.sessionSeconds, 3_600)).describe(
    'Lifetime of a portal session that is created without `expires_in`, in seconds.',
  ),
  sessionsMax: gateway('POSTRIDER_PORTAL_SESSIONS_MAX', whole(1, 10_000, 100)).describe(
    'Maximum number of portal sessions per customer. A further one ends the oldest.',
  ),
  rateLimit: gateway('POSTRIDER_PORTAL_RATE_LIMIT', whole(1, 1_000_000, 600)).describe(
    'Maximum number of management calls per minute and customer, over all its portal sessions.',
  ),
};
