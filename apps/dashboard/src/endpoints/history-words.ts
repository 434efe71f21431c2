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

/** What a creation does not record. */
const defaults: Readonly<Record<string, unknown>> = { envelope: 'default', metadata: {}, all_customers: false };

type Entry = Pick<EndpointHistoryEntry, 'type' | 'data'>;

export interface ChangedValue {
  name: string;
  /** Undefined if the value is the first one, or if the earlier entries that have it are unknown. */
  from: string | undefined;
  to: string;
}

interface Change {
  what: string;
  values: ChangedValue[];
  details: string[];
}

/** A change in words, with its values and those before. `earlier` are the known entries before it, newest first. */
export function changeOf({ type, data }: Entry, earlier: readonly Entry[]): Change {
  const values = type === 'EndpointCreated' || type === 'EndpointUpdated' ? valuesIn(data, earlier) : [];
  return { ...wordsOf({ type, data }), values };
}

function wordsOf({ type, data }: Entry): Omit<Change, 'values'> {
  switch (type) {
    case 'EndpointCreated':
      return { what: t(($) => $.endpoints.history.created), details: [] };
    case 'EndpointUpdated':
      return { what: t(($) => $.endpoints.history.changed), details: [] };
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

function valuesIn(data: Entry['data'], earlier: readonly Entry[]): ChangedValue[] {
  return Object.entries(fieldNames).flatMap(([field, name]) =>
    field in data ? { name, from: valueBefore(field, earlier), to: valueOf(data[field]) } : [],
  );
}

function valueBefore(field: string, earlier: readonly Entry[]): string | undefined {
  const last = earlier.find(({ type, data }) => field in data || type === 'EndpointCreated');
  if (last === undefined) return undefined;
  return valueOf(field in last.data ? last.data[field] : (defaults[field] ?? null));
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

function reasonIn({ reason }: Entry['data']): string[] {
  if (reason === 'gone') return [t(($) => $.endpoints.history.gone)];
  if (reason === 'customer_inactive') return [t(($) => $.endpoints.history.customerInactive)];
  return reason === 'failing' ? [t(($) => $.endpoints.history.failing)] : [];
}
