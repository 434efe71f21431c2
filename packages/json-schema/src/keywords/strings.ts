import { shown } from '../json.js';
import { count, inRules, type Keyword } from '../keyword.js';
import { isLongerThan } from '../rules/string-rules.js';

const minLength: Keyword = (value, context) => {
  const least = count(value, context);
  if (least === null) return null;
  const message = `expected at least ${String(least)} characters`;
  context.node.strings.minLength = least;
  return inRules((data, location, run) => {
    if (typeof data !== 'string' || least === 0) return true;
    return isLongerThan(data, least - 1, run) || run.fail(location, message);
  });
};

const maxLength: Keyword = (value, context) => {
  const most = count(value, context);
  if (most === null) return null;
  const message = `expected at most ${String(most)} characters`;
  context.node.strings.maxLength = most;
  return inRules(
    (data, location, run) => typeof data !== 'string' || !isLongerThan(data, most, run) || run.fail(location, message),
  );
};

const pattern: Keyword = (value, { problem, ...context }) => {
  if (typeof value !== 'string') return problem('expected a regular expression');
  const compiled = context.pattern(value);
  if (typeof compiled === 'string') return problem(compiled);
  const message = `expected text that matches ${shown(value)}`;
  context.node.strings.pattern = compiled;
  return inRules(
    (data, location, run) => typeof data !== 'string' || compiled.test(data, run) || run.fail(location, message),
  );
};

export const stringKeywords = { minLength, maxLength, pattern } satisfies Record<string, Keyword>;
