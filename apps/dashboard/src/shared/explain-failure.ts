import type { FailureReason } from '@postrider/contracts';
import { en } from '../texts/en/en.js';
import { t } from '../texts/texts.js';

/** Why a delivery failed and how to fix it, in a sentence or two each. */
export interface Explanation {
  what: string;
  todo: string;
}

interface Failure {
  reason: FailureReason;
  /** Status of the last response; null without one. */
  status: number | null;
  /** The attempt’s error from the API, as in `dns_error: the host name could not be resolved (ENOTFOUND)`. */
  error?: string | null | undefined;
}

const statuses = en.shared.statuses;
type KnownStatus = keyof typeof statuses;

const isKnown = (status: number): status is KnownStatus => Object.hasOwn(statuses, status);

/** Explains a response status: this one if it is known, else its class. */
function explainStatus(status: number): Explanation {
  if (isKnown(status)) {
    const what = t(($) => $.shared.statuses[status].what);
    return { what: responded(status, what), todo: t(($) => $.shared.statuses[status].todo) };
  }
  if (status >= 500) {
    return {
      what: responded(
        status,
        t(($) => $.shared.explanation.serverError),
      ),
      todo: t(($) => $.shared.explanation.serverErrorTodo),
    };
  }
  return {
    what: responded(
      status,
      t(($) => $.shared.explanation.refused),
    ),
    todo: t(($) => $.shared.explanation.refusedTodo),
  };
}

const responded = (status: number, what: string): string => t(($) => $.shared.explanation.status, { status, what });

/** Explains the failure of a delivery or an attempt. */
export function explainFailure({ reason, status, error }: Failure): Explanation {
  if (reason === 'http_error' && status !== null) return explainStatus(status);
  const what = t(($) => $.shared.failures[reason].what);
  const todo = t(($) => $.shared.failures[reason].todo);
  if (reason === 'redirect' && status !== null) return { what: responded(status, what), todo };
  const detail = detailOf(error);
  return { what: detail === undefined ? what : t(($) => $.shared.explanation.detail, { what, detail }), todo };
}

/** The API’s `error` without the reason before it; undefined where it only repeats the status. */
function detailOf(error: string | null | undefined): string | undefined {
  const detail = error?.replace(/^\w+: /, '');
  return detail === undefined || detail === '' || detail.startsWith('the endpoint responded with') ? undefined : detail;
}

/** For a row of a list: "503", "timed out". */
export function failureInBrief({ reason, status }: Omit<Failure, 'error'>): string {
  return status === null || reason === 'endpoint_inactive' ? t(($) => $.shared.brief[reason]) : String(status);
}

/** The reason that an attempt’s `error` begins with. */
export function reasonOf(error: string): FailureReason | undefined {
  const [name] = error.split(':', 1);
  return isReason(name) ? name : undefined;
}

const isReason = (name: string | undefined): name is FailureReason =>
  name !== undefined && Object.hasOwn(en.shared.failures, name);
