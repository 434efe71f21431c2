import { List, Text } from '@mantine/core';
import { Trans } from 'react-i18next';
import { publishCommand } from '../shared/publish-command.js';
import { Card } from '../parts/card.js';
import { Command } from '../parts/command.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import classes from './overview.module.css';

/** First steps of an organization that has not published yet. */
export function FirstSteps() {
  return (
    <Card title={t(($) => $.overview.firstSteps.title)}>
      <List type="ordered" className={classes.steps} spacing="md">
        <List.Item>
          <Text size="sm">{t(($) => $.overview.firstSteps.endpoint)}</Text>
          <RouterButton to="/endpoints/new" size="xs" mt="xs">
            {t(($) => $.overview.firstSteps.createEndpoint)}
          </RouterButton>
        </List.Item>
        <List.Item>
          <Text size="sm">
            <Trans i18nKey={($) => $.overview.firstSteps.key} components={{ keys: <RouterAnchor to="/keys" /> }} />
          </Text>
        </List.Item>
        <List.Item>
          <Text size="sm" mb="xs">
            {t(($) => $.overview.firstSteps.publish)}
          </Text>
          <Command>{publishCommand('budget.exceeded', { budget_id: 'bud_8f2k1', spend_usd: 1003.17 })}</Command>
        </List.Item>
      </List>
    </Card>
  );
}
