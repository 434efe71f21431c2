import type { EndpointHistoryEntry } from '@postrider/contracts';
import { absoluteTime } from '../parts/format.js';
import { t } from '../texts/texts.js';

const fieldNames: Readonly<Record<string, string>> = {
  url: t(($) => $.endpoints.facts.url),
  name: t(($) => $.endpoints.facts.name),
  event_types: t(($) => $.endpoints.facts.events),
  description: t(($) => $.endpoints.facts.description),
  rate_limit: t(($) => $.endpoints.facts.rateLimit),
  envelope: t(($) => $.endpoints.facts.envelope),
  uid: t(($) => $.endpoints.facts.uid),
  all_customers: t(($) => $.endpoints.facts.customers),
  metadata: t(($) => $.endpoints.facts.metadata),
};

/** A change in words, with its new values. */
export function changeOf({ type, data }: Pick<EndpointHistoryEntry, 'type' | 'data'>): {
  what: string;
  details: string[];
} {
  switch (type) {
    case 'EndpointCreated':
      return { what: t(($) => $.endpoints.history.created), details: valuesIn(data) };
    case 'EndpointUpdated':
      return { what: t(($) => $.endpoints.history.changed), details: valuesIn(data) };
    case 'EndpointActivated':
      return { what: t(($) => $.endpoints.history.activated), details: [] };
    case 'EndpointDeactivated':
      return { what: t(($) => $.endpoints.history.deactivated), details: reasonIn(data) };
    case 'EndpointSecretRotated':
      return {
        what: t(($) => $.endpoints.history.rotated),
        details: [
          t(($) => $.endpoints.history.rotatedUntil, {
            time: absoluteTime(Date.parse(String(data.previous_secret_expires_at))),
          }),
        ],
      };
    case 'EndpointPreviousSecretsExpired':
      return { what: t(($) => $.endpoints.history.ended), details: [] };
    case 'EndpointDeleted':
      return { what: t(($) => $.endpoints.history.deleted), details: [] };
  }
}

function valuesIn(data: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(fieldNames).flatMap(([field, name]) =>
    field in data ? t(($) => $.endpoints.history.value, { name, value: valueOf(data[field]) }) : [],
  );
}

function valueOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (value === null || value === '' || value === false) return t(($) => $.endpoints.history.noValue);
  if (value === true) return t(($) => $.endpoints.facts.everyCustomer);
  if (typeof value === 'object') return pairsIn(value);
  return `${value as string | number}`;
}

function pairsIn(metadata: object): string {
  const pairs = Object.entries(metadata).map(([name, value]) =>
    t(($) => $.endpoints.history.value, { name, value: String(value) }),
  );
  return pairs.length === 0 ? t(($) => $.endpoints.history.noValue) : pairs.join(', ');
}

function reasonIn({ reason }: Readonly<Record<string, unknown>>): string[] {
  if (reason === 'gone') return [t(($) => $.endpoints.history.gone)];
  if (reason === 'customer_inactive') return [t(($) => $.endpoints.history.customerInactive)];
  return reason === 'failing' ? [t(($) => $.endpoints.history.failing)] : [];
}
