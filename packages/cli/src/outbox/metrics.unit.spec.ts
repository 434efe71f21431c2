import { expect, it } from '@jest/globals';
import { metricsText } from './metrics.js';

it('metrics without a database have the counters alone', () => {
  const counts = { published: 3, refused: 1, failures: { gateway: 2, database: 4 } };
  const samples = (text: string): string[] => text.split('\n').filter((line) => /^[a-z]/.test(line));
  const counters = [
    'postrider_outbox_published_total 3',
    'postrider_outbox_refused_total 1',
    'postrider_outbox_failures_total{source="gateway"} 2',
    'postrider_outbox_failures_total{source="database"} 4',
  ];
  expect(samples(metricsText(counts, undefined))).toEqual(['postrider_outbox_database_up 0', ...counters]);
  expect(samples(metricsText(counts, { waiting: 7, refused: 5, oldest_seconds: null }))).toEqual([
    'postrider_outbox_database_up 1',
    'postrider_outbox_waiting_rows 7',
    'postrider_outbox_refused_rows 5',
    'postrider_outbox_oldest_seconds 0',
    ...counters,
  ]);
});
