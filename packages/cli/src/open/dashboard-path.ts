import { idKind, type IdKind } from '@postrider/contracts';
import { UsageError } from '../usage-error.js';

const pages: Readonly<Record<string, string>> = {
  overview: '/',
  endpoints: '/endpoints',
  deliveries: '/deliveries',
  events: '/events',
  'event-types': '/event-types',
  customers: '/customers',
  operations: '/deliveries/bulk',
  keys: '/keys',
  settings: '/settings',
};

/** The kinds of objects with a page. */
const folders: Partial<Record<IdKind, string>> = {
  endpoint: '/endpoints',
  delivery: '/deliveries',
  event: '/events',
  customer: '/customers',
  bulkOperation: '/deliveries/bulk',
};

export interface Named {
  event?: string | undefined;
  customer?: string | undefined;
  eventType?: string | undefined;
}

/** The path of a page or an object in the dashboard. Ids of your own are named by what they are. */
export function dashboardPath(what: string | undefined, { event, customer, eventType }: Named): string {
  const given = [
    ...(what === undefined ? [] : [pathOf(what)]),
    ...[at('/events', event), at('/customers', customer), at('/event-types', eventType)].flat(),
  ];
  if (given.length > 1) throw new UsageError('expected one page or object');
  return given[0] ?? '/';
}

const at = (folder: string, id: string | undefined): string[] =>
  id === undefined ? [] : [`${folder}/${encodeURIComponent(id)}`];

function pathOf(what: string): string {
  const page = Object.hasOwn(pages, what) ? pages[what] : undefined;
  if (page !== undefined) return page;
  const kind = idKind(what);
  const folder = kind && folders[kind];
  if (folder !== undefined) return `${folder}/${what}`;
  throw new UsageError(
    `${what}: expected an id (whe_…, whd_…, evt_…, cus_… or blk_…), or one of ${Object.keys(pages).join(', ')}. Other ids: postrider open --help`,
  );
}
