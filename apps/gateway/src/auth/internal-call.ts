import { AsyncLocalStorage } from 'node:async_hooks';

/** Set for a call that the gateway makes to itself for a request. The rate limit has counted that request already. */
export const internalCall = new AsyncLocalStorage<true>();
