import * as z from 'zod';
import { SearchablePath, searchablePathLimits } from '../searchable-paths.js';
import { defineOperation } from './operation.js';

export const SearchablePaths = z
  .object({
    paths: z.array(z.string()).describe('Paths of the values in `data` by which events can be found.'),
  })
  .meta({ id: 'SearchablePaths' });
export type SearchablePaths = z.infer<typeof SearchablePaths>;

const Paths = z
  .array(SearchablePath)
  .max(searchablePathLimits.paths, `expected at most ${String(searchablePathLimits.paths)} paths`)
  .superRefine((paths, context) => {
    paths.forEach((path, i) => {
      if (paths.indexOf(path) < i) context.addIssue({ code: 'custom', path: [i], message: 'is named twice' });
    });
  })
  .describe(
    `All paths, such as \`data.order_id\` or \`data.customer.id\`: keys of objects, at most ${String(searchablePathLimits.levels)}, joined by dots. Replaces the earlier paths.`,
  );

const examplePaths = { paths: ['data.order_id', 'data.customer.id'] };

export const getSearchablePaths = defineOperation('GET /manage/v1/webhooks/searchable-paths', {
  name: 'get_webhook_searchable_paths',
  summary: 'Get the searchable paths',
  description: 'Returns the paths of the values in `data` by which `list_webhook_events` finds events.',
  output: SearchablePaths,
  examples: [{ summary: 'No paths', response: { paths: [] } }],
});

export const updateSearchablePaths = defineOperation('PATCH /manage/v1/webhooks/searchable-paths', {
  name: 'update_webhook_searchable_paths',
  summary: 'Update the searchable paths',
  description: `Sets the paths of the values in \`data\` by which events can be found, starting with the next published event. Strings of up to ${String(searchablePathLimits.valueLength)} characters, numbers and booleans are indexed.`,
  body: z.strictObject({ paths: Paths }),
  output: SearchablePaths,
  errors: ['idempotency_key_reused'],
  examples: [{ summary: 'Orders and customers', body: examplePaths, response: examplePaths }],
});
