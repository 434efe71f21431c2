import type { DisabledReason, EndpointEvent, Envelope, SealedSecret } from '@postrider/contracts';
import type { Decision } from '../decision.js';
import { unexpired, type EndpointState } from './endpoint.js';
import { formatOf } from './slack-url.js';

export interface EndpointSettings {
  url: string;
  event_types: string[];
  description: string | null;
  active: boolean;
  rate_limit: number | null;
  envelope: Envelope;
}

export function createEndpoint({ envelope, ...settings }: EndpointSettings, secret: SealedSecret): EndpointEvent[] {
  const own = envelope !== 'default' && { envelope };
  return [{ type: 'EndpointCreated', data: { ...settings, format: formatOf(settings.url), ...own, secret } }];
}

/** Records only fields that change. */
export function updateEndpoint(state: EndpointState, changes: Partial<EndpointSettings>): EndpointEvent[] {
  const { url, event_types, description, active, rate_limit, envelope } = changes;
  const data = {
    ...(url !== undefined && url !== state.url && { url, format: formatOf(url) }),
    ...(event_types !== undefined && !sameList(event_types, state.event_types) && { event_types }),
    ...(description !== undefined && description !== state.description && { description }),
    ...(rate_limit !== undefined && rate_limit !== state.rate_limit && { rate_limit }),
    ...(envelope !== undefined && envelope !== state.envelope && { envelope }),
  };
  const events: EndpointEvent[] = [];
  if (Object.keys(data).length > 0) events.push({ type: 'EndpointUpdated', data });
  if (active === true && !state.active) events.push({ type: 'EndpointActivated', data: {} });
  if (active === false) events.push(...deactivateEndpoint(state, null));
  return events;
}

export function deactivateEndpoint(state: EndpointState, reason: DisabledReason | null): EndpointEvent[] {
  return state.active ? [{ type: 'EndpointDeactivated', data: { reason } }] : [];
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
