import { Tabs, Text } from '@mantine/core';
import { Trans } from 'react-i18next';
import { Command } from '../parts/command.js';
import { t } from '../texts/texts.js';
import { publishSnippets } from './publish-snippets.js';

/** How a program publishes an event of this type. */
export function PublishHelp({ type, data }: { type: string; data: object }) {
  const snippets = publishSnippets({ origin: location.origin, type, data });
  return (
    <Tabs defaultValue={snippets[0]?.language ?? null} keepMounted={false}>
      <Tabs.List aria-label={t(($) => $.publish.languages)}>
        {snippets.map(({ language }) => (
          <Tabs.Tab key={language} value={language}>
            {language}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {snippets.map(({ language, install, run, code }) => (
        <Tabs.Panel key={language} value={language} pt="sm">
          <Text size="xs" c="dimmed" mb={6}>
            {install === undefined ? (
              <Trans i18nKey={($) => $.publish.howToRun} values={{ run }} components={{ code: <code /> }} />
            ) : (
              <Trans
                i18nKey={($) => $.publish.howToInstall}
                values={{ run, install }}
                components={{ code: <code /> }}
              />
            )}
          </Text>
          <Command>{code}</Command>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
