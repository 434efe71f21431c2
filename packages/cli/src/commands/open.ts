import { isatty } from 'node:tty';
import { Command } from 'commander';
import type { Named } from '../open/dashboard-path.js';
import { openUrl } from '../open/open-url.js';
import { action } from '../session.js';
import { examples } from './examples.js';

interface OpenOptions extends Named {
  print?: boolean;
}

export function openCommand(): Command {
  return new Command('open')
    .description('open the dashboard in a browser, at a page or an object; prints the URL without a terminal')
    .argument('[what]', 'id of an object (whe_…, whd_…, evt_…, cus_…, blk_…), or a page such as deliveries')
    .option('--event <id>', "event with the producer's own id")
    .option('--customer <customer>', 'customer with this uid')
    .option('--event-type <type>', 'event type')
    .option('--print', 'print the URL only')
    .addHelpText(
      ...examples(
        'postrider open whd_01m847ja80fh79n1vdk5x7cakr',
        'postrider open keys',
        'postrider open --event order-5512',
      ),
    )
    .action(
      action(async ({ output, connection }, what: string | undefined, { print, ...named }: OpenOptions) => {
        const { dashboardPath } = await import('../open/dashboard-path.js');
        const url = connection.url.replace(/\/+$/, '') + dashboardPath(what, named);
        const isForPerson = isatty(process.stdout.fd) && !output.isJson && print !== true;
        output.show({ url }, () => url);
        if (isForPerson && !(await openUrl(url, process.env))) output.note('No browser found: open the URL yourself.');
      }),
    );
}
