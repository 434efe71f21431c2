import { isDeepStrictEqual } from 'node:util';
import type { DisabledReason, EndpointEvent, Envelope, Metadata, SealedSecret } from '@postrider/contracts';
import type { CustomerState } from '../customer/customer.js';
import type { Decision } from '../decision.js';
import { unexpired, type EndpointState } from './endpoint.js';
import { formatOf } from './slack-url.js';

export interface EndpointSettings {
  url: string;
  event_types: string[];
  name: string | null;
  description: string | null;
  uid: string | null;
  metadata: Metadata;
  all_customers: boolean;
  active: boolean;
  rate_limit: number | null;
  envelope: Envelope;
}

/** What an endpoint has that is created with a URL and subscriptions alone. */
export const defaultEndpoint: Omit<EndpointSettings, 'url' | 'event_types'> = {
  name: null,
  description: null,
  uid: null,
  metadata: {},
  all_customers: false,
  active: true,
  rate_limit: null,
  envelope: 'default',
};

/** Of a customer, or of the organization itself. The event has only what is given. */
export function createEndpoint(
  { name, uid, metadata, all_customers, envelope, ...settings }: EndpointSettings,
  secret: SealedSecret,
  customer?: Pick<CustomerState, 'id' | 'active'>,
): EndpointEvent[] {
  const data = {
    ...settings,
    ...(name !== null && { name }),
    ...(uid !== null && { uid }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(all_customers && { all_customers }),
    ...(envelope !== 'default' && { envelope }),
    ...(customer && { customer_id: customer.id }),
  };
  const created: EndpointEvent = {
    type: 'EndpointCreated',
    data: { ...data, format: formatOf(settings.url), secret },
  };
  const isHeld = customer?.active === false && settings.active;
  return isHeld ? [created, { type: 'EndpointDeactivated', data: { reason: 'customer_inactive' } }] : [created];
}

/** Records only fields that change. */
export function updateEndpoint(state: EndpointState, changes: Partial<EndpointSettings>): EndpointEvent[] {
  const { url, event_types, name, description, uid, metadata, all_customers, active, rate_limit, envelope } = changes;
  const data = {
    ...(url !== undefined && url !== state.url && { url, format: formatOf(url) }),
    ...(event_types !== undefined && !sameList(event_types, state.event_types) && { event_types }),
    ...(name !== undefined && name !== state.name && { name }),
    ...(description !== undefined && description !== state.description && { description }),
    ...(uid !== undefined && uid !== state.uid && { uid }),
    ...(metadata !== undefined && !isDeepStrictEqual(metadata, state.metadata) && { metadata }),
    ...(all_customers !== undefined && all_customers !== state.all_customers && { all_customers }),
    ...(rate_limit !== undefined && rate_limit !== state.rate_limit && { rate_limit }),
    ...(envelope !== undefined && envelope !== state.envelope && { envelope }),
  };
  const events: EndpointEvent[] = [];
  if (Object.keys(data).length > 0) events.push({ type: 'EndpointUpdated', data });
  if (active === true && !state.active) events.push({ type: 'EndpointActivated', data: {} });
  if (active === false) events.push(...deactivateEndpoint(state, null));
  return events;
}

/** One that is inactive with its customer stays inactive for a reason of its own. */
export function deactivateEndpoint(state: EndpointState, reason: DisabledReason | null): EndpointEvent[] {
  const changes = state.active || (state.disabled_reason === 'customer_inactive' && reason === null);
  return changes ? [{ type: 'EndpointDeactivated', data: { reason } }] : [];
}

/** Activates an endpoint that is inactive with its customer. */
export function activateWithCustomer(state: EndpointState): EndpointEvent[] {
  const isHeld = !state.active && state.disabled_reason === 'customer_inactive';
  return isHeld ? [{ type: 'EndpointActivated', data: {} }] : [];
}

/** Every unexpired secret adds a signature to a header, whose size is limited. */
export const maxSecrets = 8;

export function rotateSecret(
  state: EndpointState,
  secret: SealedSecret,
  now: Date,
  overlapMs: number,
): Decision<EndpointEvent, 'too_many_secrets'> {
  if (unexpired(state.secrets, now).length >= maxSecrets) return { refused: 'too_many_secrets' };
  const previous_secret_expires_at = new Date(now.getTime() + overlapMs).toISOString();
  return [{ type: 'EndpointSecretRotated', data: { secret, previous_secret_expires_at } }];
}

/** Ends the overlap of rotations. */
export function expirePreviousSecrets(state: EndpointState, now: Date): EndpointEvent[] {
  return unexpired(state.secrets, now).length > 1 ? [{ type: 'EndpointPreviousSecretsExpired', data: {} }] : [];
}

export function deleteEndpoint(state: EndpointState): EndpointEvent[] {
  return state.deleted_at === null ? [{ type: 'EndpointDeleted', data: {} }] : [];
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
