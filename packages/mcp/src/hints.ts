import type { ErrorCode } from '@postrider/contracts';

/** What to do next, for errors where more than the message helps. */
const hints: Partial<Record<ErrorCode, string>> = {
  missing_api_key: 'Tell the user that the MCP client sends no management key.',
  invalid_api_key: 'Tell the user that the management key is unknown or revoked; an operator can make a new one.',
  key_not_permitted: 'Tell the user that this needs a management key (mlx_mk_…); theirs is a project key.',
  webhook_endpoint_not_found: 'Take an id that list_webhook_endpoints answers. Deleted endpoints are gone from it.',
  webhook_delivery_not_found: 'Take an id that list_webhook_deliveries answers.',
  webhook_event_not_found: 'Take an id that list_webhook_events answers.',
  webhook_operation_not_found: 'Take the id that bulk_replay_webhook_deliveries or recover_webhook_endpoint answered.',
  webhook_event_type_not_found: 'Take a type that list_webhook_event_types answers.',
  event_type_exists: 'Use another name, or change the one that is there with update_webhook_event_type.',
  validation_failed: 'Correct the fields that are named, then call the tool again.',
  endpoint_inactive:
    'Activate the endpoint with update_webhook_endpoint (active: true), if the user wants that, then try again.',
  endpoint_deleted: 'A deleted endpoint gets nothing any more. To reach its receiver create an endpoint anew.',
  event_id_reused: 'Use another id, or leave it out and get a generated one.',
  idempotency_key_reused: 'Use another idempotency_key, or repeat the first call just as it was.',
  too_many_secrets: 'Rotate again when the oldest secret has expired.',
  concurrent_change: 'Call the tool again.',
  payload_too_large: 'Send less data.',
  rate_limited: 'Wait for retry_after_seconds, then call the tool again. Larger pages (limit) need fewer calls.',
  service_unavailable:
    'Wait for retry_after_seconds, then call the tool again. Repeat changes with the same idempotency_key.',
  internal_error: 'Whether the call had an effect is unknown: look before you repeat it, and tell the user.',
};

export const hintFor = (code: string): string | undefined => hints[code as ErrorCode];
