import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Command } from './command.js';
import { EmptyDrawing } from './drawings.js';
import classes from './parts.module.css';

interface EmptyStateProps {
  /** Without one, the page's title says it. */
  title?: string;
  /** What to do first, or how to find something. */
  children: ReactNode;
  /** A command that does it. */
  command?: string;
  action?: ReactNode;
}

/** Where there is nothing yet, or nothing that matches. */
export function EmptyState({ title, children, command, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center" maw={640} mx="auto">
      <EmptyDrawing />
      {title !== undefined && <Title order={2}>{title}</Title>}
      <Text c="dimmed" size="sm" component="div">
        {children}
      </Text>
      {action !== undefined && <div className={classes.emptyAction}>{action}</div>}
      {command !== undefined && (
        <div style={{ width: '100%', marginTop: '0.5rem' }}>
          <Command>{command}</Command>
        </div>
      )}
    </Stack>
  );
}
