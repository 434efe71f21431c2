/**
 * What a model must know of an argument besides its name and type. Limits are missing: the API refuses what is beyond
 * one, and says which. An argument of one tool only is `tool.argument`.
 */
export const argumentTexts: Readonly<Record<string, string>> = {
  create_customer: 'Creates an unknown uid.',
  customer: 'Id or uid.',
  customers: 'all: also gets the events of every customer.',
  delivered_to: 'nobody: without subscribers.',
  event_id: 'Or own id.',
  failure_reason: 'Such as timeout.',
  event_types: 'Types, prefixes such as "budget.*", or "*".',
  fields: 'Names, or ["all"].',
  max_endpoints: 'Null for the default.',
  overlap_hours: 'How long the old secret also signs.',
  rate_limit: 'Requests per second.',
  publish_limit: 'Events per second.',
  signing_secret: 'Your own, instead of a generated one.',
  since: 'ISO 8601.',
  user_agent: '{version} is that of Postrider.',
  'create_webhook_event_type.example': 'Example data, also of test events.',
  'create_webhook_event_type.schema': 'JSON Schema of data.',
  'list_webhook_customers.search': 'Beginning of uid or name.',
  'list_webhook_endpoints.metadata': 'A pair such as plan:pro.',
  'list_webhook_endpoints.name': 'Beginning of the name.',
  'list_webhook_events.data': 'A searchable path and its value, such as {"order_id": "4711"}.',
  'publish_webhook_event.customer': 'Only to this customer, cus_… or own uid.',
  'publish_webhook_event.id': 'Own id, for deduplication.',
  'send_webhook_test.data': 'Instead of the example.',
  'update_webhook_request_format.headers':
    'Names by id, timestamp, event_type, delivery_id, attempt, customer; null sends none.',
  'update_webhook_request_format.signatures': 'One or two of {scheme, header}; see postrider://docs/request-format.',
  'update_webhook_searchable_paths.paths': 'Such as data.order_id.',
};

/** Arguments that are too rare for the list. A tool takes them, and an error that asks for one names it. */
export const unlisted: ReadonlySet<string> = new Set([
  'allow_weak',
  ...['endpoints', 'customers', 'operations'].flatMap((list) => [
    `list_webhook_${list}.since`,
    `list_webhook_${list}.until`,
  ]),
]);
