import TestRunner from 'jest-runner';

/**
 * With its own runner, the e2e specs run after all others. They wait most of the time, so that three specs can share two
 * cores.
 */
export default class EndToEndRunner extends TestRunner {
  constructor(globalConfig, context) {
    super({ ...globalConfig, maxWorkers: 3 }, context);
  }
}
