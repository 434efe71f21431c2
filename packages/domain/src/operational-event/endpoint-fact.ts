import type { Actor, RecordedEvent } from '@postrider/contracts';
import type { EndpointFact } from './fact.js';

/** What a domain event of an endpoint says that leads to operational events; undefined for nothing. */
export function endpointFact(
  { event, version, occurred_at }: RecordedEvent,
  actor: Actor | undefined,
): EndpointFact | undefined {
  switch (event.type) {
    case 'EndpointDeactivated':
      return { type: 'deactivated', data: { version, reason: event.data.reason, actor: actor ?? null } };
    case 'EndpointActivated':
      return { type: 'renewed', data: {} };
    case 'EndpointUpdated':
      return event.data.url === undefined ? undefined : { type: 'renewed', data: {} };
    case 'EndpointSecretRotated': {
      const { previous_secret_expires_at: expires_at } = event.data;
      return { type: 'secret_rotated', data: { version, at: occurred_at.toISOString(), expires_at } };
    }
    case 'EndpointPreviousSecretsExpired':
      return { type: 'previous_secrets_expired', data: {} };
    case 'EndpointDeleted':
      return { type: 'deleted', data: {} };
    default:
      return undefined;
  }
}
