/** One entry of the catalogue: what an event type means and what its `data` looks like. */
export interface EventTypeDefinition {
  readonly type: string;
  readonly description: string;
  readonly example: Readonly<Record<string, unknown>>;
}

/** The built-in catalogue. An operator's file and each organization add to it. */
export const eventTypes = [
  {
    type: 'budget.threshold_reached',
    description: "Spend crossed one of a budget's thresholds.",
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
    description: "Spend passed a budget's cap.",
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
    description: 'A routing configuration was changed.',
    example: { routing_config_id: 'rc_41xz', name: 'default-chat', version: 7, changed: ['fallbacks'] },
  },
  {
    type: 'routing_config.deleted',
    description: 'A routing configuration was deleted.',
    example: { routing_config_id: 'rc_41xz', name: 'default-chat' },
  },
  {
    type: 'provider.health_changed',
    description: "An upstream provider's health state changed.",
    example: { provider: 'acme-inference', previous_state: 'healthy', state: 'degraded', error_rate: 0.12 },
  },
  {
    type: 'api_key.revoked',
    description: 'An API key was revoked.',
    example: { api_key_id: 'ak_77hd', name: 'staging', last_four: '9f3c' },
  },
  {
    type: 'request.anomaly_detected',
    description: 'A request looked anomalous.',
    example: { request_id: 'req_5c0p', signal: 'token_spike', score: 0.97, model: 'large-2' },
  },
  {
    type: 'experiment.completed',
    description: "A scheduled experiment's run finished. Fires on every run.",
    example: { experiment_id: 'exp_19ab', run_id: 'run_3', winner: 'variant_b', samples: 5000 },
  },
  {
    type: 'experiment.regression_detected',
    description:
      'An experiment run breached a threshold (cost, latency, error rate, judge-worse). Fires on the breach only; `signal_key` names it.',
    example: {
      experiment_id: 'exp_19ab',
      run_id: 'run_3',
      signal_key: 'latency_p95',
      threshold: 1200,
      observed: 1710,
    },
  },
] as const satisfies readonly EventTypeDefinition[];

/** Longer names fit neither a header nor a heading of Slack's. */
export const eventTypeNameLength = 128;

const segment = '[A-Za-z0-9_-]+';
const names = String.raw`${segment}(\.${segment})+`;
const prefixes = String.raw`${segment}(\.${segment})*\.\*`;
const name = new RegExp(`^${names}$`);
const prefix = new RegExp(`^${prefixes}$`);

/** What `isEventTypeName` and `isSubscription` take besides the length, for JSON Schema: regular expressions as text. */
export const eventTypePattern = name.source;
export const subscriptionPattern = String.raw`^(\*|${prefixes}|${names})$`;
/** The same for 1 to `max` subscriptions with commas between them. */
export const subscriptionsPattern = (max: number): string => {
  const one = String.raw`(\*|${prefixes}|${names})`;
  return `^${one}(,${one}){0,${String(max - 1)}}$`;
};

/** Whether text can be the name of an event type: `invoice.paid`, whether or not there is one. */
export const isEventTypeName = (text: string): boolean => text.length <= eventTypeNameLength && name.test(text);

/** Whether text can be a subscription: a type's name, a prefix such as `budget.*`, or `*`. */
export const isSubscription = (text: string): boolean =>
  text === '*' || isEventTypeName(text) || (text.length <= eventTypeNameLength && prefix.test(text));

/** Whether `pattern` (a type, `*`, or a prefix such as `budget.*`) covers `type`. */
export function subscriptionCovers(pattern: string, type: string): boolean {
  if (pattern === '*') return true;
  if (pattern.endsWith('.*')) return type.startsWith(pattern.slice(0, -1));
  return pattern === type;
}
