export const shared = {
  customerSelect: { none: 'No matching customer', remove: 'Remove the customer' },
  subscriptions: {
    choose: 'Choose or type',
    all: '* (all events)',
    unknown: 'No event type is named <type/>.',
    meant: 'Use {{prefix}}',
  },
  endpointState: {
    active: 'Active',
    degraded: 'Degraded',
    failing: 'Failing',
    inactive: 'Deactivated',
    gone: 'It responded with 410 Gone.',
    failedForDays: 'Every attempt failed for five days.',
    customerInactive: 'Its customer is inactive.',
    byHand: 'Deactivated by a user.',
    allEvents: 'All events',
    more: '{{type}} and {{others}} more',
  },
  failures: {
    timeout: {
      what: 'The endpoint did not respond in time.',
      todo: 'Make the receiver respond with 2xx first and do its work afterwards. Look for what slows it down.',
    },
    dns_error: {
      what: 'The host name of the URL could not be resolved.',
      todo: 'Check the URL for typing errors, and that its DNS record exists.',
    },
    connection_refused: {
      what: 'The host refused the connection.',
      todo: 'Check that the receiver runs, and check the URL’s port and the firewall.',
    },
    connection_reset: {
      what: 'The connection was closed before the response was complete.',
      todo: 'Check the logs of the receiver and its proxy for a crash or restart at that time.',
    },
    connection_error: {
      what: 'The request could not be completed.',
      todo: 'Check that Postrider can reach the host. The error below names the cause.',
    },
    tls_error: {
      what: 'The TLS connection could not be made, or the certificate is not valid.',
      todo: 'Renew the certificate. It must match the host, be within its dates, and be served with its intermediates.',
    },
    invalid_response: {
      what: 'The response is not valid HTTP.',
      todo: 'Check that the URL leads to an HTTP server, and that no proxy changes its responses.',
    },
    http_error: {
      what: 'The endpoint responded with an error.',
      todo: 'Check the receiver’s log at that time, fix the error, then replay.',
    },
    redirect: {
      what: 'The endpoint responded with a redirect. Redirects are not followed.',
      todo: 'Change the endpoint’s URL to the target of the redirect.',
    },
    blocked_address: {
      what: 'The URL leads to an address that is not allowed, such as one in a private network.',
      todo: 'Use a public address, or ask the operator to allow the network in POSTRIDER_ALLOWED_NETWORKS.',
    },
    secret_unreadable: {
      what: 'Nothing was sent: the endpoint’s signing secret cannot be decrypted.',
      todo: 'Rotate the endpoint’s secret and tell the operator: an encryption key is missing or the database was changed.',
    },
    endpoint_gone: {
      what: 'The endpoint responded with 410 Gone, so Postrider deactivated it.',
      todo: 'If that was a mistake, fix the receiver, activate the endpoint, then replay.',
    },
    endpoint_inactive: {
      what: 'The endpoint was inactive or deleted when the attempt was due.',
      todo: 'Activate the endpoint, then replay. Deliveries to a deleted endpoint cannot be replayed.',
    },
  },
  /** Of a response that failed, by its status. */
  statuses: {
    400: {
      what: 'The receiver did not accept the request.',
      todo: 'See its response. Check that it parses the body as JSON and expects the fields of this event type.',
    },
    401: {
      what: 'The receiver requires credentials.',
      todo: 'Make it verify the signature instead. A signature that does not match means another secret.',
    },
    403: {
      what: 'The receiver or its firewall refused the request.',
      todo: 'Check that it uses the current signing secret, and that the firewall allows Postrider’s requests.',
    },
    404: {
      what: 'The URL’s path does not exist.',
      todo: 'Check the endpoint’s URL, and that the receiver’s route is deployed.',
    },
    405: {
      what: 'The path exists, but does not accept POST.',
      todo: 'Make the receiver’s route accept POST, or correct the endpoint’s URL.',
    },
    408: {
      what: 'The receiver timed out while it read the request.',
      todo: 'Look for a slow proxy. If the receiver is overloaded, set a rate limit for the endpoint.',
    },
    413: {
      what: 'The payload is larger than the receiver accepts.',
      todo: 'Raise the body limit of the receiver and its proxy. Payloads can be up to 256 KiB.',
    },
    415: {
      what: 'The receiver does not accept application/json.',
      todo: 'Make the receiver’s route accept JSON.',
    },
    422: {
      what: 'The receiver rejected the content of the event.',
      todo: 'See its response for the field. Fix the receiver, then replay.',
    },
    429: {
      what: 'The receiver gets more requests than it accepts.',
      todo: 'Set a rate limit for the endpoint that the receiver can sustain.',
    },
    502: {
      what: 'The receiver’s proxy got no valid response from it.',
      todo: 'Check that the receiver runs, and its log for a crash or restart at that time.',
    },
    503: {
      what: 'The receiver is unavailable: overloaded, or being deployed.',
      todo: 'This often passes by itself. If not, check that the receiver runs.',
    },
    504: {
      what: 'The receiver’s proxy timed out.',
      todo: 'Make the receiver respond first and do its work afterwards.',
    },
  },
  brief: {
    timeout: 'timed out',
    dns_error: 'host not found',
    connection_refused: 'connection refused',
    connection_reset: 'connection closed',
    connection_error: 'connection failed',
    tls_error: 'TLS failed',
    invalid_response: 'invalid response',
    http_error: 'error',
    redirect: 'redirect',
    blocked_address: 'address not allowed',
    secret_unreadable: 'secret unreadable',
    endpoint_gone: 'gone',
    endpoint_inactive: 'endpoint inactive',
  },
  explanation: {
    status: 'Responded with {{status}}. {{what}}',
    detail: '{{what}} Detail: {{detail}}.',
    serverError: 'The receiver failed while it handled the request.',
    serverErrorTodo: 'Check its log at that time, fix the error, then replay.',
    refused: 'The receiver did not accept the request.',
    refusedTodo: 'See its response. Fix the receiver, then replay.',
  },
  test: 'Test',
  lastResponse: { none: 'None yet', status: 'HTTP {{status}}' },
} as const;
