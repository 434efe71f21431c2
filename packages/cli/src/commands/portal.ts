import type { PortalSessionInput, PortalSettings, PortalSettingsChanges } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { defined } from '../input/defined.js';
import { list, wholeNumber } from '../input/values.js';
import { action, showing } from '../session.js';
import { createdPortalSession, portalSessionTable, portalSettingsDetails } from '../views/portal.js';
import { confirm } from './confirm.js';
import { examples } from './examples.js';
import { showList } from './paging.js';

const themes: PortalSettings['theme'][] = ['light', 'dark', 'auto'];

export function portalCommand(): Command {
  return new Command('portal')
    .description('the portal, where customers manage their own endpoints')
    .addCommand(sessionCommand())
    .addCommand(sessionsCommand())
    .addCommand(revokeCommand())
    .addCommand(settingsCommand());
}

interface SessionOptions {
  can?: NonNullable<PortalSessionInput['capabilities']>;
  seconds?: number;
  returnUrl?: string;
}

function sessionCommand(): Command {
  return new Command('session')
    .description("create a session of a customer, and show its link: a credential for the customer's part of the API")
    .argument('<customer>', 'customer id (cus_…), or its uid')
    .option('--can <capabilities>', 'such as view,replay (default: everything)', list)
    .option('--seconds <count>', 'lifetime (default: a setting of the server)', wholeNumber(60, 86_400))
    .option('--return-url <url>', "where the portal's link back leads")
    .addHelpText(...examples('postrider portal session acme', 'postrider portal session acme --can view,replay'))
    .action(
      showing((client, customer: string, { can, seconds, returnUrl }: SessionOptions) => {
        const session = defined({ capabilities: can, expires_in: seconds, return_url: returnUrl });
        return client.portal.createSession(customer, session);
      }, createdPortalSession),
    );
}

const sessionsCommand = (): Command =>
  showList(
    new Command('sessions')
      .description('list the sessions of a customer that have not ended, newest first')
      .requiredOption('--customer <customer>', 'customer id (cus_…), or its uid'),
    (client, page, { customer }: { customer: string }) => client.portal.listSessions(customer, page),
    portalSessionTable,
    'No open sessions.',
  );

const revokeCommand = (): Command =>
  new Command('revoke')
    .description('revoke a session: its next call is refused')
    .argument('<session>', 'session id (pst_…)')
    .requiredOption('--customer <customer>', 'customer id (cus_…), or its uid')
    .option('-y, --yes', 'skip the confirmation')
    .action(
      action(async ({ client, output }, id: string, { customer, yes }: { customer: string; yes?: boolean }) => {
        await confirm(`Revoke portal session ${id}?`, yes);
        await client.portal.revokeSession(customer, id);
        output.show({ id, revoked: true }, () => `Revoked ${id}`);
      }),
    );

interface SettingsOptions {
  name?: string;
  logo?: string;
  color?: string;
  theme?: PortalSettings['theme'];
  origins?: string[];
  messageLanguage?: string;
}

function settingsCommand(): Command {
  return new Command('settings')
    .description('show or change how the portal looks, which pages may embed it, and the language of messages')
    .option('--name <text>', "name on the page; '' for the organization's")
    .option('--logo <url>', "URL of the logo (https); '' for none")
    .option('--color <color>', "color of buttons and links, such as #1f6feb; '' for the default")
    .addOption(new Option('--theme <theme>', 'color scheme').choices(themes))
    .option('--origins <origins>', 'all origins whose pages may embed the portal, or none', list)
    .option('--message-language <language>', "language of messages to contacts, such as de; '' for English")
    .addHelpText(...examples("postrider portal settings --origins https://app.example.com --color '#1f6feb'"))
    .action(
      showing((client, options: SettingsOptions) => {
        const changes = changesOf(options);
        return Object.keys(changes).length === 0 ? client.portal.settings() : client.portal.updateSettings(changes);
      }, portalSettingsDetails),
    );
}

const nullIfEmpty = (text: string | undefined): string | null | undefined => (text === '' ? null : text);

const changesOf = ({ name, logo, color, theme, origins, messageLanguage }: SettingsOptions): PortalSettingsChanges =>
  defined({
    name: nullIfEmpty(name),
    logo_url: nullIfEmpty(logo),
    accent_color: nullIfEmpty(color),
    theme,
    origins: origins?.join() === 'none' ? [] : origins,
    message_language: nullIfEmpty(messageLanguage),
  });
