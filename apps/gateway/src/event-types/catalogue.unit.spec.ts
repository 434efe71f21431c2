import { eventTypes } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Catalogue, KnownEventType } from './catalogue.js';

const known = (type: string, source: KnownEventType['source'], description = ''): KnownEventType =>
  new KnownEventType({ type, description, example: {}, schema: null, created_at: null, updated_at: null }, source);

const types = eventTypes.map(({ type }) => type);
const builtIn = types.map((type) => known(type, 'built_in'));

describe('a catalogue', () => {
  it('finds a type by its exact name only', () => {
    const catalogue = new Catalogue(builtIn, [known('invoice.paid', 'organization')]);
    expect(catalogue.find('budget.exceeded')?.source).toBe('built_in');
    expect(catalogue.find('invoice.paid')?.source).toBe('organization');
    for (const unknown of ['', 'budget', 'budget.*', '*', 'Budget.Exceeded', 'constructor', '__proto__']) {
      expect(catalogue.find(unknown)).toBeUndefined();
    }
  });

  it("lists shared types before the organization's own, which replace shared ones of the same name", () => {
    const shared = [known('a.b', 'built_in'), known('c.d', 'operator')];
    const catalogue = new Catalogue(shared, [known('c.d', 'organization', 'own'), known('a.a', 'organization')]);
    expect(catalogue.all.map(({ view }) => [view.type, view.source])).toEqual([
      ['a.b', 'built_in'],
      ['c.d', 'organization'],
      ['a.a', 'organization'],
    ]);
  });

  it.each(['*', 'routing_config.*', 'api_key.revoked', 'invoice.*'])('covers %s', (pattern) => {
    expect(new Catalogue(builtIn, [known('invoice.paid', 'organization')]).covers(pattern)).toBe(true);
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
  ])('does not cover %j: no type matches', (pattern) => {
    expect(new Catalogue(builtIn, []).covers(pattern)).toBe(false);
  });

  it('covers * even when it is empty', () => {
    expect(new Catalogue([], []).covers('*')).toBe(true);
    expect(new Catalogue([], []).covers('budget.*')).toBe(false);
  });

  it('covers a pattern if and only if it matches a type', () => {
    const catalogue = new Catalogue(builtIn, []);
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
        expect(catalogue.covers(text)).toBe(covered.length > 0);
      }),
    );
  });
});
