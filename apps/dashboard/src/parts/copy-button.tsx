import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { announce } from './announcer.js';
import { copyText } from './copy-text.js';
import { t } from '../texts/texts.js';

interface CopyButtonProps {
  value: string;
  /** What is copied: "the secret". */
  what: string;
  /** With a word beside the icon. */
  wide?: boolean;
  /** The words of a wide button: "Copy as curl". */
  words?: string;
  onCopied?: () => void;
}

export function CopyButton({ value, what, wide = false, words, onCopied }: CopyButtonProps) {
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
    if (copied) onCopied?.();
    setOutcome(copied ? 'copied' : 'refused');
    announce(copied ? t(($) => $.parts.copy.copiedWhat, { what }) : t(($) => $.parts.copy.refusedWhat, { what }));
  };
  const onClick = (): void => void copy();
  const label = outcome === undefined ? (words ?? t(($) => $.parts.copy.copy)) : t(($) => $.parts.copy[outcome]);
  const icon = outcome === 'copied' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />;

  const copyWhat = t(($) => $.parts.copy.what, { what });

  if (wide) {
    return (
      <Button variant="default" leftSection={icon} onClick={onClick} miw={110} aria-label={words ?? copyWhat}>
        {label}
      </Button>
    );
  }
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={26} onClick={onClick} aria-label={copyWhat}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
