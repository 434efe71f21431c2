import { describe, expect, it } from '@jest/globals';
import * as contracts from '../index.js';
import { isOperation, type Operation } from './operation.js';

const operations: readonly Operation[] = Object.values<unknown>(contracts).filter(isOperation);
const examples = operations.flatMap((operation) =>
  operation.examples.map((example) => [`${operation.name}: ${example.summary}`, operation, example] as const),
);

describe('the examples', () => {
  it.each(operations.map((operation) => [operation.name, operation] as const))('show %s', (_, operation) => {
    expect(operation.examples.length).toBeGreaterThan(0);
  });

  it('have different names within an operation', () => {
    const names = examples.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(examples)('have a valid request and a complete response: %s', (_, operation, example) => {
    const { params = {}, query = {}, body = {}, response } = example;
    expect(operation.params.safeParse(params)).toMatchObject({ success: true });
    expect(operation.query.safeParse(query)).toMatchObject({ success: true });
    expect(operation.body.safeParse(body)).toMatchObject({ success: true });
    // An unknown field is missing in the parsed response.
    expect(operation.output.parse(response)).toEqual(response);
  });

  it.each(examples)('have ids that can be: %s', (_, _operation, example) => {
    const ids = JSON.stringify(example).match(/"(?:whe|whd|evt|blk)_[^"\\]*/g) ?? [];
    const wrong = ids.map((id) => id.slice(1)).filter((id) => contracts.idKind(id) === undefined);
    expect(wrong).toEqual([]);
  });
});
