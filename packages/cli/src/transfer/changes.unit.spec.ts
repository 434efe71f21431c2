import { expect, it } from '@jest/globals';
import { changesOf, isEmpty } from './changes.js';

it('changes are the given fields that differ', () => {
  const existing = { name: 'a', metadata: { x: '1', y: '2' }, types: ['a', 'b'], other: 1 };
  expect(changesOf({ name: 'a', metadata: { y: '2', x: '1' }, types: ['a', 'b'] }, existing)).toEqual({});
  expect(changesOf({ name: undefined, metadata: { x: '1' }, types: ['b', 'a'] }, existing)).toEqual({
    metadata: { x: '1' },
    types: ['b', 'a'],
  });
  expect([isEmpty({}), isEmpty({ name: null })]).toEqual([true, false]);
});
