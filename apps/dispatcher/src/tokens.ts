/** Injection tokens of what is not a class of ours. */
export const DATABASE = Symbol('database');
export const CLOCK = Symbol('clock');
export const JOB_QUEUES = Symbol('job queues');
