import { validationFailed } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';

/** The platform's own id and texts of an endpoint, by which it finds the endpoint again. */
interface PlatformFields {
  uid?: unknown;
  metadata?: unknown;
}

const names = ['uid', 'metadata'] as const satisfies (keyof PlatformFields)[];

/** A customer in the portal neither sets them nor finds out what they are by a filter. Throws ApiError 422. */
export function refusePlatformFields({ portal }: Caller, given: PlatformFields): void {
  if (!portal) return;
  const problems = names.flatMap((field) =>
    given[field] === undefined ? [] : { field, message: 'expected no value: only the platform sees and sets it' },
  );
  if (problems.length > 0) throw validationFailed(problems);
}
