import type { Customer, Endpoint, EventSummary, EventType } from '@postrider/contracts';
import { matches } from '../shared/endpoint-state.js';
import { endpointTitle, shortUrl } from '../shared/endpoint-title.js';
import { idPrefixOf } from './id-kind.js';
import { t } from '../texts/texts.js';

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

/** A path at which events have the query as their value. */
export interface ValueMatch {
  path: string;
  /** Given if there is no other one. */
  only?: Pick<EventSummary, 'id' | 'type' | 'customer'>;
}

export interface Searchable {
  endpoints: readonly Endpoint[];
  /** Those that the server found for the query. */
  customers: readonly Pick<Customer, 'id' | 'uid' | 'name'>[];
  eventTypes: readonly Pick<EventType, 'type' | 'description'>[];
  paths: readonly ValueMatch[];
  /** Whether any path is searchable. */
  hasPaths: boolean;
}

const shownEndpoints = 6;
const shownTypes = 5;

const pages: readonly (Result & { words?: string })[] = [
  { href: '/', label: t(($) => $.shell.pages.overview) },
  { href: '/endpoints', label: t(($) => $.shell.pages.endpoints) },
  { href: '/customers', label: t(($) => $.customers.title) },
  { href: '/deliveries', label: t(($) => $.shell.pages.deliveries) },
  {
    href: '/deliveries?status=failed',
    label: t(($) => $.search.pages.failedDeliveries),
    words: t(($) => $.search.pages.failedWords),
  },
  {
    href: '/deliveries?status=pending',
    label: t(($) => $.search.pages.pendingDeliveries),
    words: t(($) => $.search.pages.pendingWords),
  },
  { href: '/events', label: t(($) => $.shell.pages.events) },
  { href: '/event-types', label: t(($) => $.shell.pages.eventTypes), words: t(($) => $.search.pages.typesWords) },
  { href: '/keys', label: t(($) => $.search.pages.keys), words: t(($) => $.search.pages.keysWords) },
  { href: '/settings', label: t(($) => $.shell.pages.settings), words: t(($) => $.search.pages.settingsWords) },
];

const actions: readonly (Result & { words?: string })[] = [
  {
    href: '/endpoints/new',
    label: t(($) => $.search.pages.createEndpoint),
    words: t(($) => $.search.pages.createEndpointWords),
  },
  {
    href: '/customers?create=true',
    label: t(($) => $.customers.create),
    words: t(($) => $.search.pages.createCustomerWords),
  },
  {
    href: '/event-types/new',
    label: t(($) => $.search.pages.createType),
    words: t(($) => $.search.pages.createTypeWords),
  },
  { href: '/keys', label: t(($) => $.search.pages.createKey), words: t(($) => $.search.pages.createKeyWords) },
];

/** What matches a query, the most exact first. Without a query: pages and actions. */
export function findResults(
  given: string,
  { endpoints, customers, eventTypes, paths, hasPaths }: Searchable,
): ResultGroup[] {
  const query = given.trim();
  const ofId = resultOfId(query);
  const groups: ResultGroup[] = [
    { name: t(($) => $.search.groups.goTo), results: ofId ? [ofId] : [] },
    { name: t(($) => $.shell.pages.endpoints), results: query === '' ? [] : endpointsFor(query, endpoints) },
    {
      name: t(($) => $.customers.title),
      results: customers.map(({ id, uid, name }) => ({
        href: `/customers/${id}`,
        label: uid,
        ...(name !== null && { description: name }),
      })),
    },
    { name: t(($) => $.shell.pages.eventTypes), results: query === '' ? [] : typesFor(query, eventTypes) },
    { name: t(($) => $.search.groups.byValue), results: query === '' || ofId ? [] : byValue(query, paths) },
    { name: t(($) => $.search.groups.pages), results: named(query, pages) },
    { name: t(($) => $.search.groups.actions), results: named(query, actions) },
  ];
  const found = groups.filter(({ results }) => results.length > 0);
  return found.length === 0 && query !== '' && !hasPaths ? [makeSearchable] : found;
}

function resultOfId(id: string): Result | undefined {
  switch (idPrefixOf(id)) {
    case 'evt':
      return { href: `/events/${id}`, label: t(($) => $.search.kinds.evt), description: id };
    case 'whd':
      return { href: `/deliveries/${id}`, label: t(($) => $.search.kinds.whd), description: id };
    case 'whe':
      return { href: `/endpoints/${id}`, label: t(($) => $.search.kinds.whe), description: id };
    case 'blk':
      return { href: `/deliveries/bulk/${id}`, label: t(($) => $.search.kinds.blk), description: id };
    case 'cus':
      return { href: `/customers/${id}`, label: t(($) => $.search.kinds.cus), description: id };
    case 'key':
      return { href: '/keys', label: t(($) => $.search.pages.keys), description: t(($) => $.search.keysNote) };
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
      description: [endpoint.customer?.uid, shortUrl(endpoint.url)].filter((text) => text !== undefined).join(' · '),
    }));

function typesFor(query: string, eventTypes: Searchable['eventTypes']): Result[] {
  const wanted = query.toLowerCase();
  return eventTypes
    .filter(({ type, description }) => `${type} ${description}`.toLowerCase().includes(wanted))
    .slice(0, shownTypes)
    .map(({ type, description }) => ({ href: `/event-types/${encodeURIComponent(type)}`, label: type, description }));
}

const byValue = (query: string, paths: readonly ValueMatch[]): Result[] =>
  paths.map(({ path, only }) => {
    if (only === undefined) return eventsWith(path, query);
    return {
      href: `/events/${encodeURIComponent(only.id)}`,
      label: t(($) => $.search.oneWithValue, { path, value: query }),
      description: [only.type, only.customer?.uid].filter((text) => text !== undefined).join(' · '),
    };
  });

/** In quotation marks, so that the router takes a number for the text that it is. */
const eventsWith = (path: string, query: string): Result => ({
  href: `/events?path=${encodeURIComponent(path)}&value=${encodeURIComponent(JSON.stringify(query))}`,
  label: t(($) => $.search.withValue, { path, value: query }),
});

/** How events become findable by a value. */
const makeSearchable: ResultGroup = {
  name: t(($) => $.search.groups.byValue),
  results: [
    {
      href: '/events?paths=true',
      label: t(($) => $.search.makeSearchable),
      description: t(($) => $.search.makeSearchableNote),
    },
  ],
};

function named(query: string, all: readonly (Result & { words?: string })[]): Result[] {
  const words = query.toLowerCase().split(/\s+/);
  return all.flatMap(({ words: others = '', ...result }) => {
    const text = `${result.label} ${others}`.toLowerCase();
    return words.every((word) => text.includes(word)) ? result : [];
  });
}
