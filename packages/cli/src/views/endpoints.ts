import type { CreatedEndpoint, Endpoint, EndpointHistoryEntry, Page, RotatedSecret } from '@postrider/sdk';
import { sanitize } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details, table } from '../output/table.js';
import { when } from '../output/text.js';
import { metadataText } from './metadata.js';

const state = ({ active, disabled_reason }: Endpoint): string => {
  if (active) return 'active';
  return disabled_reason === null ? 'inactive' : `inactive (${disabled_reason})`;
};

const stateColor = (text: string, { active }: Endpoint, { colors }: Screen): string =>
  active ? colors.green(text) : colors.yellow(text);

/** The customer that it belongs to, or that it is for all. */
const customer = ({ customer, customers }: Endpoint): string => (customers === 'all' ? '(all)' : (customer?.uid ?? ''));

export const endpointTable = table<Endpoint>([
  { heading: 'Endpoint', value: ({ id }) => id },
  { heading: 'State', value: state, color: stateColor },
  { heading: 'URL', value: ({ url }) => url },
  { heading: 'Events', value: ({ event_types }) => event_types.join(','), isOptional: true },
  { heading: 'Customer', value: customer, isOptional: true },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen), isOptional: true },
  { heading: 'Description', value: ({ description }) => description ?? '', isOptional: true },
]);

export function endpointDetails(endpoint: Endpoint, screen: Screen): string {
  const { name, uid, description } = endpoint;
  return details(
    [
      ['Endpoint', endpoint.id],
      ['Name', name === null ? undefined : sanitize(name)],
      ['Uid', uid === null ? undefined : sanitize(uid)],
      ['Customer', sanitize(customer(endpoint)) || undefined],
      ['URL', sanitize(endpoint.url)],
      ['State', stateColor(state(endpoint), endpoint, screen)],
      ['Events', endpoint.event_types.join(', ')],
      ['Description', description === null ? undefined : sanitize(description)],
      ['Metadata', metadataText(endpoint.metadata)],
      ['Format', endpoint.format === 'json' ? undefined : endpoint.format],
      ['Envelope', endpoint.envelope === 'default' ? undefined : endpoint.envelope],
      ['Rate limit', rateLimit(endpoint)],
      ['Old secret', validUntil(endpoint)],
      ['Created', when(endpoint.created_at, screen)],
      ['Updated', when(endpoint.updated_at, screen)],
    ],
    screen,
  );
}

function rateLimit({ limits: { rate_limit } }: Endpoint): string | undefined {
  const { value, source } = rate_limit;
  if (value === null) return undefined;
  return `${value} requests per second${source === 'endpoint' ? '' : ", over the customer's endpoints without their own"}`;
}

const validUntil = ({ previous_secret_expires_at: time }: Endpoint): string | undefined =>
  time === null ? undefined : `valid until ${time}`;

const historyTable = table<EndpointHistoryEntry>([
  { heading: 'Time', value: ({ occurred_at }, screen) => when(occurred_at, screen) },
  { heading: 'Change', value: ({ type }) => type },
  { heading: 'By', value: ({ actor }) => (actor === null ? 'Postrider' : actorName(actor)) },
  { heading: 'Details', value: ({ data }) => sanitize(JSON.stringify(data)), isOptional: true },
]);

const actorName = ({ via, key_name }: NonNullable<EndpointHistoryEntry['actor']>): string =>
  `${key_name === null ? 'operator' : sanitize(key_name)} (${via})`;

export const endpointHistory = ({ data }: Page<EndpointHistoryEntry>, screen: Screen): string =>
  historyTable(data, screen);

export const createdEndpoint = (endpoint: CreatedEndpoint, screen: Screen): string =>
  `${endpointDetails(endpoint, screen)}\n\n${secret(endpoint, screen)}`;

export const rotatedSecret = (rotated: RotatedSecret, screen: Screen): string =>
  `${secret(rotated, screen)}\nThe previous secret is valid until ${rotated.previous_secret_expires_at}.`;

const secret = ({ signing_secret }: { signing_secret: string }, { colors }: Screen): string =>
  `Signing secret (shown only once):\n\n  ${colors.bold(signing_secret)}\n`;
