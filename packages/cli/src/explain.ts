import { PostriderError } from '@postrider/sdk';

/** Options and arguments by the API's field names. */
const options: Readonly<Record<string, string>> = {
  url: 'the endpoint URL',
  event_types: '--events',
  event_type: 'the event type',
  rate_limit: '--rate-limit',
  description: '--description',
  endpoint_id: '--endpoint',
  event_id: '--event',
  since: '--since',
  until: '--until',
  limit: '--limit',
  cursor: '--cursor',
  data: '--data',
  example: '--example',
  schema: '--schema',
  id: '--id',
};

const lists: Readonly<Record<string, string>> = {
  webhook_endpoint: 'postrider endpoints list',
  webhook_delivery: 'postrider deliveries list',
  webhook_event: 'postrider events list',
  webhook_event_type: 'postrider event-types list',
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

function adviceFor(error: PostriderError): string[] {
  switch (error.code) {
    case 'missing_api_key':
    case 'invalid_api_key':
      return ['Check POSTRIDER_KEY (or --key). An operator creates keys with: npm run cli -- keys create'];
    case 'key_not_permitted':
      return ['Use a management key (mlx_mk_…). A project key can only publish.'];
    case 'route_not_found':
      return ['The server does not have this operation. Is it older than this command?'];
    case 'endpoint_inactive':
      return [`Activate it: postrider endpoints update ${error.id ?? '<id>'} --active`];
    case 'event_id_reused':
      return ['Use another --id for a different event.'];
    case 'connection_failed':
      return ['Is Postrider running there? Is the URL right (POSTRIDER_URL or --url)?'];
    case 'timeout':
      return ['The server may have processed the request. Check before you repeat it.'];
    case 'unexpected_response':
      return ['POSTRIDER_URL (or --url) must not include /manage/v1/webhooks.'];
    case 'internal_error':
      return ["The reason is in the gateway's log."];
    default:
      return adviceByStatus(error);
  }
}

function adviceByStatus({ status, resource, retryAfterSeconds }: PostriderError): string[] {
  const command = resource === undefined ? undefined : lists[resource];
  if (status === 404 && command !== undefined) return [`To list them: ${command}`];
  if (status === 429 || status === 503) return [`Try again in ${retryAfterSeconds ?? 1} s.`];
  return [];
}

/** The error for --json: in the API's shape, with the response status. */
export function errorBody(error: PostriderError): object {
  const { type, code, message, resource, id, field, fields, status = null } = error;
  const given = { type, code, message, resource, id, field, ...(fields.length > 0 && { fields }), status };
  return { error: given };
}
