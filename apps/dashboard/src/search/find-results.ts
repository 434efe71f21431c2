import type { Endpoint, EventType } from '@postrider/contracts';
import { matches } from '../shared/endpoint-state.js';
import { endpointTitle, shortUrl } from '../shared/endpoint-title.js';
import { idPrefixOf } from './id-kind.js';

/** A page that the search leads to. */
export interface Result {
  href: string;
  label: string;
  description?: string;
}

export interface ResultGroup {
  name: string;
  results: Result[];
}

export interface Searchable {
  endpoints: readonly Endpoint[];
  eventTypes: readonly Pick<EventType, 'type' | 'description'>[];
  /** Paths whose values are indexed. */
  paths: readonly string[];
}

const shownEndpoints = 6;
const shownTypes = 5;
/** Longer values are not indexed. */
const longestValue = 256;

const pages: readonly (Result & { words?: string })[] = [
  { href: '/', label: 'Overview' },
  { href: '/endpoints', label: 'Endpoints' },
  { href: '/deliveries', label: 'Deliveries' },
  { href: '/deliveries?status=failed', label: 'Failed deliveries', words: 'errors problems' },
  { href: '/deliveries?status=pending', label: 'Pending deliveries', words: 'waiting retrying' },
  { href: '/events', label: 'Events' },
  { href: '/event-types', label: 'Event types', words: 'catalogue schema' },
  { href: '/keys', label: 'API keys', words: 'tokens credentials' },
];

const actions: readonly (Result & { words?: string })[] = [
  { href: '/endpoints/new', label: 'Create an endpoint', words: 'add new webhook receiver url' },
  { href: '/event-types/new', label: 'Create an event type', words: 'add new' },
  { href: '/keys', label: 'Create an API key', words: 'add new token' },
];

/** What matches a query, the most exact first. Without a query: pages and actions. */
export function findResults(given: string, { endpoints, eventTypes, paths }: Searchable): ResultGroup[] {
  const query = given.trim();
  const ofId = resultOfId(query);
  const groups: ResultGroup[] = [
    { name: 'Go to', results: ofId ? [ofId] : [] },
    { name: 'Endpoints', results: query === '' ? [] : endpointsFor(query, endpoints) },
    { name: 'Event types', results: query === '' ? [] : typesFor(query, eventTypes) },
    { name: 'Events by value', results: query === '' || ofId ? [] : byValue(query, paths) },
    { name: 'Pages', results: named(query, pages) },
    { name: 'Actions', results: named(query, actions) },
  ];
  return groups.filter(({ results }) => results.length > 0);
}

function resultOfId(id: string): Result | undefined {
  switch (idPrefixOf(id)) {
    case 'evt':
      return { href: `/events/${id}`, label: 'Event', description: id };
    case 'whd':
      return { href: `/deliveries/${id}`, label: 'Delivery', description: id };
    case 'whe':
      return { href: `/endpoints/${id}`, label: 'Endpoint', description: id };
    case 'blk':
      return { href: `/deliveries/bulk/${id}`, label: 'Bulk operation', description: id };
    case 'key':
      return { href: '/keys', label: 'API keys', description: 'Keys have no page of their own.' };
    case 'org':
    case 'ses':
    case undefined:
      return undefined;
  }
}

const endpointsFor = (query: string, endpoints: readonly Endpoint[]): Result[] =>
  endpoints
    .filter((endpoint) => matches(endpoint, query))
    .slice(0, shownEndpoints)
    .map((endpoint) => ({
      href: `/endpoints/${endpoint.id}`,
      label: endpointTitle(endpoint),
      description: shortUrl(endpoint.url),
    }));

function typesFor(query: string, eventTypes: Searchable['eventTypes']): Result[] {
  const wanted = query.toLowerCase();
  return eventTypes
    .filter(({ type, description }) => `${type} ${description}`.toLowerCase().includes(wanted))
    .slice(0, shownTypes)
    .map(({ type, description }) => ({ href: `/event-types/${encodeURIComponent(type)}`, label: type, description }));
}

/** In quotation marks, so that the router takes a number for the text that it is. */
const byValue = (query: string, paths: readonly string[]): Result[] =>
  query.length > longestValue
    ? []
    : paths.map((path) => ({
        href: `/events?path=${encodeURIComponent(path)}&value=${encodeURIComponent(JSON.stringify(query))}`,
        label: `Events with ${path} ${query}`,
      }));

function named(query: string, all: readonly (Result & { words?: string })[]): Result[] {
  const words = query.toLowerCase().split(/\s+/);
  return all.flatMap(({ words: others = '', ...result }) => {
    const text = `${result.label} ${others}`.toLowerCase();
    return words.every((word) => text.includes(word)) ? result : [];
  });
}
