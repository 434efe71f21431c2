/**
 * Why a publish call was not accepted.
 *
 * - `refused`: an event of the call is invalid, and a repetition would be refused, too.
 * - `limited`: a customer, or the organization, has to wait.
 * - `failed`: nothing is known about the events; the same call may be accepted later.
 */
export interface Rejection {
  kind: 'refused' | 'limited' | 'failed';
  code: string;
  message: string;
  /** Places in the call of the events that the error names. */
  places: readonly number[];
  /** The id of the event that the error names. */
  eventId: string | undefined;
  retryAfterMs: number | undefined;
}

const refusingStatuses = new Set([400, 409, 413, 422]);
/** Conflicts that are over soon. */
const passing = new Set(['concurrent_change']);

interface ApiError {
  code: string;
  message: string;
  id?: string;
  field?: string;
  fields?: { field: string; message: string }[];
}

/** Of a response without 2xx. */
export function rejectionOf(status: number, body: string, retryAfter: string | null): Rejection {
  const error = apiErrorOf(body);
  const { code, message } = error ?? {
    code: status === 413 ? 'payload_too_large' : 'unexpected_response',
    message: `status ${String(status)}, but not as Postrider responds: is the URL right?`,
  };
  // A proxy before the gateway has a limit on bodies of its own.
  const isRefused = refusingStatuses.has(status) && (error !== undefined || status === 413) && !passing.has(code);
  return {
    kind: isRefused ? 'refused' : code === 'publish_limited' ? 'limited' : 'failed',
    code,
    message: isRefused ? message.replaceAll(/\bevents\.\d+\./g, '') : message,
    places: placesOf(error),
    eventId: code === 'event_id_reused' ? error?.id : undefined,
    retryAfterMs: /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : undefined,
  };
}

/** Of a call without a response. */
export const failure = (code: string, message: string): Rejection => ({
  kind: 'failed',
  code,
  message,
  places: [],
  eventId: undefined,
  retryAfterMs: undefined,
});

function placesOf(error: ApiError | undefined): number[] {
  const fields = [error?.field, ...(error?.fields?.map(({ field }) => field) ?? [])];
  const places = fields.flatMap((field) => {
    const [, place] = /^events\.(\d+)(?:\.|$)/.exec(field ?? '') ?? [];
    return place === undefined ? [] : [Number(place)];
  });
  return [...new Set(places)];
}

function apiErrorOf(body: string): ApiError | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: Partial<ApiError> };
    return typeof error?.code === 'string' && typeof error.message === 'string' ? (error as ApiError) : undefined;
  } catch {
    return undefined;
  }
}
