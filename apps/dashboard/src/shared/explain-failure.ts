import type { FailureReason } from '@postrider/contracts';

/** Why it failed, for people: what happened, and what to do about it. A sentence or two each. */
export interface Explanation {
  what: string;
  todo: string;
}

interface Failure {
  reason: FailureReason;
  /** Of the last answer; null if none came. */
  status: number | null;
  /** What the API says kept an answer from coming: `dns_error: the host name could not be resolved (ENOTFOUND)`. */
  error?: string | null | undefined;
}

/** What Postrider or the network met. Where the endpoint answered, `explainStatus` knows more. */
const byReason: Record<FailureReason, Explanation> = {
  timeout: {
    what: 'The endpoint did not answer in time.',
    todo: 'Have the receiver answer with 2xx first and do its work afterwards; look for what keeps it waiting.',
  },
  dns_error: {
    what: 'The host name of the URL could not be resolved.',
    todo: 'Check the URL for a typing error, and whether the DNS record still exists.',
  },
  connection_refused: {
    what: 'Nothing accepts connections at that host and port.',
    todo: 'Start the receiver, and check the port of the URL and the firewall before it.',
  },
  connection_reset: {
    what: 'The connection was closed before the answer was complete.',
    todo: 'Look into the logs of the receiver and of the proxy before it for a crash or a restart at that time.',
  },
  connection_error: {
    what: 'The request could not be completed.',
    todo: 'Check that the host can be reached from where Postrider runs; the error below names the cause.',
  },
  tls_error: {
    what: 'The TLS connection could not be made, or the certificate is not valid.',
    todo: 'Renew or repair the certificate: it must be for this host, not expired, and served with its intermediates.',
  },
  invalid_response: {
    what: 'What came back is not a valid HTTP answer.',
    todo: 'Check that the URL leads to an HTTP server, and what the proxy before it makes of answers.',
  },
  http_error: {
    what: 'The endpoint answered with an error.',
    todo: 'Look into the log of the receiver at that time, repair what it names, then replay.',
  },
  redirect: {
    what: 'The endpoint answered with a redirect, and redirects are not followed.',
    todo: 'Change the URL of the endpoint to the one that it redirects to.',
  },
  blocked_address: {
    what: 'The URL leads to an address that Postrider may not send to, such as one of a private network.',
    todo: 'Use a public address, or have the operator allow the network in POSTRIDER_ALLOWED_NETWORKS.',
  },
  secret_unreadable: {
    what: 'Nothing was sent: the signing secret of the endpoint cannot be opened.',
    todo: 'Rotate the secret of the endpoint, and tell the operator: an encryption key is missing, or the database was changed.',
  },
  endpoint_gone: {
    what: 'The endpoint answered 410 Gone: it wants nothing more. Postrider has deactivated it.',
    todo: 'If that was a mistake, repair the receiver, activate the endpoint, then replay.',
  },
  endpoint_inactive: {
    what: 'The endpoint was inactive or deleted when this was to be sent.',
    todo: 'Activate the endpoint, then replay. To a deleted endpoint nothing can be sent any more.',
  },
};

const byStatus: Record<number, Explanation> = {
  400: {
    what: 'The receiver did not accept the request.',
    todo: 'Its answer may say why. Check that it reads the body as JSON and expects the fields of this event type.',
  },
  401: {
    what: 'The receiver wants credentials that the request does not have.',
    todo: 'Let it check the signature instead of a login; a signature that does not match means another secret.',
  },
  403: {
    what: 'The receiver, or a firewall before it, refuses the request.',
    todo: 'Check that it uses the current signing secret, and that the firewall lets Postrider’s requests through.',
  },
  404: {
    what: 'There is nothing at the path of the URL.',
    todo: 'Check the URL of the endpoint, and that the receiver’s route is deployed.',
  },
  405: {
    what: 'The path exists, but does not take POST.',
    todo: 'Let the receiver’s route take POST, or correct the URL of the endpoint.',
  },
  408: {
    what: 'The receiver gave up waiting for the request.',
    todo: 'Look for a slow proxy before it; if it is overloaded, set a rate limit for the endpoint.',
  },
  413: {
    what: 'The payload is larger than the receiver takes.',
    todo: 'Raise the limit for bodies in the receiver and its proxy; payloads can have 256 KiB.',
  },
  415: {
    what: 'The receiver does not take application/json.',
    todo: 'Let the receiver’s route read JSON.',
  },
  422: {
    what: 'The receiver did not accept the content of the event.',
    todo: 'Its answer may say which field it minds. Repair the receiver, then replay.',
  },
  429: {
    what: 'The receiver gets more requests than it takes.',
    todo: 'Set a rate limit for the endpoint that the receiver can follow.',
  },
  502: {
    what: 'The proxy before the receiver got no good answer from it.',
    todo: 'Check that the receiver runs, and whether it crashed or restarted at that time.',
  },
  503: {
    what: 'The receiver is not available: overloaded, or being deployed.',
    todo: 'Often it passes by itself; if not, check that the receiver runs.',
  },
  504: {
    what: 'The proxy before the receiver waited too long for it.',
    todo: 'Have the receiver answer first and do its work afterwards.',
  },
};

/** What an answered status means: what is known of this one, else of its kind. */
function explainStatus(status: number): Explanation {
  const known = byStatus[status];
  if (known !== undefined) return { ...known, what: `Answered ${status}. ${known.what}` };
  if (status >= 500) {
    return {
      what: `Answered ${status}. The receiver failed while it handled the request.`,
      todo: 'Look into its log at that time, repair what it names, then replay.',
    };
  }
  return {
    what: `Answered ${status}. The receiver did not accept the request.`,
    todo: 'Its answer may say why. Repair the receiver, then replay.',
  };
}

/** Why a delivery or an attempt failed, and what to do about it. */
export function explainFailure({ reason, status, error }: Failure): Explanation {
  if (reason === 'http_error' && status !== null) return explainStatus(status);
  const known = byReason[reason];
  if (reason === 'redirect' && status !== null) return { ...known, what: `Answered ${status}. ${known.what}` };
  const detail = detailOf(error);
  return detail === undefined ? known : { ...known, what: `${known.what} In the words of the log: ${detail}.` };
}

/** The API's `error` without the reason before it; undefined where it only repeats the status. */
function detailOf(error: string | null | undefined): string | undefined {
  const detail = error?.replace(/^\w+: /, '');
  return detail === undefined || detail === '' || detail.startsWith('the endpoint answered') ? undefined : detail;
}

const briefly: Record<FailureReason, string> = {
  timeout: 'timed out',
  dns_error: 'host not found',
  connection_refused: 'connection refused',
  connection_reset: 'connection closed',
  connection_error: 'connection failed',
  tls_error: 'TLS failed',
  invalid_response: 'invalid answer',
  http_error: 'error',
  redirect: 'redirect',
  blocked_address: 'address not allowed',
  secret_unreadable: 'secret unreadable',
  endpoint_gone: 'gone',
  endpoint_inactive: 'endpoint inactive',
};

/** For a row of a list: "503", "timed out". */
export function failureInBrief({ reason, status }: Omit<Failure, 'error'>): string {
  return status === null || reason === 'endpoint_inactive' ? briefly[reason] : String(status);
}

/** The reason that an attempt's `error` begins with. */
export function reasonOf(error: string): FailureReason | undefined {
  const [name] = error.split(':', 1);
  return isReason(name) ? name : undefined;
}

const isReason = (name: string | undefined): name is FailureReason =>
  name !== undefined && Object.hasOwn(byReason, name);
