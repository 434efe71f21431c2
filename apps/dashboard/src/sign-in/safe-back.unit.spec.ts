import { expect, it } from '@jest/globals';
import { safeBack } from './safe-back.js';

it('after signing in one comes back to a path of the page, with its filters', () => {
  expect(safeBack('/deliveries?status=failed&endpoint_id=whe_1')).toBe('/deliveries?status=failed&endpoint_id=whe_1');
  expect(safeBack('/')).toBe('/');
});

it.each([
  ['another site', 'https://evil.example/'],
  ['another site without a scheme', '//evil.example/'],
  ['what browsers take for that', '/\\evil.example'],
  ['a tab that they drop', '/\t/evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['the sign-in page itself', '/sign-in?back=/'],
  ['something relative', 'deliveries'],
  ['nothing', ''],
  ['no text', 7],
])('%s is no way back', (_, value) => {
  expect(safeBack(value)).toBeUndefined();
});
