import { PostriderError } from '@postrider/sdk';

/** Where a field of the API is called otherwise at the terminal. */
const options: Readonly<Record<string, string>> = {
  url: 'the URL',
  event_types: '--events',
  event_type: 'the type',
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

/** What went wrong, and below it what to do about it. */
export function explain(error: PostriderError): string {
  const fields = error.fields.map(({ field, message }) => `  ${nameOf(field)}: ${message}`);
  const first = fields.length > 0 ? 'the server refused this:' : error.message;
  return [first, ...fields, ...adviceFor(error)].join('\n');
}

/** `data/spend` is a path in what was given for `data`. */
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
      return [
        'Is POSTRIDER_KEY (or --key) right, and of this server? An operator makes keys: npm run cli -- keys create',
      ];
    case 'key_not_permitted':
      return ['Use a management key (mlx_mk_…). A project key publishes, and nothing else.'];
    case 'route_not_found':
      return ['The server does not know this call: is it older than this postrider?'];
    case 'endpoint_inactive':
      return [`Activate it: postrider endpoints update ${error.id ?? '<id>'} --active`];
    case 'event_id_reused':
      return ['Take another --id for another event.'];
    case 'connection_failed':
      return ['Is Postrider running there, and is the URL right (POSTRIDER_URL, or --url)?'];
    case 'timeout':
      return ['It may have happened all the same: look before you repeat it.'];
    case 'unexpected_response':
      return ['POSTRIDER_URL (or --url) is the address before /manage/v1/webhooks.'];
    case 'internal_error':
      return ["The gateway's log has the reason."];
    default:
      return adviceByStatus(error);
  }
}

function adviceByStatus({ status, resource, retryAfterSeconds }: PostriderError): string[] {
  const command = resource === undefined ? undefined : lists[resource];
  if (status === 404 && command !== undefined) return [`See what there is: ${command}`];
  if (status === 429 || status === 503) return [`Try again in ${retryAfterSeconds ?? 1} s.`];
  return [];
}

/** For --json: the error in the API's shape, and the status of the answer. */
export function errorBody(error: PostriderError): object {
  const { type, code, message, resource, id, field, fields, status = null } = error;
  const given = { type, code, message, resource, id, field, ...(fields.length > 0 && { fields }), status };
  return { error: given };
}
