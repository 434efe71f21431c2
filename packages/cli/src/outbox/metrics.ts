import type { RelayCounts } from './relay.js';
import type { Lag } from './rows.js';

/** Metrics in the text format of Prometheus. Without a lag, the database does not respond. */
export function metricsText({ published, refused, failures }: RelayCounts, lag: Lag | undefined): string {
  const metrics = [
    metric('postrider_outbox_database_up', 'gauge', 'Whether the database responds.', [['', lag ? 1 : 0]]),
    ...(lag
      ? [
          metric('postrider_outbox_waiting_rows', 'gauge', 'Rows that wait to be published.', [['', lag.waiting]]),
          metric('postrider_outbox_refused_rows', 'gauge', 'Rows that the API refused.', [['', lag.refused]]),
          metric('postrider_outbox_oldest_seconds', 'gauge', 'Age of the first waiting row; 0 without one.', [
            ['', lag.oldest_seconds ?? 0],
          ]),
        ]
      : []),
    metric('postrider_outbox_published_total', 'counter', 'Rows that this relay has published.', [['', published]]),
    metric('postrider_outbox_refused_total', 'counter', 'Refusals since the start of this relay.', [['', refused]]),
    metric('postrider_outbox_failures_total', 'counter', 'Attempts that failed, and are repeated.', [
      ['{source="gateway"}', failures.gateway],
      ['{source="database"}', failures.database],
    ]),
  ];
  return metrics.join('');
}

function metric(name: string, type: string, help: string, samples: readonly (readonly [string, number])[]): string {
  const lines = samples.map(([labels, value]) => `${name}${labels} ${String(value)}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}
