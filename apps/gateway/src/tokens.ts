/** Injection tokens of values that no class of the gateway identifies. */
export const SETTINGS = Symbol('settings');
export const DATABASE = Symbol('database');
export const CLOCK = Symbol('clock');
export const CLOCK_CHECK = Symbol('clock check');
export const JOB_QUEUES = Symbol('job queues');
export const SECRET_BOX = Symbol('secret box');
export const SHARED_EVENT_TYPES = Symbol('shared event types');
export const ADDRESS_POLICY = Symbol('address policy');
