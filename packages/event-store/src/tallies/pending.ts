/**
 * With `ORDER BY status, id`, for a status that is not known to be one value, PostgreSQL has no index to take but the one
 * that begins with whose deliveries they are. Else it may walk through those that are due of all organizations, or from
 * the first delivery of a week to the first that is pending, where it thinks that there are many.
 */
export const onlyPending = `ANY('{pending}')`;
