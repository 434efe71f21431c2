import { Initial1764000000000 } from './1764000000000-initial.js';
import { ForwardTraceparent1764100000000 } from './1764100000000-forward-traceparent.js';
import { SearchablePaths1764200000000 } from './1764200000000-searchable-paths.js';
import { EndpointActors1764300000000 } from './1764300000000-endpoint-actors.js';
import { FirstAttempts1764400000000 } from './1764400000000-first-attempts.js';
import { AttemptDurations1764450000000 } from './1764450000000-attempt-durations.js';
import { BulkRequests1764600000000 } from './1764600000000-bulk-requests.js';
import { RequestFormats1764750000000 } from './1764750000000-request-formats.js';
import { Customers1764800000000 } from './1764800000000-customers.js';
import { Portal1764850000000 } from './1764850000000-portal.js';
import { OperationalEvents1764900000000 } from './1764900000000-operational-events.js';
import { OperationalSubscribers1764950000000 } from './1764950000000-operational-subscribers.js';
import { CustomerLimits1764970000000 } from './1764970000000-customer-limits.js';
import { Contacts1765000000000 } from './1765000000000-contacts.js';
import { OAuth1765100000000 } from './1765100000000-oauth.js';
import { BrowserOrigins1765200000000 } from './1765200000000-browser-origins.js';
import { Exports1765300000000 } from './1765300000000-exports.js';
import { RunningExports1765300000001 } from './1765300000001-running-exports.js';
import { ContactTests1765400000000 } from './1765400000000-contact-tests.js';

/** Oldest first. */
export const migrations = [
  Initial1764000000000,
  ForwardTraceparent1764100000000,
  SearchablePaths1764200000000,
  EndpointActors1764300000000,
  FirstAttempts1764400000000,
  AttemptDurations1764450000000,
  BulkRequests1764600000000,
  RequestFormats1764750000000,
  Customers1764800000000,
  Portal1764850000000,
  OperationalEvents1764900000000,
  OperationalSubscribers1764950000000,
  CustomerLimits1764970000000,
  Contacts1765000000000,
  OAuth1765100000000,
  BrowserOrigins1765200000000,
  Exports1765300000000,
  RunningExports1765300000001,
  ContactTests1765400000000,
];

/** As recorded in `schema_migrations`; each ends with its number. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

export const migrationNumber = (name: string): number => Number(/\d{13}$/.exec(name)?.[0]);
