import type { EndpointHistoryEntry } from '@postrider/contracts';
import { absoluteTime } from '../parts/format.js';

type Actor = EndpointHistoryEntry['actor'];

const clients = { api: 'the API', dashboard: 'the dashboard', mcp: 'an agent', cli: 'the command line' } as const;

/** Who made a change: the key and the program, or Postrider. */
export function authorOf(actor: Actor): string {
  if (actor === null) return 'Postrider';
  const { via, key_id, key_name } = actor;
  if (key_id === null) return `an operator in ${clients[via]}`;
  return `${key_name ?? key_id}, through ${clients[via]}`;
}

const fieldNames: Readonly<Record<string, string>> = {
  url: 'URL',
  event_types: 'Events',
  description: 'Description',
  rate_limit: 'Rate limit',
};

/** A change in words, with its new values. */
export function changeOf({ type, data }: Pick<EndpointHistoryEntry, 'type' | 'data'>): {
  what: string;
  details: string[];
} {
  switch (type) {
    case 'EndpointCreated':
      return { what: 'Created', details: valuesIn(data) };
    case 'EndpointUpdated':
      return { what: 'Changed', details: valuesIn(data) };
    case 'EndpointActivated':
      return { what: 'Activated', details: [] };
    case 'EndpointDeactivated':
      return { what: 'Deactivated', details: reasonIn(data) };
    case 'EndpointSecretRotated':
      return {
        what: 'Signing secret rotated',
        details: [`The old secret is valid until ${absoluteTime(Date.parse(String(data.previous_secret_expires_at)))}`],
      };
    case 'EndpointPreviousSecretsExpired':
      return { what: 'Old signing secrets ended', details: [] };
    case 'EndpointDeleted':
      return { what: 'Deleted', details: [] };
  }
}

function valuesIn(data: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(fieldNames).flatMap(([field, name]) =>
    field in data ? `${name}: ${valueOf(data[field])}` : [],
  );
}

function valueOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === null || value === '' ? 'none' : `${value as string | number}`;
}

function reasonIn({ reason }: Readonly<Record<string, unknown>>): string[] {
  if (reason === 'gone') return ['The endpoint responded with 410 Gone'];
  return reason === 'failing' ? ['Every attempt failed for days'] : [];
}
