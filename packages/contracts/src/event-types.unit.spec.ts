import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventTypes, findEventType, isSubscription, subscriptionCovers } from './event-types.js';

const types = eventTypes.map(({ type }) => type);

describe('the catalogue', () => {
  it('holds the ten event types of the conventions, each described, each with an example', () => {
    expect(types.toSorted()).toEqual([
      'api_key.revoked',
      'budget.exceeded',
      'budget.threshold_reached',
      'experiment.completed',
      'experiment.regression_detected',
      'provider.health_changed',
      'request.anomaly_detected',
      'routing_config.created',
      'routing_config.deleted',
      'routing_config.updated',
    ]);
    for (const { description, example } of eventTypes) {
      expect(description).toMatch(/\.$/);
      expect(Object.keys(example)).not.toHaveLength(0);
    }
  });

  it('names the signal in the example of a regression', () => {
    expect(findEventType('experiment.regression_detected')?.example).toHaveProperty('signal_key');
  });

  it('finds an entry by its type, and none by anything else', () => {
    expect(findEventType('budget.exceeded')?.type).toBe('budget.exceeded');
    for (const unknown of ['', 'budget', 'budget.*', '*', 'Budget.Exceeded', 'constructor', '__proto__']) {
      expect(findEventType(unknown)).toBeUndefined();
    }
  });
});

describe('a subscription', () => {
  it('to a type covers that type alone', () => {
    for (const pattern of types) {
      expect(types.filter((type) => subscriptionCovers(pattern, type))).toEqual([pattern]);
    }
  });

  it('to * covers every type', () => {
    expect(types.filter((type) => subscriptionCovers('*', type))).toEqual(types);
  });

  it('to a prefix covers the types behind the dot', () => {
    expect(types.filter((type) => subscriptionCovers('budget.*', type))).toEqual([
      'budget.threshold_reached',
      'budget.exceeded',
    ]);
    expect(subscriptionCovers('budget.*', 'budget')).toBe(false);
    expect(subscriptionCovers('budget.*', 'budgets.exceeded')).toBe(false);
  });

  it.each(['*', 'routing_config.*', 'api_key.revoked'])('%s is one', (pattern) => {
    expect(isSubscription(pattern)).toBe(true);
  });

  it.each([
    '',
    '.*',
    '**',
    'budget',
    'budget.',
    'budget*',
    'bud.*',
    'budget.exceeded.*',
    'BUDGET.*',
    ' *',
    '*.exceeded',
  ])('%j is none: it covers nothing', (pattern) => {
    expect(isSubscription(pattern)).toBe(false);
  });

  it('is one exactly if it covers a type', () => {
    const pattern = fc.oneof(
      fc.string(),
      fc.constantFrom(...types),
      fc
        .tuple(fc.constantFrom(...types), fc.nat(20), fc.constantFrom('', '*', '.*'))
        .map(([type, end, tail]) => type.slice(0, end) + tail),
    );
    fc.assert(
      fc.property(pattern, (text) => {
        const covered = types.filter((type) => {
          if (text === '*') return true;
          return text.endsWith('.*') ? type.startsWith(text.slice(0, -1)) : type === text;
        });
        expect(isSubscription(text)).toBe(covered.length > 0);
      }),
    );
  });
});
