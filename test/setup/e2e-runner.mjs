import TestRunner from 'jest-runner';

/**
 * A runner of their own, so that these specs come after all others: each starts processes. Most of their time is waiting,
 * so two share a machine of two cores.
 */
export default class EndToEndRunner extends TestRunner {
  constructor(globalConfig, context) {
    super({ ...globalConfig, maxWorkers: 2 }, context);
  }
}
