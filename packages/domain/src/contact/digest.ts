import type { EndpointData } from '@postrider/contracts';
import type { OperationalEvent } from '../operational-event/operational-event.js';
import type { PluralName } from './texts/message-texts.js';
import type { MessageWords } from './texts/message-words.js';

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
export function composeDigest(events: readonly DigestEvent[], leftOut: number, words: MessageWords): DigestContent {
  const endpoints = new Map<string, EndpointDigest>();
  const general: string[] = [];
  for (const event of events) {
    if (event.type === 'postrider.operation.completed') {
      const { kind, status, processed, skipped } = event.data;
      const name = `${kind}${status === 'cancelled' ? 'Cancelled' : 'Completed'}` as const;
      general.push(words.count(name, processed, { skipped }));
    } else if (event.type === 'postrider.backlog.aging') {
      const { due_deliveries, oldest_due_at } = event.data;
      general.push(words.count('backlog', due_deliveries, { since: words.time(oldest_due_at) }));
    } else {
      const { endpoint_id } = event.data;
      const known = endpoints.get(endpoint_id) ?? emptyDigest(event.data);
      takeEvent(known, event, words);
      endpoints.set(endpoint_id, known);
    }
  }
  const sections = [...endpoints.values()].toSorted((a, b) => rank(a) - rank(b)).map(sectionOf);
  if (general.length > 0) {
    sections.push({ title: words.say('backgroundWork'), customer: undefined, lines: general.slice(0, maxSections) });
  }
  const more = leftOut + Math.max(0, sections.length - maxSections) + Math.max(0, general.length - maxSections);
  return {
    headline: headlineOf([...endpoints.values()], general.length, words),
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

function takeEvent(digest: EndpointDigest, event: EndpointDigestEvent, words: MessageWords): void {
  const { lines } = digest;
  switch (event.type) {
    case 'postrider.endpoint.failing': {
      const { failing_since, failed_attempts, last_failure } = event.data;
      const { reason, response_status } = last_failure;
      const last = response_status === null ? words.say(`reason.${reason}`) : `HTTP ${String(response_status)}`;
      digest.state = 'failing';
      lines.set('state', words.count('failing', failed_attempts, { since: words.time(failing_since), reason: last }));
      break;
    }
    case 'postrider.endpoint.recovered': {
      const { failing_since, failed_attempts } = event.data;
      digest.state = 'recovered';
      lines.set('state', words.count('recovered', failed_attempts, { since: words.time(failing_since) }));
      break;
    }
    case 'postrider.endpoint.deactivated':
      digest.isDeactivated = true;
      lines.set('deactivated', words.say(deactivations[event.data.reason]));
      break;
    case 'postrider.delivery.failed': {
      const { count, last_failed_at, event_type, failure_reason } = event.data;
      digest.failedDeliveries += count;
      const values = {
        at: words.time(last_failed_at),
        type: event_type,
        reason: words.say(`reason.${failure_reason}`),
      };
      lines.set('deliveries', words.count('failed', digest.failedDeliveries, values));
      break;
    }
    case 'postrider.secret.expiring':
      digest.isExpiring = true;
      lines.set('secret', words.say('secretExpiring', { at: words.time(event.data.previous_secret_expires_at) }));
      break;
  }
}

const deactivations = {
  manual: 'deactivatedManual',
  gone: 'deactivatedGone',
  failing: 'deactivatedFailing',
  customer_inactive: 'deactivatedCustomer',
} as const;

const rank = ({ state, isDeactivated, failedDeliveries }: EndpointDigest): number =>
  state === 'failing' ? 0 : isDeactivated ? 1 : failedDeliveries > 0 ? 2 : 3;

const sectionOf = ({ endpoint: { url, name, customer }, lines }: EndpointDigest): DigestSection => ({
  title: name ?? url,
  customer: customer?.uid,
  lines: [...(name === undefined ? [] : [url]), ...lineOrder.flatMap((line) => lines.get(line) ?? [])],
});

function headlineOf(endpoints: readonly EndpointDigest[], general: number, words: MessageWords): string {
  const count = (is: (digest: EndpointDigest) => boolean): number => endpoints.filter(is).length;
  const failed = endpoints.reduce((sum, { failedDeliveries }) => sum + failedDeliveries, 0);
  const parts: [PluralName, number][] = [
    ['endpointsFailing', count(({ state }) => state === 'failing')],
    ['endpointsDeactivated', count(({ isDeactivated }) => isDeactivated)],
    ['deliveriesFailed', failed],
    ['endpointsRecovered', count(({ state }) => state === 'recovered')],
    ['secretsExpiring', count(({ isExpiring }) => isExpiring)],
    ['notices', general],
  ];
  const said = parts.filter(([, number]) => number > 0).map((part) => words.count(...part));
  return said.slice(0, maxParts).join(', ');
}
