import { List, Text } from '@mantine/core';
import { publishCommand } from '../shared/publish-command.js';
import { Card } from '../parts/card.js';
import { Command } from '../parts/command.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import classes from './overview.module.css';

/** First steps of an organization that has not published yet. */
export function FirstSteps() {
  return (
    <Card title="Send your first webhook">
      <List type="ordered" className={classes.steps} spacing="md">
        <List.Item>
          <Text size="sm">Tell Postrider where to send to, and which events.</Text>
          <RouterButton to="/endpoints/new" size="xs" mt="xs">
            Create an endpoint
          </RouterButton>
        </List.Item>
        <List.Item>
          <Text size="sm">
            Create a project key on the <RouterAnchor to="/keys">Keys</RouterAnchor> page. It can publish events and
            nothing else.
          </Text>
        </List.Item>
        <List.Item>
          <Text size="sm" mb="xs">
            Publish an event. It appears here at once.
          </Text>
          <Command>{publishCommand('budget.exceeded', { budget_id: 'bud_8f2k1', spend_usd: 1003.17 })}</Command>
        </List.Item>
      </List>
    </Card>
  );
}
