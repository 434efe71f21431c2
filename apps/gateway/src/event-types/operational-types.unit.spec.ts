import { operationalEventTypes } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { Catalogue } from './catalogue.js';
import { compiled } from './compiled-schemas.js';
import { definitionProblems } from './definition-problems.js';
import { sharedEventTypes } from './shared-event-types.js';

const types = Object.values(operationalEventTypes);
const schemaMaxSteps = 100_000;

describe('the types of operational events', () => {
  it.each(types)('have examples that are valid by their schemas: $type', ({ example, schema }) => {
    expect(definitionProblems({ example }, compiled(schema), schemaMaxSteps)).toEqual([]);
  });

  it('are in every catalogue, also without the built-in types', () => {
    const shared = sharedEventTypes({
      builtIn: false,
      file: undefined,
      schemaMaxSteps,
      max: 100,
      schemaCacheBytes: 0,
      openApiMaxBytes: 0,
    });
    const catalogue = new Catalogue(shared, []);
    expect(catalogue.all.map(({ view }) => view.type)).toEqual(types.map(({ type }) => type));
    expect(catalogue.covers('postrider.*')).toBe(true);
    expect(catalogue.covers('postrider.*', ['*'])).toBe(false);
    expect(catalogue.covers('postrider.*', ['postrider.endpoint.*'])).toBe(true);
  });
});
