import type { ErrorCode } from '@postrider/contracts';

/** Instructions for a model after an error. */
const hints: Partial<Record<ErrorCode, string>> = {
  missing_api_key: 'Tell the user that the MCP client sends no management key.',
  invalid_api_key: 'Tell the user that the management key is unknown or revoked; an operator can make a new one.',
  invalid_access_token: 'The access has ended or was revoked. Tell the user to connect again in the MCP client.',
  insufficient_scope:
    'The user has allowed reading only. Tell the user to connect again and to choose "Read and manage".',
  key_not_permitted:
    'Tell the user that this call needs a management key (mlx_mk_…), and that the current key is a project key.',
  webhook_endpoint_not_found: 'Use an id from list_webhook_endpoints. The list contains no deleted endpoints.',
  webhook_customer_not_found: 'Use an id or a uid from list_webhook_customers, or create it with put_webhook_customer.',
  webhook_delivery_not_found: 'Use an id from list_webhook_deliveries.',
  webhook_event_not_found: 'Use an id from list_webhook_events, which also finds events by a value in their data.',
  webhook_operation_not_found:
    'Use the id from bulk_replay_webhook_deliveries, recover_webhook_endpoint or list_webhook_operations.',
  webhook_event_type_not_found: 'Use a type from list_webhook_event_types.',
  event_type_exists: 'Use another name, or change the existing event type with update_webhook_event_type.',
  validation_failed: 'Correct the fields named in the error, then call the tool again.',
  endpoint_inactive:
    'If the user agrees, activate the endpoint with update_webhook_endpoint (active: true), then try again.',
  customer_inactive:
    'If the user agrees, activate the customer with update_webhook_customer (active: true): its endpoints are then active.',
  endpoint_uid_exists: 'Use another uid, or change the existing endpoint: list_webhook_endpoints finds it by its uid.',
  endpoint_deleted: 'A deleted endpoint receives no events. Create a new endpoint for its receiver.',
  event_id_reused: 'Use another id, or omit the id to get a generated one.',
  idempotency_key_reused: 'Use another idempotency_key, or repeat the first call with exactly the same arguments.',
  too_many_secrets: 'Rotate again after the oldest secret has expired.',
  concurrent_change: 'Call the tool again.',
  payload_too_large: 'Send less data.',
  publish_limited: 'Wait for retry_after_seconds, then call the tool again with the same idempotency_key.',
  rate_limited: 'Wait for retry_after_seconds, then call the tool again. A higher limit per page needs fewer calls.',
  service_unavailable:
    'Wait for retry_after_seconds, then call the tool again. Repeat changes with the same idempotency_key.',
  internal_error: 'The call may have taken effect. Check its effect before you repeat it, and tell the user.',
};

export const hintFor = (code: string): string | undefined => hints[code as ErrorCode];
