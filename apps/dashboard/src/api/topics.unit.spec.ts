import { expect, it } from '@jest/globals';
import { topicsOf } from './topics.js';

it('a change names topics', () => {
  expect(topicsOf('{"topics":["deliveries","keys"]}')).toEqual(['deliveries', 'keys']);
});

it.each(['{"topics":["of a later version"]}', '{"topics":"deliveries"}', '{}', 'null', 'no JSON', ''])(
  'what is not understood changes nothing: %j',
  (data) => {
    expect(topicsOf(data)).toEqual([]);
  },
);
