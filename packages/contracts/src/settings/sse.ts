import { hour, second, whole, type SettingGroup } from './setting.js';

/** Both kinds of server-sent events. */
export const sse = {
  heartbeatMs: {
    env: 'POSTRIDER_LISTEN_HEARTBEAT_MS',
    usedBy: 'gateway',
    schema: whole(100, 600 * second, 15 * second),
    description: 'Interval between heartbeats, in milliseconds.',
  },
  stallMs: {
    env: 'POSTRIDER_LISTEN_STALL_MS',
    usedBy: 'gateway',
    schema: whole(100, 600 * second, 30 * second),
    description: 'How long a client may read nothing before it is disconnected, in milliseconds.',
  },
} as const satisfies SettingGroup;

/** `GET …/listen`: events as they are published. */
export const listen = {
  max: {
    env: 'POSTRIDER_LISTENERS',
    usedBy: 'gateway',
    schema: whole(0, 100_000, 200),
    description: 'Maximum number of open `GET …/listen` calls per gateway. Further calls get status 503.',
  },
  maxPerOrganization: {
    env: 'POSTRIDER_LISTENERS_PER_ORGANIZATION',
    usedBy: 'gateway',
    schema: whole(0, 100_000, 20),
    description:
      'Maximum number of open `GET …/listen` calls per organization and gateway. Further calls get status 429.',
  },
  pollMs: {
    env: 'POSTRIDER_LISTEN_POLL_MS',
    usedBy: 'gateway',
    schema: whole(10, 60 * second, 5 * second),
    description:
      'Polling interval for events that listeners wait for, in milliseconds. A message over Redis starts a poll sooner.',
  },
  lookbackMs: {
    env: 'POSTRIDER_LISTEN_LOOKBACK_MS',
    usedBy: 'gateway',
    schema: whole(second, hour, 30 * second),
    description:
      'Maximum time between the creation of an event id and its commit, in milliseconds. Listeners miss events that are committed later, so set it longer than any commit takes.',
  },
  waitingMax: {
    env: 'POSTRIDER_LISTEN_WAITING',
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 10_000),
    description: 'Maximum number of events that wait for one listener. A slower listener is disconnected.',
  },
} as const satisfies SettingGroup;

/** `GET …/live`: pages are told of changes. */
export const live = {
  max: {
    env: 'POSTRIDER_LIVE_STREAMS',
    usedBy: 'gateway',
    schema: whole(0, 100_000, 500),
    description:
      'Maximum number of open `GET …/live` calls (one for each open page) per gateway. Further calls get status 503.',
  },
  maxPerOrganization: {
    env: 'POSTRIDER_LIVE_STREAMS_PER_ORGANIZATION',
    usedBy: 'gateway',
    schema: whole(0, 100_000, 100),
    description:
      'Maximum number of open `GET …/live` calls per organization and gateway. Further calls get status 429.',
  },
  pollMs: {
    env: 'POSTRIDER_LIVE_POLL_MS',
    usedBy: 'gateway',
    schema: whole(100, 60 * second, 5 * second),
    description:
      'Polling interval for changes while a page is open, in milliseconds. A message over Redis starts a poll sooner.',
  },
} as const satisfies SettingGroup;
