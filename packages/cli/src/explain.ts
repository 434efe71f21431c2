import type { PostriderError, PostriderErrorCode } from '@postrider/sdk';

/** Options and arguments by the API's field names. */
const options: Readonly<Record<string, string>> = {
  url: 'the endpoint URL',
  event_types: '--events',
  event_type: 'the event type',
  rate_limit: '--rate-limit',
  publish_limit: '--publish-limit',
  max_endpoints: '--max-endpoints',
  allowed_event_types: '--allowed-events',
  customer: 'the customer',
  customers: '--customers',
  name: '--name',
  uid: '--uid',
  metadata: '--metadata',
  search: '--search',
  description: '--description',
  endpoint_id: '--endpoint',
  event_id: '--event',
  since: '--since',
  until: '--until',
  response_status: '--response-status',
  response_class: '--response-class',
  failure_reason: '--reason',
  min_attempts: '--min-attempts',
  min_duration_ms: '--min-duration',
  delivery_ids: 'the delivery ids',
  format: '--format',
  limit: '--limit',
  cursor: '--cursor',
  data: '--data',
  example: '--example',
  schema: '--schema',
  id: '--id',
};

const lists: Readonly<Record<string, string>> = {
  webhook_endpoint: 'postrider endpoints list',
  webhook_customer: 'postrider customers list',
  webhook_delivery: 'postrider deliveries list',
  webhook_event: 'postrider events list',
  webhook_event_type: 'postrider event-types list',
  webhook_key: 'postrider keys list',
  webhook_operation: 'postrider operations list',
};

const keyAdvice =
  'Check POSTRIDER_KEY (or --key), or log in again (postrider login). An operator creates keys with: npm run cli -- keys create';

const advice: Partial<Record<PostriderErrorCode, string>> = {
  missing_api_key: keyAdvice,
  invalid_api_key: keyAdvice,
  key_not_permitted: 'Use a management key (mlx_mk_…). A project key can only publish.',
  route_not_found: 'The server does not have this operation. Is it older than this command?',
  customer_inactive: 'Activate the customer: postrider customers update <customer> --active',
  event_id_reused: 'Use another --id for a different event.',
  connection_failed: 'Is Postrider running there? Is the URL right (POSTRIDER_URL or --url)?',
  timeout: 'The server may have processed the request. Check before you repeat it.',
  unexpected_response: 'POSTRIDER_URL (or --url) must not include /manage/v1/webhooks.',
};

/** The error, its invalid fields, and a hint. */
export function explain(error: PostriderError): string {
  const fields = error.fields.map(({ field, message }) => `  ${nameOf(field)}: ${message}`);
  const first = fields.length > 0 ? 'invalid request:' : error.message;
  return [first, ...fields, ...adviceFor(error)].join('\n');
}

/** `data/spend` is a path inside the value of `data`. */
function nameOf(field: string): string {
  const [name = field] = field.split(/[./]/);
  const option = options[name];
  if (option === undefined) return field;
  return name === field ? option : `${option} (${field})`;
}

function adviceFor({ code, id, status, resource, requestId, retryAfterSeconds }: PostriderError): string[] {
  if (code === 'internal_error')
    return [`The reason is in the gateway's log, at request_id ${requestId ?? '(unknown)'}.`];
  if (code === 'endpoint_inactive') return [`Activate it: postrider endpoints update ${id ?? '<id>'} --active`];
  if (code === 'export_running') return [`Wait for it, or cancel it: postrider operations wait|cancel ${id ?? '<id>'}`];
  const known = advice[code];
  if (known !== undefined) return [known];
  const command = resource === undefined ? undefined : lists[resource];
  if (status === 404 && command !== undefined) return [`To list them: ${command}`];
  if (status === 429 || status === 503) return [`Try again in ${retryAfterSeconds ?? 1} s.`];
  return [];
}

/** The error for --json: in the API's shape, with the response status. */
export function errorBody(error: PostriderError): object {
  const { type, code, message, resource, id, field, fields, requestId, status = null } = error;
  const given = {
    type,
    code,
    message,
    resource,
    id,
    field,
    ...(fields.length > 0 && { fields }),
    request_id: requestId,
    status,
  };
  return { error: given };
}
