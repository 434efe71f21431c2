import { gateway, hour, second, whole } from './setting.js';

export const lists = {
  searchMax: gateway('POSTRIDER_LIST_SEARCH_MAX', whole(1_000, 1_000_000, 20_000)).describe(
    'Maximum number of deliveries that one call of a list compares with filters that no index knows. The page then ends early, with a `next_cursor`.',
  ),
  countDeliveriesMax: gateway('POSTRIDER_COUNT_DELIVERIES_MAX', whole(1, 1_000_000, 10_000)).describe(
    'Maximum number of deliveries that one call counts.',
  ),
  countEventsMax: gateway('POSTRIDER_COUNT_EVENTS_MAX', whole(1, 1_000_000, 10_000)).describe(
    'Maximum number of events that one call reads to count the missed ones.',
  ),
  countInactiveEndpointsMax: gateway('POSTRIDER_COUNT_INACTIVE_ENDPOINTS_MAX', whole(1, 10_000, 100)).describe(
    'Maximum number of ids of inactive endpoints in the count of deliveries.',
  ),
  exportRowsMax: gateway('POSTRIDER_EXPORT_ROWS_MAX', whole(1, 1_000_000, 10_000)).describe(
    'Maximum number of deliveries in one export.',
  ),
  exportSearchMax: gateway('POSTRIDER_EXPORT_SEARCH_MAX', whole(1_000, 100_000_000, 500_000)).describe(
    'Maximum number of deliveries that one export compares with filters that no index knows.',
  ),
  exportFileTimeoutMs: gateway('POSTRIDER_EXPORT_FILE_TIMEOUT_MS', whole(second, 24 * hour, hour)).describe(
    'Time limit of the download of an export that an operation wrote, in milliseconds.',
  ),
  exportTimeoutMs: gateway('POSTRIDER_EXPORT_TIMEOUT_MS', whole(second, 3_600 * second, 300 * second)).describe(
    'Time limit of an export, in milliseconds. The response then breaks off without its last line.',
  ),
};
