/** Injection tokens of what is not a class of ours. */
export const DATABASE = Symbol('database');
export const CLOCK = Symbol('clock');
export const CLOCK_CHECK = Symbol('clock check');
export const JOB_QUEUES = Symbol('job queues');
