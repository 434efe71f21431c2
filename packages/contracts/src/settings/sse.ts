import { gateway, hour, second, whole } from './setting.js';

/** Both kinds of server-sent events. */
export const sse = {
  heartbeatMs: gateway('POSTRIDER_LISTEN_HEARTBEAT_MS', whole(100, 600 * second, 15 * second)).describe(
    'Interval between heartbeats, in milliseconds.',
  ),
  stallMs: gateway('POSTRIDER_LISTEN_STALL_MS', whole(100, 600 * second, 30 * second)).describe(
    'How long a client may read nothing before it is disconnected, in milliseconds.',
  ),
};

/** `GET …/listen`: events as they are published. */
export const listen = {
  max: gateway('POSTRIDER_LISTENERS', whole(0, 100_000, 200)).describe(
    'Maximum number of open `GET …/listen` calls per gateway. Further calls get status 503.',
  ),
  maxPerOrganization: gateway('POSTRIDER_LISTENERS_PER_ORGANIZATION', whole(0, 100_000, 20)).describe(
    'Maximum number of open `GET …/listen` calls per organization and gateway. Further calls get status 429.',
  ),
  pollMs: gateway('POSTRIDER_LISTEN_POLL_MS', whole(10, 60 * second, 5 * second)).describe(
    'Polling interval for events that listeners wait for, in milliseconds. A message over Redis starts a poll sooner.',
  ),
  lookbackMs: gateway('POSTRIDER_LISTEN_LOOKBACK_MS', whole(second, hour, 30 * second)).describe(
    'Maximum time between the creation of an event id and its commit, in milliseconds. Listeners miss events that are committed later, so set it longer than any commit takes.',
  ),
  waitingMax: gateway('POSTRIDER_LISTEN_WAITING', whole(1, 1_000_000, 10_000)).describe(
    'Maximum number of events that wait for one listener. A slower listener is disconnected.',
  ),
};

/** `GET …/live`: pages are told of changes. */
export const live = {
  max: gateway('POSTRIDER_LIVE_STREAMS', whole(0, 100_000, 500)).describe(
    'Maximum number of open `GET …/live` calls (one for each open page) per gateway. Further calls get status 503.',
  ),
  maxPerOrganization: gateway('POSTRIDER_LIVE_STREAMS_PER_ORGANIZATION', whole(0, 100_000, 100)).describe(
    'Maximum number of open `GET …/live` calls per organization and gateway. Further calls get status 429.',
  ),
  pollMs: gateway('POSTRIDER_LIVE_POLL_MS', whole(100, 60 * second, 5 * second)).describe(
    'Polling interval for changes while a page is open, in milliseconds. A message over Redis starts a poll sooner.',
  ),
};
