/** Injection tokens of shared objects. */
export const DATABASE = Symbol('database');
export const CLOCK = Symbol('clock');
export const CLOCK_CHECK = Symbol('clock check');
export const JOB_QUEUES = Symbol('job queues');
