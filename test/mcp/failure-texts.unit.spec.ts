import { expect, test } from '@jest/globals';

import { shared } from '../../apps/dashboard/src/texts/en/shared.js';
import { classes, failures, statuses } from '../../packages/mcp/src/explain/failure-texts.js';

test('agents read the same explanations of failures as users of the dashboard', () => {
  expect(failures).toEqual(shared.failures);
  expect(statuses).toEqual(shared.statuses);
  const { serverError, serverErrorTodo, refused, refusedTodo } = shared.explanation;
  expect(classes).toEqual({
    serverError: { what: serverError, todo: serverErrorTodo },
    refused: { what: refused, todo: refusedTodo },
  });
});
