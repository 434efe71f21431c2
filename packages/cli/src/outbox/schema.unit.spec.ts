import { expect, it } from '@jest/globals';
import { outboxNames, outboxSql } from './schema.js';

it('a schema is a name, and is quoted', () => {
  expect(outboxNames('Order').table).toBe('"Order".postrider_outbox');
  for (const schema of ['', '1a', 'a-b', 'a"b', "a'b", 'a.b', 'ü', 'a'.repeat(64)]) {
    expect(() => outboxNames(schema)).toThrow('--schema: expected');
  }
});

it('a function that does not notify differs in nothing else', () => {
  const lines = (notify: boolean): string[] => outboxSql({ schema: 'public', notify }).split('\n');
  const silent = lines(false);
  expect(lines(true).filter((line) => !silent.includes(line))).toEqual([
    "  PERFORM pg_catalog.pg_notify('postrider_outbox', 'public');",
  ]);
});
