import type { Metrics } from './metrics.js';

/** When background work last succeeded. The times are those of `performance.now()`. */
export function taskMetrics(metrics: Metrics, tasks: Readonly<Record<string, () => number | undefined>>): void {
  metrics.gauge(
    {
      name: 'postrider_task_last_success_timestamp_seconds',
      help: 'Time of the last successful step of background work, since 1970. The sweep of any dispatcher counts for all.',
      labels: ['task'],
    },
    () =>
      Object.entries(tasks).map(([task, lastSucceededAt]) => {
        const at = lastSucceededAt();
        return [{ task }, at === undefined ? undefined : (Date.now() - (performance.now() - at)) / 1_000] as const;
      }),
  );
}
