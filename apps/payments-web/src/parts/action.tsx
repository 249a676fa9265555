import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

interface ActionProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly look?: 'primary' | 'danger' | 'quiet' | 'plain';
  readonly size?: 'slim' | 'large';
  readonly wide?: boolean;
  /** Under way: the name stays, further presses do nothing. */
  readonly pending?: boolean;
  readonly disabled?: boolean;
  /** Where the visible name alone does not say what it acts on. */
  readonly label?: string;
  /** Whether what it opens is open. */
  readonly expanded?: boolean;
}

/** A button. */
export function Action({
  children,
  onPress,
  look = 'plain',
  size,
  wide = false,
  pending = false,
  disabled = false,
  label,
  expanded,
}: ActionProps) {
  const classes = ['button', look, size, wide ? 'wide' : undefined].filter(Boolean).join(' ');
  return (
    <Button
      className={classes}
      // It keeps the focus while it is under way, as a disabled one would not.
      onPress={() => !pending && onPress()}
      aria-disabled={pending}
      data-pending={pending || undefined}
      isDisabled={disabled}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
    >
      {pending && <span className="spinner" aria-hidden="true" />}
      {children}
    </Button>
  );
}
