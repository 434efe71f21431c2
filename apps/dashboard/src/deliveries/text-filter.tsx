import { CloseButton, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';

interface TextFilterProps {
  label: string;
  placeholder: string;
  removeLabel: string;
  /** What is expected, where a text must match the pattern. */
  error?: string;
  pattern?: RegExp;
  /** Empty: no filter. Give the field a key with the value, which links and the browser's "back" change. */
  value: string;
  onChange: (value: string | undefined) => void;
}

/** Applied on Enter and on blur, since each letter would make a call. */
export function TextFilter({ label, placeholder, removeLabel, error, pattern, value, onChange }: TextFilterProps) {
  const [text, setText] = useState(value);
  const [isWrong, setIsWrong] = useState(false);
  const apply = (): void => {
    const trimmed = text.trim();
    const fits = trimmed === '' || pattern === undefined || pattern.test(trimmed);
    setIsWrong(!fits);
    if (fits && trimmed !== value) onChange(trimmed === '' ? undefined : trimmed);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    apply();
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label={label}
        placeholder={placeholder}
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        value={text}
        error={isWrong && error}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onBlur={apply}
        rightSection={
          value !== '' && (
            <CloseButton
              size="sm"
              variant="transparent"
              aria-label={removeLabel}
              onClick={() => {
                onChange(undefined);
              }}
            />
          )
        }
      />
    </form>
  );
}
