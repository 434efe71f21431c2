import { AsyncLocalStorage } from 'node:async_hooks';

/** Set for a call that this process makes to itself, on behalf of a request that the rate limit has counted. */
export const countedCall = new AsyncLocalStorage<true>();
