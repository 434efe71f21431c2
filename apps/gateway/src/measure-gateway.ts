import type { INestApplication } from '@nestjs/common';
import type { Database, DatabaseClock } from '@postrider/event-store';
import { databaseMetrics, healthMetrics, taskMetrics, type Metrics } from '@postrider/process';
import { ContactMessages } from './contacts/contact-messages.js';
import { healthStates, Readiness } from './health/readiness.js';
import { Maintenance } from './maintenance/maintenance.js';
import { OperationalEvents } from './operational-events/operational-events.js';
import { Publisher } from './publish/publisher.js';
import { Enqueuer } from './queues/enqueuer.js';
import { CLOCK, DATABASE } from './tokens.js';

/** What a scrape of a gateway reads. */
export function measureGateway(metrics: Metrics, app: Pick<INestApplication, 'get'>): void {
  const [readiness, maintenance] = [app.get(Readiness), app.get(Maintenance)];
  const contacts = app.get(ContactMessages);
  const operationalEvents = app.get(OperationalEvents);
  const [publisher, enqueuer] = [app.get(Publisher), app.get(Enqueuer)];
  healthMetrics(metrics, healthStates, () => readiness.check());
  databaseMetrics(metrics, { database: app.get<Database>(DATABASE), clock: app.get<DatabaseClock>(CLOCK) });
  taskMetrics(metrics, {
    maintenance: () => maintenance.lastSucceededAt,
    contacts: () => contacts.lastSucceededAt,
    operational_events: () => operationalEvents.lastSucceededAt,
  });
  metrics.gauge(
    {
      name: 'postrider_operational_events_lag_seconds',
      help: 'Age of the last fact that the gateway has read for events about Postrider itself, while there are more; otherwise 0.',
    },
    () => operationalEvents.lagMs / 1_000,
  );
  metrics.gauge(
    { name: 'postrider_publish_waiting_calls', help: 'Publish calls that wait for a batch.' },
    () => publisher.waiting,
  );
  metrics.gauge(
    { name: 'postrider_enqueue_waiting_attempts', help: 'Committed attempts whose jobs are not in Redis yet.' },
    () => enqueuer.waiting,
  );
  metrics.counted(
    {
      name: 'postrider_enqueue_failed_attempts_total',
      help: 'Committed attempts whose jobs could not be added to Redis, and are left to the sweep.',
    },
    () => enqueuer.failed,
  );
}
