import { Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { Command } from '../parts/command.js';
import { requestFormatQuery } from '../shared/request-format-query.js';
import { t } from '../texts/texts.js';
import { isVerifiable } from './verifiable.js';
import { verifySnippets } from './verify-snippets.js';

/** Where the receiver has its secret. */
const variable = 'WEBHOOK_SECRET';

/** The SDK is in no registry yet. */
const commands = {
  make: 'npm run release:pack',
  folder: 'release/',
  install: 'npm install ./postrider-sdk-*.tgz',
};

const fromFile = {
  variable: <code>{variable}</code>,
  make: <code>{commands.make}</code>,
  folder: <code>{commands.folder}</code>,
  install: <code>{commands.install}</code>,
};

/** How a receiver verifies requests, in the languages that most are written in. A request format of its own has no snippets. */
export function VerifyHelp() {
  const [first] = verifySnippets;
  const format = useQuery(requestFormatQuery).data;
  if (format && !isVerifiable(format)) {
    const names = format.signatures.map(({ header }) => header).join(', ');
    return (
      <Text size="sm">
        <Trans i18nKey={($) => $.endpoints.verifyHelp.ownFormat} components={{ header: <code>{names}</code> }} />
      </Text>
    );
  }
  return (
    <Tabs defaultValue={first?.language ?? null} keepMounted={false}>
      <Tabs.List aria-label={t(($) => $.endpoints.verifyHelp.language)}>
        {verifySnippets.map(({ language }) => (
          <Tabs.Tab key={language} value={language}>
            {language}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {verifySnippets.map(({ language, install, code }) => (
        <Tabs.Panel key={language} value={language} pt="sm">
          <Text size="xs" c="dimmed" mb={6}>
            {install === undefined ? (
              <Trans i18nKey={($) => $.endpoints.verifyHelp.fromFile} components={fromFile} />
            ) : (
              <Trans
                i18nKey={($) => $.endpoints.verifyHelp.hint}
                components={{ variable: <code>{variable}</code>, package: <code>{install}</code> }}
              />
            )}
          </Text>
          <Command>{code}</Command>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
