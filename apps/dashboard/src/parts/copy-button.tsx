import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { announce } from './announcer.js';
import { copyText } from './copy-text.js';

interface CopyButtonProps {
  value: string;
  /** What is copied: "the secret". */
  what: string;
  /** With a word beside the icon. */
  wide?: boolean;
  /** The words of a wide button: "Copy as curl". */
  words?: string;
}

export function CopyButton({ value, what, wide = false, words }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => {
      setOutcome(undefined);
    }, 2_000);
    return () => {
      clearTimeout(timer);
    };
  }, [outcome]);

  const copy = async (): Promise<void> => {
    const copied = await copyText(value);
    setOutcome(copied ? 'copied' : 'refused');
    announce(copied ? `Copied ${what}` : `The browser did not let ${what} be copied: select it instead`);
  };
  const onClick = (): void => void copy();
  const label = outcome === undefined ? (words ?? 'Copy') : outcome === 'copied' ? 'Copied' : 'Select it instead';
  const icon = outcome === 'copied' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />;

  if (wide) {
    return (
      <Button variant="default" leftSection={icon} onClick={onClick} miw={110} aria-label={words ?? `Copy ${what}`}>
        {label}
      </Button>
    );
  }
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={26} onClick={onClick} aria-label={`Copy ${what}`}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
