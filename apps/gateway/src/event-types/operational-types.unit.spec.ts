import { operationalEventTypes } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { Catalogue } from './catalogue.js';
import { compiled } from './compiled-schemas.js';
import { definitionProblems } from './definition-problems.js';
import { sharedEventTypes } from './shared-event-types.js';

const types = Object.values(operationalEventTypes);
const schemaMaxSteps = 100_000;
const shared = sharedEventTypes({
  builtIn: false,
  file: undefined,
  schemaMaxSteps,
  max: 100,
  schemaCacheBytes: 0,
  openApiMaxBytes: 0,
});

describe('the types of operational events', () => {
  it.each(types)('have examples that are valid by their schemas: $type', ({ example, schema }) => {
    expect(definitionProblems({ example }, compiled(schema), schemaMaxSteps)).toEqual([]);
  });

  it('are in every catalogue, also without the built-in types', () => {
    const catalogue = new Catalogue(shared, []);
    expect(catalogue.all.map(({ view }) => view.type)).toEqual(types.map(({ type }) => type));
    expect(catalogue.covers('postrider.*')).toBe(true);
    expect(catalogue.ofCustomer(['*']).covers('postrider.*')).toBe(false);
    expect(catalogue.ofCustomer(['postrider.endpoint.*']).covers('postrider.*')).toBe(true);
  });

  it.each([[null], [['*', 'postrider.*']]])(
    'are in the catalogue of a customer without those of the organization alone: %j',
    (allowed) => {
      const ofCustomer = new Catalogue(shared, []).ofCustomer(allowed);
      expect(ofCustomer.all.map(({ view }) => view.type)).toEqual([
        'postrider.endpoint.failing',
        'postrider.endpoint.recovered',
        'postrider.endpoint.deactivated',
        'postrider.delivery.failed',
        'postrider.secret.expiring',
      ]);
      for (const pattern of ['postrider.*', 'postrider.endpoint.*', 'postrider.secret.expiring']) {
        expect(ofCustomer.covers(pattern)).toBe(true);
      }
      for (const pattern of ['postrider.backlog.aging', 'postrider.backlog.*', 'postrider.operation.completed']) {
        expect(ofCustomer.covers(pattern)).toBe(false);
      }
    },
  );

  it('tell a customer neither of Postrider nor of other organizations', () => {
    for (const { definition } of new Catalogue(shared, []).ofCustomer(null).all) {
      expect(definition.description).not.toMatch(/Postrider|organization|operator/i);
    }
  });
});
