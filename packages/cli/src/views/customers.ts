import type { Customer, CustomerLimits } from '@postrider/sdk';
import { sanitize } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details, table } from '../output/table.js';
import { when } from '../output/text.js';
import { metadataText } from './metadata.js';

const state = ({ active }: Customer): string => (active ? 'active' : 'inactive');

const stateColor = (text: string, { active }: Customer, { colors }: Screen): string =>
  active ? colors.green(text) : colors.yellow(text);

export const customerTable = table<Customer>([
  { heading: 'Customer', value: ({ id }) => id },
  { heading: 'Uid', value: ({ uid }) => uid },
  { heading: 'State', value: state, color: stateColor },
  { heading: 'Name', value: ({ name }) => name ?? '', isOptional: true },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen), isOptional: true },
  { heading: 'Metadata', value: ({ metadata }) => metadataText(metadata) ?? '', isOptional: true },
]);

export function customerDetails(customer: Customer, screen: Screen): string {
  const { name, allowed_event_types } = customer;
  return details(
    [
      ['Customer', customer.id],
      ['Uid', sanitize(customer.uid)],
      ['Name', name === null ? undefined : sanitize(name)],
      ['State', stateColor(state(customer), customer, screen)],
      ['Metadata', metadataText(customer.metadata)],
      ['Event types', allowed_event_types === null ? undefined : allowed_event_types.join(', ')],
      ...limitDetails(customer),
      ['Created', when(customer.created_at, screen)],
      ['Updated', when(customer.updated_at, screen)],
    ],
    screen,
  );
}

/** What customers without their own limits have. */
export const customerLimitDetails = (limits: CustomerLimits, screen: Screen): string =>
  details(limitDetails(limits), screen);

const limitDetails = ({ limits }: Pick<Customer, 'limits'>): [string, string][] => [
  ['Rate limit', limitText(limits.rate_limit, 'requests per second')],
  ['Publish limit', limitText(limits.publish_limit, 'events per second and gateway')],
  ['Endpoints', limitText(limits.max_endpoints, 'at most')],
];

const sources = { customer: '', organization: ' (of the organization)', settings: ' (default)' };

function limitText({ value, source }: Customer['limits']['rate_limit'], unit: string): string {
  return value === null ? 'none' : `${value} ${unit}${sources[source]}`;
}
