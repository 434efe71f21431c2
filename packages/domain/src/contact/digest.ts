import type { EndpointData } from '@postrider/contracts';
import type { OperationalEvent } from '../operational-event/operational-event.js';

/** An event of a digest. Its data are as they were stored. */
export type DigestEvent = { [E in OperationalEvent as E['type']]: Pick<E, 'type' | 'data'> }[OperationalEvent['type']];

/** What a message to a contact says of one endpoint, or of the organization. */
export interface DigestSection {
  /** Name of the endpoint, its URL if it has none, or what the section is about. */
  title: string;
  /** The customer's own id, if the endpoint belongs to one. */
  customer: string | undefined;
  lines: string[];
}

export interface DigestContent {
  /** The essential in some words, such as `2 endpoints failing`. */
  headline: string;
  sections: DigestSection[];
  /** Sections and events that are left out. */
  more: number;
}

/** Sections of one message. */
const maxSections = 50;
/** Parts of a headline. */
const maxParts = 2;

const lineOrder = ['state', 'deactivated', 'deliveries', 'secret'] as const;
type LineName = (typeof lineOrder)[number];

interface EndpointDigest {
  endpoint: EndpointData;
  state: 'failing' | 'recovered' | undefined;
  isDeactivated: boolean;
  failedDeliveries: number;
  isExpiring: boolean;
  lines: Map<LineName, string>;
}

/** Groups events by endpoint, those that fail first. Of two events of a type, the later one counts. */
export function composeDigest(events: readonly DigestEvent[], leftOut: number): DigestContent {
  const endpoints = new Map<string, EndpointDigest>();
  const general: string[] = [];
  for (const event of events) {
    if (event.type === 'postrider.operation.completed') {
      const { kind, status, processed, skipped } = event.data;
      const what = { replay: 'A bulk replay', recover: 'A recovery', export: 'An export' }[kind];
      const how = status === 'cancelled' ? 'was cancelled' : 'is completed';
      general.push(
        `${what} ${how}: ${counted(processed, 'delivery', 'deliveries')} processed, ${String(skipped)} skipped.`,
      );
    } else if (event.type === 'postrider.backlog.aging') {
      const { due_deliveries, oldest_due_at } = event.data;
      general.push(
        `Deliveries wait too long: ${counted(due_deliveries, 'is', 'are')} due, the oldest since ${shown(oldest_due_at)}.`,
      );
    } else {
      const { endpoint_id } = event.data;
      const known = endpoints.get(endpoint_id) ?? emptyDigest(event.data);
      takeEvent(known, event);
      endpoints.set(endpoint_id, known);
    }
  }
  const sections = [...endpoints.values()].toSorted((a, b) => rank(a) - rank(b)).map(sectionOf);
  if (general.length > 0) {
    sections.push({ title: 'Background work', customer: undefined, lines: general.slice(0, maxSections) });
  }
  const more = leftOut + Math.max(0, sections.length - maxSections) + Math.max(0, general.length - maxSections);
  return {
    headline: headlineOf([...endpoints.values()], general.length),
    sections: sections.slice(0, maxSections),
    more,
  };
}

const emptyDigest = (endpoint: EndpointData): EndpointDigest => ({
  endpoint,
  state: undefined,
  isDeactivated: false,
  failedDeliveries: 0,
  isExpiring: false,
  lines: new Map(),
});

type EndpointDigestEvent = Extract<DigestEvent, { data: EndpointData }>;

function takeEvent(digest: EndpointDigest, event: EndpointDigestEvent): void {
  const { lines } = digest;
  switch (event.type) {
    case 'postrider.endpoint.failing': {
      const { failing_since, failed_attempts, last_failure } = event.data;
      const { reason, response_status } = last_failure;
      const last = response_status === null ? wordsOf(reason) : `HTTP ${String(response_status)}`;
      const attempts = counted(failed_attempts, 'failed attempt', 'failed attempts');
      digest.state = 'failing';
      lines.set('state', `Failing since ${shown(failing_since)}: ${attempts}, the last with ${last}.`);
      break;
    }
    case 'postrider.endpoint.recovered': {
      const { failing_since, failed_attempts } = event.data;
      const attempts = counted(failed_attempts, 'failed attempt', 'failed attempts');
      digest.state = 'recovered';
      lines.set('state', `Recovered. It had failed since ${shown(failing_since)}, with ${attempts}.`);
      break;
    }
    case 'postrider.endpoint.deactivated':
      digest.isDeactivated = true;
      lines.set('deactivated', `Deactivated: ${deactivations[event.data.reason]}.`);
      break;
    case 'postrider.delivery.failed': {
      const { count, last_failed_at, event_type, failure_reason } = event.data;
      digest.failedDeliveries += count;
      const deliveries = counted(digest.failedDeliveries, 'delivery', 'deliveries');
      lines.set(
        'deliveries',
        `${deliveries} failed and ${digest.failedDeliveries === 1 ? 'is' : 'are'} not retried any more, the last at ${shown(last_failed_at)}: ${event_type} (${wordsOf(failure_reason)}).`,
      );
      break;
    }
    case 'postrider.secret.expiring':
      digest.isExpiring = true;
      lines.set('secret', `The previous signing secret expires at ${shown(event.data.previous_secret_expires_at)}.`);
      break;
  }
}

const deactivations = {
  manual: 'by hand, through the API or the dashboard',
  gone: 'it responded 410 Gone',
  failing: 'every attempt had failed for days',
  customer_inactive: 'its customer is inactive',
} as const;

const rank = ({ state, isDeactivated, failedDeliveries }: EndpointDigest): number =>
  state === 'failing' ? 0 : isDeactivated ? 1 : failedDeliveries > 0 ? 2 : 3;

const sectionOf = ({ endpoint: { url, name, customer }, lines }: EndpointDigest): DigestSection => ({
  title: name ?? url,
  customer: customer?.uid,
  lines: [...(name === undefined ? [] : [url]), ...lineOrder.flatMap((line) => lines.get(line) ?? [])],
});

function headlineOf(endpoints: readonly EndpointDigest[], general: number): string {
  const count = (is: (digest: EndpointDigest) => boolean): number => endpoints.filter(is).length;
  const failed = endpoints.reduce((sum, { failedDeliveries }) => sum + failedDeliveries, 0);
  const parts: [number, string, string][] = [
    [count(({ state }) => state === 'failing'), 'endpoint failing', 'endpoints failing'],
    [count(({ isDeactivated }) => isDeactivated), 'endpoint deactivated', 'endpoints deactivated'],
    [failed, 'delivery failed', 'deliveries failed'],
    [count(({ state }) => state === 'recovered'), 'endpoint recovered', 'endpoints recovered'],
    [count(({ isExpiring }) => isExpiring), 'signing secret expiring', 'signing secrets expiring'],
    [general, 'notice', 'notices'],
  ];
  const said = parts.filter(([number]) => number > 0).map((part) => counted(...part));
  return said.slice(0, maxParts).join(', ');
}

const counted = (count: number, one: string, other: string): string => `${String(count)} ${count === 1 ? one : other}`;

const wordsOf = (reason: string): string => reason.replaceAll('_', ' ');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time in UTC: the sender does not know where the reader is. */
function shown(time: string): string {
  const date = new Date(time);
  const day = `${String(date.getUTCDate())} ${months[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`;
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}
