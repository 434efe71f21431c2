import TestRunner from 'jest-runner';

/** Runs its specs one after the other: each starts processes and measures what they do. */
export default class SerialRunner extends TestRunner {
  constructor(globalConfig, context) {
    super({ ...globalConfig, maxWorkers: 1 }, context);
  }
}
