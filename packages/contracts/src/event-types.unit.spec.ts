import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  coversAny,
  eventTypeNameLength,
  eventTypePattern,
  eventTypes,
  isEventTypeName,
  isOperationalType,
  isSubscription,
  subscriptionCovers,
  subscriptionPattern,
  subscriptionsPattern,
} from './event-types.js';
import { operationalEventTypes } from './operational-events.js';

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
    const regression = eventTypes.find(({ type }) => type === 'experiment.regression_detected');
    expect(regression?.example).toHaveProperty('signal_key');
  });

  it('has names as they are prescribed for others', () => {
    expect(types.filter((type) => !isEventTypeName(type))).toEqual([]);
  });
});

describe('the name of an event type', () => {
  it.each(['invoice.paid', 'Invoice.Paid', 'a.b', 'invoice.line-item.added_2', '1.2', `a.${'b'.repeat(126)}`])(
    'may be %s',
    (name) => {
      expect(isEventTypeName(name)).toBe(true);
    },
  );

  it.each([
    ...['', 'invoice', '.paid', 'invoice.', 'invoice..paid', 'invoice.*', '*', 'invoice paid', 'in voice.paid'],
    ...['invoice.pâid', 'invoice.paid\n', 'invoice/paid.x', '"a".b', '__proto__', `a.${'b'.repeat(127)}`],
  ])('may not be %j', (name) => {
    expect(isEventTypeName(name)).toBe(false);
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

  it('to * does not cover what Postrider publishes about itself, which its own prefixes do', () => {
    const operational = Object.keys(operationalEventTypes);
    expect(operational.filter((type) => !isOperationalType(type))).toEqual([]);
    expect(operational.filter((type) => subscriptionCovers('*', type))).toEqual([]);
    expect(operational.filter((type) => subscriptionCovers('postrider.*', type))).toEqual(operational);
    expect(operational.filter((type) => subscriptionCovers('postrider.secret.*', type))).toEqual([
      'postrider.secret.expiring',
    ]);
    expect(isOperationalType('postmaster.x')).toBe(false);
  });

  it('to a prefix covers the types behind the dot', () => {
    expect(types.filter((type) => subscriptionCovers('budget.*', type))).toEqual([
      'budget.threshold_reached',
      'budget.exceeded',
    ]);
    expect(subscriptionCovers('budget.*', 'budget')).toBe(false);
    expect(subscriptionCovers('budget.*', 'budgets.exceeded')).toBe(false);
  });

  it('can match a type if it covers one; * always can', () => {
    const given = ['budget.exceeded', 'postrider.secret.expiring'];
    expect(['*', 'budget.*', 'postrider.*', 'invoice.*'].map((pattern) => coversAny(pattern, given))).toEqual([
      ...[true, true, true, false],
    ]);
    expect(coversAny('*', [])).toBe(true);
  });

  it.each(['*', 'routing_config.*', 'api_key.revoked', 'invoice.line_item.*', 'invoice.paid', 'BUDGET.*'])(
    'may be %s, whether or not there is such a type',
    (pattern) => {
      expect(isSubscription(pattern)).toBe(true);
    },
  );

  it.each(['', '.*', '**', '*.*', 'budget', 'budget.', 'budget*', 'budget.**', ' *', '*.exceeded', 'a.*.b'])(
    'may not be %j',
    (pattern) => {
      expect(isSubscription(pattern)).toBe(false);
    },
  );

  it('covers what begins with its prefix, and nothing else', () => {
    const segments = fc.array(fc.constantFrom('a', 'b', 'ab', '_', '-'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(segments, segments, (pattern, name) => {
        const begins = pattern.length < name.length && pattern.every((segment, i) => segment === name[i]);
        expect(subscriptionCovers(`${pattern.join('.')}.*`, name.join('.'))).toBe(begins);
        expect(subscriptionCovers(pattern.join('.'), name.join('.'))).toBe(pattern.join('.') === name.join('.'));
      }),
    );
  });
});

describe('the patterns of the OpenAPI document', () => {
  const part = fc.constantFrom('a', '.', '*', '-', '_', '.*', 'Z9', ' ', ',', '\n', 'é');
  const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));

  it('take what is taken as a name, a subscription or a list of them, and nothing else', () => {
    const [name, one, list] = [eventTypePattern, subscriptionPattern, subscriptionsPattern(3)].map(
      (pattern) => new RegExp(pattern, 'u'),
    );
    fc.assert(
      fc.property(text, (given) => {
        expect([given, name?.test(given)]).toEqual([given, isEventTypeName(given)]);
        expect([given, one?.test(given)]).toEqual([given, isSubscription(given)]);
        const parts = given.split(',');
        expect([given, list?.test(given)]).toEqual([given, parts.length <= 3 && parts.every(isSubscription)]);
      }),
    );
  });

  it('leave the length to maxLength', () => {
    const long = `${'a'.repeat(eventTypeNameLength)}.b`;
    expect(new RegExp(eventTypePattern).test(long)).toBe(true);
    expect([isEventTypeName(long), isSubscription(long)]).toEqual([false, false]);
  });
});
