import { useId, type ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { FieldError } from 'react-aria-components/FieldError';
import { TextField } from 'react-aria-components/TextField';

interface TextBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'search' | 'date' | 'url';
  readonly inputMode?: 'decimal' | 'text';
  readonly maxLength?: number;
  readonly wide?: boolean;
  /** A sentence where the value can't be taken; null where it can. */
  readonly wrong?: string | null;
}

export function TextBox({
  label,
  value,
  onChange,
  type = 'text',
  inputMode,
  maxLength,
  wide = false,
  wrong = null,
}: TextBoxProps) {
  return (
    <TextField
      className={wide ? 'field wide' : 'field'}
      value={value}
      onChange={onChange}
      type={type === 'date' ? 'text' : type}
      isInvalid={wrong !== null}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(inputMode === undefined ? {} : { inputMode })}
    >
      <Label>{label}</Label>
      <Input {...(type === 'date' ? { type } : {})} autoComplete="off" />
      <FieldError>{wrong}</FieldError>
    </TextField>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly name: string }[];
}

/** One of a few. The browser's own list, which is at its best on a phone. */
export function Choice<Value extends string>({ label, value, onChange, options }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Filters above a list, as one landmark. */
export function Filters({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <form role="search" aria-label={label} className="filters" onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
}
