import { setTimeout as pause } from 'node:timers/promises';
import type { Contact, ContactInput } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { defined } from '../input/defined.js';
import { list } from '../input/values.js';
import { action, showing } from '../session.js';
import { UsageError } from '../usage-error.js';
import { contactDetails, contactTable } from '../views/contacts.js';
import { confirm } from './confirm.js';
import { examples } from './examples.js';
import { showList } from './paging.js';

const channels: Contact['channel'][] = ['email', 'slack'];

interface Filter {
  customer?: string;
  channel?: Contact['channel'];
}

interface NewContact {
  email?: string;
  slack?: string;
  customer?: string;
  events?: NonNullable<ContactInput['event_types']>;
}

export function contactsCommand(): Command {
  const contacts = new Command('contacts').description('whom Postrider tells of failures, by e-mail or in Slack');
  showList(
    contacts
      .command('list')
      .description('list contacts, newest first')
      .option('--customer <customer>', 'only those of this customer: its id (cus_…), or its uid')
      .addOption(new Option('--channel <channel>', 'only those of this channel').choices(channels)),
    (client, page, { customer, channel }: Filter) =>
      client.contacts.list({ ...defined({ customer, channel }), ...page }),
    contactTable,
    'No matching contacts. To create one: postrider contacts create --email <address>',
  );
  contacts.addCommand(createCommand());
  contacts.addCommand(testCommand());
  contacts
    .command('delete')
    .description('delete a contact, and what waits for it')
    .argument('<contact>', 'contact id (ctc_…)')
    .option('-y, --yes', 'skip the confirmation')
    .action(
      action(async ({ client, output }, contact: string, { yes }: { yes?: boolean }) => {
        await confirm(`Delete contact ${contact}?`, yes);
        await client.contacts.delete(contact);
        output.show({ contact, deleted: true }, () => `Deleted ${contact}`);
      }),
    );
  return contacts;
}

/** The delays grow, since each poll counts in the key's rate limit. */
const pollDelaysMs = [200, 400, 800, 1_600, 3_000, 5_000, 5_000, 5_000, 5_000, 5_000];

const testCommand = (): Command =>
  new Command('test')
    .description('send a test message to a contact, and say what the mail server or Slack responds')
    .argument('<contact>', 'contact id (ctc_…)')
    .action(
      action(async ({ client, output }, id: string) => {
        let contact = await client.contacts.test(id);
        for (const ms of pollDelaysMs) {
          if (contact.last_test?.outcome !== 'pending') break;
          await pause(ms);
          contact = await client.contacts.get(id);
        }
        output.show(contact, contactDetails);
        const outcome = contact.last_test?.outcome;
        if (outcome === 'refused' || outcome === 'failed') process.exitCode = 1;
      }),
    );

const createCommand = (): Command =>
  new Command('create')
    .description('create a contact: an e-mail address, or the URL of a Slack incoming webhook')
    .option('--email <address>', 'e-mail address')
    .option('--slack <url>', 'URL of a Slack incoming webhook, which is not shown again')
    .option('--customer <customer>', 'hears only of this customer: its id (cus_…), or its uid')
    .option('--events <types>', "such as 'postrider.endpoint.*,postrider.delivery.failed' (default: all)", list)
    .addHelpText(
      ...examples(
        'postrider contacts create --email ops@example.com',
        'postrider contacts create --email dev@acme.example --customer acme',
      ),
    )
    .action(
      showing((client, { email: address, slack: url, customer, events: event_types }: NewContact) => {
        if ((address === undefined) === (url === undefined)) throw new UsageError('expected either --email or --slack');
        const channel = address === undefined ? 'slack' : 'email';
        return client.contacts.create({ channel, ...defined({ address, url, customer, event_types }) });
      }, contactDetails),
    );
