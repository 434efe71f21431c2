import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { parseJsonObject } from './parse-json-object.js';
import classes from './json-field.module.css';
import { t } from '../texts/texts.js';

interface JsonFieldProps {
  label: string;
  description: string;
  value: string;
  onChange: (text: string) => void;
  /** What the API, or the form, finds wrong with it. */
  error: string | undefined;
  /** May be left empty. */
  optional?: boolean;
}

/** Pause in typing after which the text is taken as meant. */
const pauseMs = 800;

/** A field for a JSON object: after a pause it says what is wrong with the text, and where. */
export function JsonField({ label, description, value, onChange, error, optional = false }: JsonFieldProps) {
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setPaused(value !== '');
    }, pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [value]);
  const parsed = optional && value.trim() === '' ? undefined : parseJsonObject(value);
  const problem = parsed !== undefined && 'problem' in parsed ? parsed.problem : undefined;
  const pretty = parsed !== undefined && 'value' in parsed ? JSON.stringify(parsed.value, null, 2) : undefined;
  return (
    <div className={classes.jsonField}>
      <Textarea
        label={label}
        description={description}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
        onBlur={() => {
          setPaused(true);
        }}
        error={(paused ? problem : undefined) ?? error}
        autosize
        minRows={5}
        maxRows={24}
        spellCheck={false}
        autoComplete="off"
        dir="ltr"
        classNames={{ input: classes.jsonInput ?? '' }}
        required={!optional}
      />
      <Button
        className={classes.pretty ?? ''}
        variant="subtle"
        size="compact-xs"
        disabled={pretty === undefined || pretty === value}
        aria-label={t(($) => $.parts.jsonField.formatWhat, { label })}
        onClick={() => {
          if (pretty !== undefined) onChange(pretty);
        }}
      >
        {t(($) => $.parts.jsonField.format)}
      </Button>
    </div>
  );
}
