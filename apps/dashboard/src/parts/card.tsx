import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './parts.module.css';

interface CardProps {
  title?: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** Without space around the content: for tables. */
  flush?: boolean;
  children: ReactNode;
}

/** A part of a page on its own surface. */
export function Card({ title, description, actions, flush = false, children }: CardProps) {
  const head = title !== undefined && (
    <Group justify="space-between" align="flex-start" mb={flush ? 0 : 'sm'} p={flush ? 'sm' : 0} px={flush ? 'md' : 0}>
      <div>
        <Title order={2}>{title}</Title>
        {description !== undefined && (
          <Text size="sm" c="dimmed" component="div">
            {description}
          </Text>
        )}
      </div>
      {actions}
    </Group>
  );
  return (
    <section className={classes.card} data-flush={flush || undefined} aria-label={title}>
      {head}
      {children}
    </section>
  );
}
