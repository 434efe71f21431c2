import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../texts/texts.js';
import { repeatsName, type Pairs } from './pairs.js';

interface PairsFieldProps {
  label: string;
  description: string;
  value: Pairs;
  onChange: (pairs: Pairs) => void;
  error: ReactNode;
}

/** Names and values of one's own, as many as are added. */
export function PairsField({ label, description, value, onChange, error }: PairsFieldProps) {
  const shown = repeatsName(value) ? t(($) => $.parts.pairs.repeated) : error;
  const change = (at: number, pair: Pairs[number]): void => {
    onChange(value.map((each, index) => (index === at ? pair : each)));
  };
  return (
    <Input.Wrapper
      labelElement="div"
      label={label}
      description={description}
      error={shown}
      role="group"
      aria-label={label}
    >
      <Stack gap="xs" mt={value.length === 0 ? 4 : 6}>
        {value.map(([name, text], index) => (
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={t(($) => $.parts.pairs.name, { number: index + 1 })}
              placeholder={t(($) => $.parts.pairs.nameHint)}
              value={name}
              onChange={(event) => {
                change(index, [event.currentTarget.value, text]);
              }}
              autoComplete="off"
              spellCheck={false}
              dir="auto"
              flex={2}
            />
            <TextInput
              aria-label={t(($) => $.parts.pairs.value, { number: index + 1 })}
              placeholder={t(($) => $.parts.pairs.valueHint)}
              value={text}
              onChange={(event) => {
                change(index, [name, event.currentTarget.value]);
              }}
              autoComplete="off"
              spellCheck={false}
              dir="auto"
              flex={3}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={t(($) => $.parts.pairs.remove, { number: index + 1 })}
              onClick={() => {
                onChange(value.filter((_, at) => at !== index));
              }}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              onChange([...value, ['', '']]);
            }}
          >
            {t(($) => $.parts.pairs.add)}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  );
}
