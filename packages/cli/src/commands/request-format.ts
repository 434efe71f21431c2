import type { RequestFormatInput } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { defined } from '../input/defined.js';
import { jsonForms, readJsonArgument } from '../input/json-argument.js';
import { showing } from '../session.js';
import { requestFormatDetails } from '../views/request-format.js';
import { examples } from './examples.js';

const presets: NonNullable<RequestFormatInput['preset']>[] = [
  'default',
  'standard-webhooks',
  'svix',
  'stripe',
  'github',
  'shopify',
];

export function requestFormatCommand(): Command {
  return new Command('request-format')
    .description('show or set the names of headers and the signatures of requests to all endpoints')
    .addOption(new Option('--preset <name>', 'replace the format').choices(presets))
    .option('--set <json>', `change fields of the format, or of the preset: ${jsonForms}`)
    .addHelpText(
      ...examples(
        'postrider endpoints request-format --preset stripe',
        `postrider endpoints request-format --set '{"user_agent": "Acme/1.0", "headers": {"attempt": null}}'`,
      ),
    )
    .action(
      showing((client, { preset, set }: { preset?: RequestFormatInput['preset']; set?: string }) => {
        if (preset === undefined && set === undefined) return client.endpoints.requestFormat();
        const changes = set === undefined ? {} : readJsonArgument('--set', set);
        return client.endpoints.updateRequestFormat({ ...defined({ preset }), ...changes });
      }, requestFormatDetails),
    );
}
