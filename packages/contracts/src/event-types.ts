/** An event type of the catalogue with an example of its `data`. */
export interface EventTypeDefinition {
  readonly type: string;
  readonly description: string;
  readonly example: Readonly<Record<string, unknown>>;
}

/** The built-in catalogue. An operator's file and each organization add to it. */
export const eventTypes = [
  {
    type: 'budget.threshold_reached',
    description: 'Spend crossed a threshold of a budget.',
    example: {
      budget_id: 'bud_8f2k1',
      name: 'Production',
      threshold_percent: 80,
      spend_usd: 812.4,
      cap_usd: 1000,
      period: '2026-11',
    },
  },
  {
    type: 'budget.exceeded',
    description: 'Spend exceeded the cap of a budget.',
    example: {
      budget_id: 'bud_8f2k1',
      name: 'Production',
      spend_usd: 1003.17,
      cap_usd: 1000,
      period: '2026-11',
    },
  },
  {
    type: 'routing_config.created',
    description: 'A routing configuration was created.',
    example: { routing_config_id: 'rc_41xz', name: 'default-chat', version: 1 },
  },
  {
    type: 'routing_config.updated',
    description: 'A routing configuration was updated.',
    example: { routing_config_id: 'rc_41xz', name: 'default-chat', version: 7, changed: ['fallbacks'] },
  },
  {
    type: 'routing_config.deleted',
    description: 'A routing configuration was deleted.',
    example: { routing_config_id: 'rc_41xz', name: 'default-chat' },
  },
  {
    type: 'provider.health_changed',
    description: 'The health state of an upstream provider changed.',
    example: { provider: 'acme-inference', previous_state: 'healthy', state: 'degraded', error_rate: 0.12 },
  },
  {
    type: 'api_key.revoked',
    description: 'An API key was revoked.',
    example: { api_key_id: 'ak_77hd', name: 'staging', last_four: '9f3c' },
  },
  {
    type: 'request.anomaly_detected',
    description: 'An anomaly was detected in a request.',
    example: { request_id: 'req_5c0p', signal: 'token_spike', score: 0.97, model: 'large-2' },
  },
  {
    type: 'experiment.completed',
    description: 'A run of a scheduled experiment finished. Sent after every run.',
    example: { experiment_id: 'exp_19ab', run_id: 'run_3', winner: 'variant_b', samples: 5000 },
  },
  {
    type: 'experiment.regression_detected',
    description:
      'A run of an experiment breached a threshold (cost, latency, error rate, judge-worse). Sent only on a breach; `signal_key` names the threshold.',
    example: {
      experiment_id: 'exp_19ab',
      run_id: 'run_3',
      signal_key: 'latency_p95',
      threshold: 1200,
      observed: 1710,
    },
  },
] as const satisfies readonly EventTypeDefinition[];

/** The limit of Slack headings; headers allow more. */
export const eventTypeNameLength = 128;

const segment = '[A-Za-z0-9_-]+';
const names = String.raw`${segment}(\.${segment})+`;
const prefixes = String.raw`${segment}(\.${segment})*\.\*`;
const subscription = String.raw`(\*|${prefixes}|${names})`;
const name = new RegExp(`^${names}$`);
const prefix = new RegExp(`^${prefixes}$`);

/** The patterns of `isEventTypeName` and `isSubscription` for JSON Schema, without the length. */
export const eventTypePattern = name.source;
export const subscriptionPattern = `^${subscription}$`;
/** The pattern of 1 to `max` subscriptions separated by commas. */
export const subscriptionsPattern = (max: number): string =>
  `^${subscription}(,${subscription}){0,${String(max - 1)}}$`;

/** Returns whether text is a well-formed name of an event type, such as `invoice.paid`. */
export const isEventTypeName = (text: string): boolean => text.length <= eventTypeNameLength && name.test(text);

/** Returns whether text is a well-formed subscription: the name of a type, a prefix such as `budget.*`, or `*`. */
export const isSubscription = (text: string): boolean =>
  text === '*' || isEventTypeName(text) || (text.length <= eventTypeNameLength && prefix.test(text));

/** The types of events that Postrider publishes about itself begin with it. Nobody else may use it. */
export const operationalPrefix = 'postrider.';

/** Returns whether Postrider publishes events of this type about itself. */
export const isOperationalType = (type: string): boolean => type.startsWith(operationalPrefix);

/** Returns whether a subscription covers `type`. Events of Postrider about itself have to be named: `*` does not cover them. */
export function subscriptionCovers(pattern: string, type: string): boolean {
  if (pattern === '*') return !isOperationalType(type);
  if (pattern.endsWith('.*')) return type.startsWith(pattern.slice(0, -1));
  return pattern === type;
}

/** Returns whether a subscription can match one of the types; if it cannot, it is a typing error. */
export function coversAny(pattern: string, types: Iterable<string>): boolean {
  return pattern === '*' || [...types].some((type) => subscriptionCovers(pattern, type));
}
