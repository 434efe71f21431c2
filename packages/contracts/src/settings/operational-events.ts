import * as z from 'zod';
import { isId } from '../ids.js';
import { day, gateway, hour, second, whole } from './setting.js';

const minute = 60 * second;

/** The events that Postrider publishes about itself. */
export const operationalEvents = {
  intervalMs: gateway('POSTRIDER_ALERT_INTERVAL_MS', whole(50, hour, 2 * second)).describe(
    'How often the events of Postrider about itself are decided, in milliseconds.',
  ),
  failingAfterMs: gateway('POSTRIDER_ALERT_FAILING_AFTER_MS', whole(0, 30 * day, 15 * minute)).describe(
    'How long every attempt of an endpoint must fail before `postrider.endpoint.failing` is published, in milliseconds.',
  ),
  windowMs: gateway('POSTRIDER_ALERT_WINDOW_MS', whole(1, day, 10 * minute)).describe(
    'Minimum time between two events `postrider.delivery.failed` of one endpoint, in milliseconds.',
  ),
  secretExpiringMs: gateway('POSTRIDER_ALERT_SECRET_EXPIRING_MS', whole(1, 30 * day, 2 * hour)).describe(
    'How long before the expiry of a previous signing secret `postrider.secret.expiring` is published, in milliseconds; at most half of the overlap.',
  ),
  backlogAgeMs: gateway('POSTRIDER_ALERT_BACKLOG_AGE_MS', whole(1, day, 5 * minute)).describe(
    'How long the oldest due delivery must have been due before `postrider.backlog.aging` is published, in milliseconds.',
  ),
  operatorOrganizationId: gateway(
    'POSTRIDER_OPERATOR_ORGANIZATION_ID',
    z
      .string()
      .refine((id) => isId('organization', id), 'expected the id of an organization')
      .optional(),
  ).describe(
    'The organization that gets `postrider.backlog.aging`, since the backlog is that of all organizations. Without it, no organization does.',
  ),
};
